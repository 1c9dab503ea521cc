import type { Change, CompareResult, Effect, ScenarioComparison } from '../../../analysis/index.ts';
import { numberValue, type Figure, type FigureValue } from '../../document/figures.ts';

type Entry = Pick<Figure, 'line' | 'value'> & Partial<Omit<Figure, 'scenario'>>;

/** Every figure of a comparison: totals, lines, options and effects, each before, after and its change. */
export function* compareFigures(result: CompareResult): Generator<Figure> {
  for (const { name, side, currency, monthly } of result.oneSided) {
    yield {
      scenario: name,
      workload: '',
      option: '',
      line: `monthly.${side}`,
      value: numberValue(monthly),
      unit: `${currency}/month`,
      month: null,
      kind: '',
      source: '',
    };
  }
  for (const scenario of result.scenarios) {
    for (const entry of scenarioEntries(scenario)) {
      yield {
        scenario: scenario.name,
        workload: '',
        option: '',
        month: null,
        unit: `${scenario.currency}/month`,
        kind: '',
        source: '',
        ...entry,
      };
    }
  }
}

function* scenarioEntries(scenario: ScenarioComparison): Generator<Entry> {
  yield* changeEntries('monthly', scenario.monthly, {});
  for (const each of scenario.cases) yield* changeEntries(`cases.${each.id}.monthly`, each, {});
  yield* effectEntries(scenario.effects, {});
  for (const workload of scenario.workloads) {
    const of = { workload: workload.id };
    const { before, after } = workload;
    yield { ...of, line: 'choice.before', value: word(before?.option ?? null), unit: '' };
    yield { ...of, line: 'choice.after', value: word(after?.option ?? null), unit: '' };
    if (workload.swapped) {
      yield { ...of, line: 'choice.was', value: word(before?.title ?? null), unit: '' };
      yield { ...of, line: 'choice.is', value: word(after?.title ?? null), unit: '' };
    }
    yield* changeEntries('monthly', workload.monthly, of);
    for (const line of workload.lines) yield* changeEntries(`lines.${line.id}`, line, of);
    for (const option of workload.options)
      yield* changeEntries('monthly', option, { ...of, option: option.id });
    yield* effectEntries(workload.effects, of);
  }
}

function* changeEntries(line: string, change: Change, of: Partial<Entry>): Generator<Entry> {
  yield { ...of, line: `${line}.before`, value: numberValue(change.before) };
  yield { ...of, line: `${line}.after`, value: numberValue(change.after) };
  yield { ...of, line: `${line}.change`, value: numberValue(change.change) };
}

function* effectEntries(effects: readonly Effect[] | null, of: Partial<Entry>): Generator<Entry> {
  for (const { group, change, inputs } of effects ?? []) {
    yield { ...of, line: `effects.${group}`, value: numberValue(change) };
    for (const { path, unit, before, after } of inputs) {
      yield { ...of, line: `inputs.${path}.before`, value: numberValue(before), unit, kind: group };
      yield { ...of, line: `inputs.${path}.after`, value: numberValue(after), unit, kind: group };
    }
  }
}

function word(value: string | null): FigureValue {
  return value === null ? null : { text: value };
}
