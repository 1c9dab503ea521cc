import type { MeasuredPoint, Point } from './point.ts';
import { prefillSeconds, stepSeconds } from './step.ts';
import { solveSymmetric } from './solve.ts';

/** What was fitted: how much of a roofline real engines reach. */
export interface RooflineFit {
  /** Share of peak arithmetic over share of peak bandwidth. */
  readonly balance: number;
  /** Logarithm of the share that is reached: a constant, by doubling of GPUs, for a mixture of experts, at full offline load. */
  readonly constant: number;
  readonly perDoubling: number;
  readonly mixture: number;
  readonly offline: number;
  /** By GPU, drawn toward 0 where few measurements speak. */
  readonly gpus: ReadonlyMap<string, number>;
}

/** Balances that are tried, the tenth part of an octave apart. */
const balances = Array.from({ length: 31 }, (_, at) => 2 ** ((at - 15) / 10));
/** How strongly the difference of a GPU is drawn to 0: as one measurement would. */
const ridge = 1;

/** Output tokens per second at the peaks, with arithmetic reached `balance` times as well as bandwidth. */
function peakRate(point: Point, balance: number): number {
  const reached = { bandwidth: 1, compute: balance };
  const step = stepSeconds(point.geometry, point.replica, point, reached);
  const prefill = prefillSeconds(point.geometry, point.replica, point.input, reached);
  return point.output / ((point.output * step) / point.batch + prefill);
}

function commonFeatures(point: Point): readonly number[] {
  return [
    1,
    Math.log2(point.gpus),
    point.geometry.active < point.geometry.parameters ? 1 : 0,
    point.concurrency === null ? 1 : 0,
  ];
}

/**
 * Least squares of the logarithms of measured over peak rate. Measurements of one model on one GPU weigh together as much
 * as the root of their number, so that a long table of one pair does not drown the others.
 */
export function fitRoofline(points: readonly MeasuredPoint[]): RooflineFit {
  const gpus = [...new Set(points.map(({ gpu }) => gpu))].toSorted();
  const counts = new Map<string, number>();
  const pair = ({ family, gpu }: MeasuredPoint): string => `${family} ${gpu}`;
  for (const point of points) counts.set(pair(point), (counts.get(pair(point)) ?? 0) + 1);
  const rows = points.map((point) => ({
    point,
    weight: (counts.get(pair(point)) ?? 1) ** -0.5,
    features: [...commonFeatures(point), ...gpus.map((gpu) => (gpu === point.gpu ? 1 : 0))],
  }));
  const width = 4 + gpus.length;
  const normal = Array.from({ length: width }, (_, a) =>
    Array.from({ length: width }, (__, b) =>
      rows.reduce(
        (sum, { features, weight }) => sum + weight * (features[a] ?? 0) * (features[b] ?? 0),
        a === b ? (a < 4 ? 1e-6 : ridge) : 0,
      ),
    ),
  );
  let best: { readonly error: number; readonly balance: number; readonly solved: readonly number[] } = {
    error: Infinity,
    balance: 1,
    solved: [],
  };
  for (const balance of balances) {
    const logs = rows.map(({ point }) => Math.log(point.rate / peakRate(point, balance)));
    const right = Array.from({ length: width }, (_, a) =>
      rows.reduce((sum, { features, weight }, at) => sum + weight * (features[a] ?? 0) * (logs[at] ?? 0), 0),
    );
    const solved = solveSymmetric(normal, right);
    const error = rows.reduce((sum, { features, weight }, at) => {
      const fitted = features.reduce((total, each, place) => total + each * (solved[place] ?? 0), 0);
      return sum + weight * ((logs[at] ?? 0) - fitted) ** 2;
    }, 0);
    if (error < best.error) best = { error, balance, solved };
  }
  const [constant = 0, perDoubling = 0, mixture = 0, offline = 0, ...each] = best.solved;
  return {
    balance: best.balance,
    constant,
    perDoubling,
    mixture,
    offline,
    gpus: new Map(gpus.map((gpu, at) => [gpu, each[at] ?? 0])),
  };
}

/** The share of the peaks that a replica reaches: `bandwidth`, and `compute`, that times the balance. */
export function reachedBy(
  fit: RooflineFit,
  point: Point,
): { readonly bandwidth: number; readonly compute: number } {
  const [one = 1, doublings = 0, mixture = 0, offline = 0] = commonFeatures(point);
  const bandwidth = Math.exp(
    one * fit.constant +
      doublings * fit.perDoubling +
      mixture * fit.mixture +
      offline * fit.offline +
      (fit.gpus.get(point.gpu) ?? 0),
  );
  return { bandwidth, compute: bandwidth * fit.balance };
}

/** Output tokens per second that the fit expects. */
export function expectedRate(fit: RooflineFit, point: Point): number {
  return peakRate(point, fit.balance) * reachedBy(fit, point).bandwidth;
}
