import type { SensitivityAnalysis } from '../../../analysis/index.ts';
import type { Figure } from '../../document/figures.ts';

/** Every bound, cost, index and worth; `kind` is `simulated` where it is an estimate. */
export function* sensitivityFigures(result: SensitivityAnalysis): Generator<Figure> {
  const perMonth = `${result.currency}/month`;
  const common = { scenario: result.scenario.name, month: null, source: '' };
  for (const workload of result.workloads) {
    const of = { ...common, workload: workload.id, option: workload.option ?? '' };
    yield {
      ...of,
      option: workload.best ?? '',
      line: 'perfect_information',
      value: numberOf(workload.perfect_information),
      unit: perMonth,
      kind: 'simulated',
    };
    for (const each of workload.parameters) {
      const line = `sensitivity.${each.path}`;
      const figure = (
        name: string,
        value: string | number | null | undefined,
        unit: string,
        kind = '',
      ): Figure => ({
        ...of,
        line: `${line}.${name}`,
        value: numberOf(value ?? null),
        unit,
        kind,
      });
      yield figure('low', each.low, each.unit);
      yield figure('high', each.high, each.unit);
      yield figure('monthly_low', each.monthly_low, perMonth);
      yield figure('monthly_high', each.monthly_high, perMonth);
      yield figure('first_order', each.first_order, '1', 'simulated');
      yield figure('first_order_interval.low', each.first_order_interval?.[0], '1', 'simulated');
      yield figure('first_order_interval.high', each.first_order_interval?.[1], '1', 'simulated');
      yield figure('total', each.total, '1', 'simulated');
      yield figure('total_interval.low', each.total_interval?.[0], '1', 'simulated');
      yield figure('total_interval.high', each.total_interval?.[1], '1', 'simulated');
      yield figure('perfect_information', each.perfect_information, perMonth, 'simulated');
    }
  }
}

function numberOf(value: string | number | null): Figure['value'] {
  return value === null ? null : { number: value };
}
