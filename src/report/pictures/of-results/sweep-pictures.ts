import type { SweepAxis, SweepResult, SweepWorkload } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { formatCompact, formatShare } from '../../numbers/format-number.ts';
import { Exact as ExactNumber } from '../../../formula/index.ts';
import type { LinePicture, MapPicture, Picture } from '../picture.ts';

const mostLines = 7;

/** The charts of `sweep`: lines over one input, a map over two. */
export function sweepPictures(result: SweepResult): readonly Picture[] {
  const [first, second] = result.axes;
  if (first === undefined) return [];
  return result.workloads.map((workload) =>
    second === undefined
      ? linePicture(workload, first, result.currency)
      : mapPicture(workload, first, second),
  );
}

function linePicture(workload: SweepWorkload, axis: SweepAxis, currency: string): LinePicture {
  const { options, cells, crossovers } = workload;
  const cells1 = [...cells];
  const cheapest = new Set(cells1.map((each) => each.cheapest));
  const order = options
    .map(({ id }, index) => ({ id, index }))
    .sort((a, b) => Number(cheapest.has(b.id)) - Number(cheapest.has(a.id)));
  const changes = (crossovers[0]?.intervals ?? []).slice(1);
  return {
    picture: 'lines',
    title: lineTitle(workload, axis),
    subtitle: `Cost over ${axis.label} (${axis.path}), ${currency} a month, ${workload.id}`,
    scale: axis.scale === 'logarithmic' ? 'logarithmic' : 'linear',
    xUnit: axis.unit === '' ? axis.label : axis.unit,
    x: axis.values.map((each) => each.toNumber()),
    lines: order.slice(0, mostLines).map(({ id, index }) => ({
      label: id,
      y: cells1.map(({ monthly }) => monthly[index]?.toNumber() ?? null),
    })),
    marks: [
      { at: axis.value.toNumber(), label: 'now' },
      ...changes.map(({ from }) => ({ at: from.toNumber(), label: short(from) })),
    ],
  };
}

function lineTitle({ id, crossovers, cells }: SweepWorkload, axis: SweepAxis): string {
  const intervals = crossovers[0]?.intervals ?? [];
  const [first, second] = intervals;
  const unit = axis.unit === '' ? '' : ` ${axis.unit}`;
  if (first !== undefined && second !== undefined) {
    const more = intervals.length > 2 ? `, and it changes ${intervals.length - 2} more times` : '';
    return `${id}: ${first.cheapest} up to ${short(second.from)}${unit}, then ${second.cheapest}${more}`;
  }
  const only = first?.cheapest ?? [...cells][0]?.cheapest ?? null;
  return only === null
    ? `${id}: no option may be chosen`
    : `${id}: ${only} is the cheapest over the whole range`;
}

function mapPicture({ id, options, cells }: SweepWorkload, first: SweepAxis, second: SweepAxis): MapPicture {
  const places = new Map(options.map((option, index) => [option.id, index]));
  const rows = second.values.map((_, row) =>
    first.values.map((_, column) => {
      const cheapest = cells[column * second.values.length + row]?.cheapest ?? null;
      return cheapest === null ? -1 : (places.get(cheapest) ?? -1);
    }),
  );
  const all = rows.flat();
  const counts = options.map((option, index) => ({
    id: option.id,
    share: all.filter((each) => each === index).length / Math.max(1, all.length),
  }));
  const most = counts.toSorted((a, b) => b.share - a.share)[0];
  const share = formatShare(new ExactNumber(most?.share ?? 0).toDecimalPlaces(4));
  return {
    picture: 'map',
    title:
      most === undefined || most.share === 0
        ? `${id}: no option may be chosen`
        : most.share === 1
          ? `${id}: ${most.id} is the cheapest everywhere`
          : `${id}: ${most.id} is the cheapest in ${share} of the map`,
    subtitle: `The cheapest option over ${first.label} and ${second.label}`,
    names: options.map((option) => option.id),
    xTitle: withUnit(first),
    yTitle: withUnit(second),
    xLabels: first.values.map(short),
    yLabels: second.values.map(short),
    cells: rows,
  };
}

function withUnit({ label, unit }: SweepAxis): string {
  return unit === '' ? label : `${label}, ${unit}`;
}

function short(value: Exact): string {
  return formatCompact(value.toSignificantDigits(4));
}
