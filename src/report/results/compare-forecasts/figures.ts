import type { Change, ForecastAmounts, ForecastCompareResult } from '../../../analysis/index.ts';
import { numberValue, type Figure, type FigureValue } from '../../document/figures.ts';

/** Every figure of a comparison of forecasts, each before, after and its change. */
export function* compareForecastsFigures(result: ForecastCompareResult): Generator<Figure> {
  for (const { name, side, currency, total } of result.oneSided)
    yield { ...about(name, currency), line: `total.${side}`, value: numberValue(total) };
  for (const { name, currency, whole, effects, workloads } of result.scenarios) {
    const here = about(name, currency);
    if (whole !== null) yield* amountFigures(whole, here);
    for (const { cause, npv, total } of effects ?? []) {
      yield { ...here, line: `effects.${cause}.npv`, value: numberValue(npv) };
      yield { ...here, line: `effects.${cause}.total`, value: numberValue(total) };
    }
    for (const { id, before, after, amounts, lines, options } of workloads) {
      const of = { ...here, workload: id };
      for (const [line, state] of [
        ['best.before', before],
        ['best.after', after],
      ] as const)
        yield { ...of, line, unit: '', value: wordOf(state?.option ?? null) };
      yield* amountFigures(amounts, of);
      for (const line of lines) yield* changeFigures(`lines.${line.id}`, line, of);
      for (const option of options) yield* changeFigures('npv', option, { ...of, option: option.id });
    }
  }
}

function wordOf(option: string | null): FigureValue {
  return option === null ? null : { text: option };
}

type About = Omit<Figure, 'line' | 'value'>;

function about(scenario: string, currency: string): About {
  return { scenario, workload: '', option: '', month: null, unit: currency, kind: '', source: '' };
}

function* amountFigures({ total, totalExpense, npv, largestMonth, years }: ForecastAmounts, of: About) {
  yield* changeFigures('total', total, of);
  yield* changeFigures('total_expense', totalExpense, of);
  yield* changeFigures('npv', npv, of);
  yield* changeFigures('largest_month', largestMonth, of);
  for (const { year, cash, expense } of years) {
    yield* changeFigures(`years.${year}.cash`, cash, of);
    yield* changeFigures(`years.${year}.expense`, expense, of);
  }
}

function* changeFigures(line: string, { before, after, change }: Change, of: About): Generator<Figure> {
  yield { ...of, line: `${line}.before`, value: numberValue(before) };
  yield { ...of, line: `${line}.after`, value: numberValue(after) };
  yield { ...of, line: `${line}.change`, value: numberValue(change) };
}
