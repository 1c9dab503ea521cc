import type { UsageAgainstResult } from '../../../usage/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

/** Expected, actual and their difference: in all, by line, and the difference by cause. */
export function* usageAgainstFigures(result: UsageAgainstResult): Generator<Figure> {
  const { scenario, workload, option, currency, lines, causes, catalog } = result;
  const of = (line: string, value: Parameters<typeof numberValue>[0]): Figure => ({
    scenario: scenario.name,
    workload,
    option: option.id,
    line,
    month: null,
    value: numberValue(value),
    unit: `${currency}/month`,
    kind: 'measured',
    source: catalog.version,
  });
  yield of('expected', result.expected);
  yield of('actual', result.actual);
  yield of('change', result.change);
  yield of('logged', result.logged);
  for (const { cause, change } of causes ?? []) yield of(`cause.${cause}`, change);
  for (const { id, expected, actual, change } of lines) {
    yield of(`${id}.expected`, expected);
    yield of(`${id}.actual`, actual);
    yield of(`${id}.change`, change);
  }
}
