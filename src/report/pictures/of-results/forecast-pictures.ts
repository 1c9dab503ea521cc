import type { ForecastResult, ForecastWorkload } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import { formatMoney } from '../../numbers/format-number.ts';
import { monthsBetween } from '../../../document/index.ts';
import type { LinePicture, RangePicture } from '../picture.ts';

const mostLines = 7;

/** The charts of `forecast`: what each option of a workload costs month by month, and where another becomes the cheapest. */
export function forecastPictures(result: ForecastResult): readonly (LinePicture | RangePicture)[] {
  return [...costPictures(result), ...roadmapPicture(result)];
}

function costPictures({ workloads, currency, horizon }: ForecastResult): readonly LinePicture[] {
  return workloads.flatMap((workload): readonly LinePicture[] => {
    const { id, options, cheapest } = workload;
    const known = options
      .filter(({ npv }) => npv !== null)
      .toSorted((a, b) => (a.npv ?? new Exact(0)).cmp(b.npv ?? new Exact(0)))
      .slice(0, mostLines);
    if (known.length === 0) return [];
    const changes = cheapest.flatMap(({ month, option }, index) => {
      const before = cheapest[index - 1]?.option ?? null;
      return before === null || option === null || option === before ? [] : [{ at: index + 1, label: month }];
    });
    return [
      {
        picture: 'lines',
        title: titleOf(workload, currency),
        subtitle: `Expense by month, ${currency} a month, ${id}, months counted from ${horizon.start}`,
        scale: 'linear',
        xUnit: 'month',
        x: cheapest.map((_, index) => index + 1),
        lines: known.map((option) => ({
          label: option.id,
          y: option.months.map(({ expense }) => expense.toNumber()),
        })),
        marks: changes,
      },
    ];
  });
}

/** The phases of the roadmap as a Gantt chart. */
function roadmapPicture({ roadmap, currency, horizon }: ForecastResult): readonly RangePicture[] {
  if (roadmap === null) return [];
  const place = (month: string): number => monthsBetween(horizon.start, month);
  return [
    {
      picture: 'ranges',
      title: `Roadmap: ${roadmap.phases.length} phases, ${formatMoney(roadmap.total)} ${currency} in all`,
      subtitle: `Months from ${horizon.start}`,
      base: null,
      ranges: roadmap.phases.map(({ id, from, to, total }) => ({
        label: total.isZero() ? id : `${id}, ${formatMoney(total)} ${currency}`,
        from: place(from),
        to: place(to) + 1,
        middle: null,
        fromLabel: from,
        toLabel: to,
      })),
    },
  ];
}

function titleOf(
  { id, options, best, cheapest, crossoverMonth }: ForecastWorkload,
  currency: string,
): string {
  const npv = options.find((option) => option.id === best)?.npv ?? null;
  if (best === null || npv === null) return `${id}: no option may be chosen`;
  const worth = `${id}: ${best} costs the least over all months, ${formatMoney(npv)} ${currency} in present value`;
  const next = cheapest.find(({ month }) => month === crossoverMonth)?.option ?? null;
  return next === null || crossoverMonth === null
    ? worth
    : `${worth}; ${next} is the cheapest from ${crossoverMonth}`;
}
