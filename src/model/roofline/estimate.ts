import type { Catalog } from '../../catalog/index.ts';
import { expectedRate, fitRoofline, reachedBy, type RooflineFit } from './fit.ts';
import { heldOutErrors, intervalOf, medianError, type Interval } from './held-out.ts';
import { measuredPoints, pointOf, type MeasuredPoint, type Point, type Setting } from './point.ts';
import { prefillSeconds, stepSeconds, type Efficiency } from './step.ts';

/** A roofline of a catalog's measurements, and how far it is off where it was not fitted. */
export interface Roofline {
  readonly points: readonly MeasuredPoint[];
  readonly fit: RooflineFit;
  readonly interval: Interval;
  readonly medianError: number;
}

/** What a replica is estimated to give; tokens per second. */
export interface ThroughputEstimate {
  readonly setting: Setting;
  /** Sequences at once that the estimate is for. */
  readonly batch: number;
  readonly output: number;
  readonly low: number;
  readonly high: number;
  readonly reached: Efficiency;
  readonly medianError: number;
  readonly measurements: number;
  readonly families: number;
}

const rooflines = new WeakMap<Catalog, Roofline>();

/** The roofline that is fitted to the measurements of a catalog. */
export function rooflineOf(catalog: Catalog): Roofline {
  const known = rooflines.get(catalog);
  if (known !== undefined) return known;
  const points = measuredPoints(catalog);
  const errors = heldOutErrors(points);
  const roofline = {
    points,
    fit: fitRoofline(points),
    interval: intervalOf(errors),
    medianError: medianError(errors),
  };
  rooflines.set(catalog, roofline);
  return roofline;
}

/** The throughput of a replica that nobody measured, or why it is not estimated: nothing like it was ever measured. */
export function estimateThroughput(
  catalog: Catalog,
  setting: Setting,
): { readonly estimate: ThroughputEstimate; readonly point: Point } | { readonly refused: string } {
  const found = pointOf(catalog, setting);
  if ('refused' in found) return found;
  const { points, fit, interval, medianError: off } = rooflineOf(catalog);
  const outside = outsideOf(found.point, points);
  if (outside !== null) return { refused: outside };
  const output = expectedRate(fit, found.point);
  return {
    point: found.point,
    estimate: {
      setting,
      batch: found.point.batch,
      output,
      low: output * interval.low,
      high: output * interval.high,
      reached: reachedBy(fit, found.point),
      medianError: off,
      measurements: points.length,
      families: new Set(points.map(({ family }) => family)).size,
    },
  };
}

/** Seconds to the first token of a request that does not wait, and for each token after, with `batch` sequences at once. */
export function latencyAt(
  point: Point,
  batch: number,
  reached: Efficiency,
): { readonly firstToken: number; readonly eachToken: number } {
  const step = stepSeconds(point.geometry, point.replica, { batch, context: point.context }, reached);
  const prefill = prefillSeconds(point.geometry, point.replica, point.input, reached);
  // While a request is decoded, the prompts of the others are read in between: each token waits for its share of them.
  return { firstToken: prefill + step, eachToken: step + (batch * prefill) / point.output };
}

/** Why nothing was measured near a point; null where something was. */
function outsideOf(point: Point, points: readonly MeasuredPoint[]): string | null {
  const onGpu = points.filter(({ gpu }) => gpu === point.gpu);
  if (onGpu.length === 0) return `nothing was measured on ${point.gpu}`;
  if (!onGpu.some(({ geometry }) => geometry.bytesPerParameter === point.geometry.bytesPerParameter))
    return `nothing was measured on ${point.gpu} at the precision ${point.precision}`;
  const checks: readonly (readonly [string, (of: Point) => number, readonly MeasuredPoint[]])[] = [
    ['GPUs a replica', ({ gpus }) => gpus, onGpu],
    ['input tokens', ({ input }) => input, points],
    ['output tokens', ({ output }) => output, points],
    ['parameters', ({ geometry }) => geometry.parameters, points],
    ['active parameters', ({ geometry }) => geometry.active, points],
  ];
  for (const [what, valueOf, among] of checks) {
    const values = among.map(valueOf);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const value = valueOf(point);
    if (value < least || value > most)
      return `${what}: ${shown(value)} is outside of what was measured, ${shown(least)} to ${shown(most)}`;
  }
  return null;
}

function shown(value: number): string {
  return value >= 1e9 ? `${(value / 1e9).toFixed(1)}B` : String(value);
}
