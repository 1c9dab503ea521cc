import type { SensitivityAnalysis, SimulateResult } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import { capital } from './words.ts';
import { formatCompact, formatMoney, formatShare } from '../../numbers/format-number.ts';
import type { RangePicture } from '../picture.ts';

const mostRanges = 10;

/** The charts of `simulate`: what each option costs in eight of ten samples, and how often it is the cheapest. */
export function simulationPictures({
  workloads,
  currency,
  samples,
}: SimulateResult): readonly RangePicture[] {
  return workloads.flatMap((workload): readonly RangePicture[] => {
    const known = workload.options
      .flatMap(({ id, p10, p50, p90, cheapest }) =>
        p10 === null || p50 === null || p90 === null ? [] : [{ id, p10, p50, p90, cheapest }],
      )
      .slice(0, mostRanges);
    const best = known.toSorted((a, b) => b.cheapest - a.cheapest)[0];
    if (best === undefined) return [];
    return [
      {
        picture: 'ranges',
        title: `${workload.id}: ${best.id} is the cheapest in ${percent(best.cheapest)} of the samples`,
        subtitle: `Cost from the 10th to the 90th percentile with the median, ${currency} a month, ${formatCompact(new Exact(samples))} samples`,
        base: null,
        ranges: known.map(({ id, p10, p50, p90, cheapest }) => ({
          label: `${id}, the cheapest in ${percent(cheapest)}`,
          from: p10.toNumber(),
          to: p90.toNumber(),
          middle: p50.toNumber(),
          fromLabel: formatCompact(p10.toSignificantDigits(3)),
          toLabel: formatCompact(p90.toSignificantDigits(3)),
        })),
      },
    ];
  });
}

/** The charts of `sensitivity`: how far each input alone moves the cost. */
export function sensitivityPictures({ workloads, currency }: SensitivityAnalysis): readonly RangePicture[] {
  return workloads.flatMap(({ id, option, parameters }): readonly RangePicture[] => {
    const known = parameters
      .flatMap(({ label, unit, low, high, monthlyLow, monthlyHigh }) =>
        monthlyLow === null || monthlyHigh === null || monthlyLow.eq(monthlyHigh)
          ? []
          : [{ label, unit, low, high, monthlyLow, monthlyHigh }],
      )
      .slice(0, mostRanges);
    const [first] = known;
    if (first === undefined || option === null) return [];
    return [
      {
        picture: 'ranges',
        title: `${capital(first.label)} moves the cost of ${option} most: from ${formatMoney(first.monthlyLow)} to ${formatMoney(first.monthlyHigh)} ${currency} a month`,
        subtitle: `Each input alone from its low to its high value, ${currency} a month, ${id}`,
        base: null,
        ranges: known.map(({ label, unit, low, high, monthlyLow, monthlyHigh }) => ({
          label: capital(unit === '' ? label : `${label}, ${unit}`),
          from: monthlyLow.toNumber(),
          to: monthlyHigh.toNumber(),
          middle: null,
          fromLabel: formatCompact(low.toSignificantDigits(3)),
          toLabel: formatCompact(high.toSignificantDigits(3)),
        })),
      },
    ];
  });
}

function percent(probability: number): string {
  return formatShare(new Exact(probability).toDecimalPlaces(4));
}
