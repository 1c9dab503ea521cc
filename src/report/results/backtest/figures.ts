import type { BacktestResult } from '../../../analysis/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

/** Every month of every option, forecast and actual, and how often the stated range held. */
export function* backtestFigures(result: BacktestResult): Generator<Figure> {
  const { scenario, currency, workloads, coverage, series } = result;
  const about = {
    scenario: scenario.name,
    workload: '',
    option: '',
    month: null,
    unit: currency,
    kind: '',
    source: '',
  };
  for (const { id, options } of workloads)
    for (const option of options) {
      const of = { ...about, workload: id, option: option.id };
      for (const [index, { forecast, p10, p90, actual }] of option.months.entries())
        for (const [line, value] of Object.entries({ forecast, p10, p90, actual }))
          yield { ...of, line, month: index + 1, value: numberValue(value) };
      yield { ...of, line: 'error', unit: '1', value: numberValue(option.error) };
    }
  const count = (line: string, value: number): Figure => ({
    ...about,
    line,
    unit: '1',
    value: { number: value },
  });
  if (coverage !== null) {
    yield count('coverage.within', coverage.within);
    yield count('coverage.counted', coverage.counted);
  }
  for (const { trend, months, entries, gone, median, within } of series) {
    const line = `series.${trend}.${months}`;
    yield count(`${line}.entries`, entries);
    yield count(`${line}.gone`, gone);
    yield { ...count(`${line}.median`, 0), value: { number: median } };
    if (within !== null) yield count(`${line}.within`, within);
  }
}
