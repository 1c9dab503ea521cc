import { expectedRate, fitRoofline } from './fit.ts';
import type { MeasuredPoint } from './point.ts';

/** Logarithm of measured over expected rate, of a point whose family had no part in the fit. */
export interface HeldOutError {
  readonly point: MeasuredPoint;
  readonly log: number;
}

/** Factors on an estimate, between which the true rate lies with a probability of 80 %. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Each family left out in turn, and foretold from the others. */
export function heldOutErrors(points: readonly MeasuredPoint[]): readonly HeldOutError[] {
  return familiesOf(points).flatMap((family) => {
    const fit = fitRoofline(points.filter((each) => each.family !== family));
    return points
      .filter((each) => each.family === family)
      .map((point) => ({ point, log: Math.log(point.rate / expectedRate(fit, point)) }));
  });
}

/** The tenth and ninetieth percentile of held-out errors, each family weighing the same. */
export function intervalOf(errors: readonly HeldOutError[]): Interval {
  return { low: Math.exp(quantile(errors, 0.1)), high: Math.exp(quantile(errors, 0.9)) };
}

/**
 * The share of measurements that lie within an interval that neither they nor any of their family had a part in: neither
 * in the fit, nor in the errors that the interval was made of.
 */
export function coverage(points: readonly MeasuredPoint[]): number {
  let within = 0;
  for (const family of familiesOf(points)) {
    const others = points.filter((each) => each.family !== family);
    const { low, high } = intervalOf(heldOutErrors(others));
    const fit = fitRoofline(others);
    for (const point of points) {
      if (point.family !== family) continue;
      const factor = point.rate / expectedRate(fit, point);
      if (factor >= low && factor <= high) within += 1;
    }
  }
  return within / points.length;
}

/** The median of how far expectations are off, as a share of what was measured. */
export function medianError(errors: readonly HeldOutError[]): number {
  const sorted = errors.map(({ log }) => Math.abs(Math.exp(-log) - 1)).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function familiesOf(points: readonly MeasuredPoint[]): readonly string[] {
  return [...new Set(points.map(({ family }) => family))].toSorted();
}

function quantile(errors: readonly HeldOutError[], share: number): number {
  const counts = new Map<string, number>();
  for (const { point } of errors) counts.set(point.family, (counts.get(point.family) ?? 0) + 1);
  const sorted = errors.toSorted((a, b) => a.log - b.log);
  let sum = 0;
  for (const { point, log } of sorted) {
    sum += 1 / (counts.get(point.family) ?? 1) / counts.size;
    if (sum >= share) return log;
  }
  return sorted.at(-1)?.log ?? 0;
}
