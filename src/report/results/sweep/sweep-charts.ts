import type { SweepAxis, SweepWorkload } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import { heatMap } from '../../charts/heat-map.ts';
import { lineChart } from '../../charts/line-chart.ts';
import type { Chart } from '../../document/document.ts';
import { chart } from '../../document/make.ts';
import { formatCompact, formatMoney } from '../../numbers/format-number.ts';

/** What each option costs along the one input. */
export function costChart(
  { options, cells, crossovers }: SweepWorkload,
  axis: SweepAxis,
  currency: string,
): Chart {
  const costs = options.map((_, option) =>
    cells.map(({ monthly }) => {
      const cost = monthly[option] ?? null;
      return cost === null ? null : cost.toNumber();
    }),
  );
  const changes = (crossovers[0]?.intervals ?? []).slice(1);
  return chart(
    lineChart({
      ids: options.map(({ id }) => id),
      costs,
      from: endLabel(axis.values[0], ''),
      to: endLabel(axis.values.at(-1), axis.unit),
      isLogarithmic: axis.scale === 'logarithmic',
      showCost: (cost) => `${formatMoney(new Exact(cost))} ${currency}`,
      crossings: changes.flatMap(({ from }) => placeOf(from, axis) ?? []),
    }),
  );
}

/** Which option is the cheapest for both inputs: the first goes to the right, the second up. */
export function winnerMap({ options, cells }: SweepWorkload, first: SweepAxis, second: SweepAxis): Chart {
  const places = new Map(options.map(({ id }, index) => [id, index]));
  const rows = second.values.map((value, row) => ({
    label: endLabel(value, ''),
    cheapest: first.values.map((_, column) => {
      const cheapest = cells[column * second.values.length + row]?.cheapest ?? null;
      return cheapest === null ? -1 : (places.get(cheapest) ?? -1);
    }),
  }));
  return chart(
    heatMap({
      ids: options.map(({ id }) => id),
      from: endLabel(first.values[0], ''),
      to: endLabel(first.values.at(-1), first.unit),
      rows,
    }),
  );
}

function endLabel(value: Exact | undefined, unit: string): string {
  if (value === undefined) return '';
  const shown = formatCompact(value.toSignificantDigits(6));
  return unit === '' ? shown : `${shown} ${unit}`;
}

/** As a share of the axis, which is even in the values' own scale; undefined outside, and on a list. */
function placeOf(value: Exact, { values, scale }: SweepAxis): number | undefined {
  if (scale === 'list') return undefined;
  const measure = (of: Exact | undefined): number => {
    const number = of?.toNumber() ?? Number.NaN;
    return scale === 'logarithmic' ? Math.log(number) : number;
  };
  const [low, high] = [measure(values[0]), measure(values.at(-1))];
  const share = (measure(value) - low) / (high - low);
  return share >= 0 && share <= 1 ? share : undefined;
}
