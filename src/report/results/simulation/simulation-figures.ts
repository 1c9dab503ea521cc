import type { SimulatedWorkload, SimulateResult } from '../../../analysis/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

type Entry = Pick<Figure, 'line' | 'value'> & Partial<Pick<Figure, 'option' | 'unit' | 'source'>>;

/** Every estimate of a simulation; `kind` says that they are. */
export function* simulationFigures(result: SimulateResult): Generator<Figure> {
  const common = { scenario: result.scenario.name, month: null, kind: 'simulated' };
  for (const workload of result.workloads) {
    for (const entry of entriesOf(workload, result.currency)) {
      yield { ...common, option: '', unit: '', source: '', ...entry, workload: workload.id };
    }
  }
  for (const each of result.uncertain) {
    const { path, unit, distribution } = each;
    const origin = each.source ?? 'scenario';
    const of = { ...common, workload: '', option: '', unit, source: `${distribution}; ${origin}` };
    yield { ...of, line: `uncertain.${path}.p10`, value: numberValue(each.p10) };
    yield { ...of, line: `uncertain.${path}.p90`, value: numberValue(each.p90) };
  }
}

function* entriesOf(workload: SimulatedWorkload, currency: string): Generator<Entry> {
  const unit = `${currency}/month`;
  for (const option of workload.options) {
    for (const key of ['mean', 'p10', 'p50', 'p90'] as const) {
      yield { option: option.id, line: key, value: numberValue(option[key]), unit };
    }
    yield { option: option.id, line: 'cheapest', value: numberValue(option.cheapest), unit: '1' };
  }
  for (const each of workload.crossovers) {
    const line = `crossover.${each.buy}`;
    for (const key of ['p10', 'p50', 'p90'] as const) {
      yield { option: each.build, line: `${line}.${key}`, value: numberValue(each[key]), unit: each.unit };
    }
    yield { option: each.build, line: `${line}.never`, value: numberValue(each.never), unit: '1' };
  }
  yield {
    option: workload.regret.option ?? '',
    line: 'regret',
    value: numberValue(workload.regret.expected),
    unit,
  };
  yield {
    option: workload.best ?? '',
    line: 'perfect_information',
    value: numberValue(workload.perfectInformation),
    unit,
  };
  yield { line: 'error', value: numberValue(workload.error), unit: '1' };
  yield { line: 'probability_error', value: numberValue(workload.probabilityError), unit: '1' };
}
