import type { SensitivityParameter } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { span } from '../../charts/bars.ts';
import type { Chart, Content } from '../../document/document.ts';
import { chart, figure, text } from '../../document/make.ts';

const width = 32;
const widestLabel = 34;

/** A bar for each input, from the cost at its low to the cost at its high bound, on one scale. */
export function tornadoChart(parameters: readonly SensitivityParameter[], unit: string): Chart {
  const drawn = parameters.flatMap((each) =>
    each.monthlyLow === null || each.monthlyHigh === null
      ? []
      : [{ label: each.label, low: each.monthlyLow, high: each.monthlyHigh }],
  );
  const ends = drawn.flatMap(({ low, high }) => [low.toNumber(), high.toNumber()]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const at = (value: Exact): number => (most === least ? 0 : (value.toNumber() - least) / (most - least));
  const labels = drawn.map(({ label }) =>
    label.length > widestLabel ? `${label.slice(0, widestLabel - 1)}…` : label,
  );
  const longest = Math.max(0, ...labels.map((label) => label.length));
  const lines = drawn.map(({ low, high }, index): Content => [
    text((labels[index] ?? '').padEnd(longest + 1)),
    text('│'),
    text(span(at(low), at(high), width), 'strong'),
    text('│ '),
    figure('money', low),
    text(' to '),
    figure('money', high, unit),
  ]);
  return chart(lines);
}
