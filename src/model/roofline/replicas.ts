import { waitsLonger } from '../waiting/index.ts';
import { latencyAt } from './estimate.ts';
import type { Point } from './point.ts';
import type { Efficiency } from './step.ts';

/** The latency that is asked for, in seconds, and the share of requests that have to keep to it. */
export interface LatencyTarget {
  readonly firstToken: number;
  readonly eachToken: number;
  readonly share: number;
}

/** What meets a target: replicas, and the places that each offers. */
export interface ReplicaPlan {
  readonly replicas: number;
  /** Requests at once on a replica: the most at which each token keeps to the target. */
  readonly slots: number;
  /** Places that are taken on average. */
  readonly load: number;
  /** Seconds that a request holds a place. */
  readonly service: number;
  /** The share of requests that wait longer for a place than the target leaves. */
  readonly late: number;
}

const mostReplicas = 100_000;

/**
 * The fewest replicas at which the target is met. A replica takes as many requests at once as still get each token in
 * time; a request that finds no free place waits for one (Erlang's C), and may wait as long as its first token then still
 * is in time.
 */
export function replicasFor(
  point: Point,
  reached: Efficiency,
  requestsPerSecond: number,
  target: LatencyTarget,
): ReplicaPlan | { readonly refused: string } {
  const slots = slotsWithin(point, reached, target.eachToken);
  if (slots === 0) {
    const { eachToken } = latencyAt(point, 1, reached);
    return { refused: `one request alone takes ${milliseconds(eachToken)} a token` };
  }
  const { firstToken, eachToken } = latencyAt(point, slots, reached);
  if (firstToken > target.firstToken)
    return { refused: `the first token takes ${milliseconds(firstToken)} without any wait` };
  const service = firstToken + eachToken * (point.output - 1);
  const load = requestsPerSecond * service;
  const late = (replicas: number): number =>
    waitsLonger({ servers: replicas * slots, load, service }, target.firstToken - firstToken);
  let [low, high] = [0, Math.max(1, Math.ceil(load / slots))];
  while (late(high) > 1 - target.share) {
    [low, high] = [high, high * 2];
    if (high > mostReplicas) return { refused: `more than ${String(mostReplicas)} replicas` };
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (late(middle) > 1 - target.share) low = middle;
    else high = middle;
  }
  return { replicas: high, slots, load, service, late: late(high) };
}

/** The most requests at once, up to what fits, at which a token takes no longer than so many seconds. */
function slotsWithin(point: Point, reached: Efficiency, seconds: number): number {
  const meets = (batch: number): boolean => latencyAt(point, batch, reached).eachToken <= seconds;
  let [low, high] = [0, point.batch + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (meets(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function milliseconds(seconds: number): string {
  return `${String(Number((seconds * 1000).toPrecision(3)))} ms`;
}
