import {
  percentiles,
  type LatencyCurve,
  type LatencyFigures,
  type LatencyPoint,
} from '../../catalog/index.ts';
import { Exact, type Graph, type Node } from '../../formula/index.ts';

/** A time by load, both rising. */
export interface TimeByLoad {
  readonly points: readonly { readonly load: Exact; readonly time: Exact }[];
  /** Which of the measured times it is, in words. */
  readonly from: string;
}

/**
 * The loads that a replica keeps up with: no more requests than it answered at any load. Beyond them the queue grows without
 * end, and what was measured there depends on how long the run was.
 */
function sustainedPoints({ points }: LatencyCurve): readonly LatencyPoint[] {
  const most = Exact.max(...points.map(({ completed }) => completed));
  return points.filter(({ offered }) => offered.lte(most));
}

/** The time to the first token that a share of requests kept to, by load; null where no so high percentile was measured. */
export function firstTokenTimes(curve: LatencyCurve, share: Exact): TimeByLoad | null {
  return risingTimes(curve, (point) => timeOf(point.firstToken, share));
}

/**
 * The time per output token, likewise. Where only a lower percentile was measured, the time of whole requests bounds it: each
 * has as many tokens, so that a request of length O takes no more than its whole time over O - 1 for a token.
 */
export function perTokenTimes(curve: LatencyCurve, share: Exact): TimeByLoad | null {
  const steps = curve.outputLength - 1;
  return (
    risingTimes(curve, (point) => timeOf(point.perToken, share)) ??
    (steps < 1
      ? null
      : risingTimes(curve, (point) => {
          const whole = timeOf(point.endToEnd, share);
          return (
            whole && {
              time: whole.time.div(steps),
              from: `${whole.from} of whole requests over ${steps} tokens`,
            }
          );
        }))
  );
}

/** The median time of whole requests by load, which says how many are in flight (Little's law); null where it was not measured. */
export function requestTimes(curve: LatencyCurve): TimeByLoad | null {
  return risingTimes(curve, (point) => timeOf(point.endToEnd, new Exact('0.5')));
}

interface Time {
  readonly time: Exact;
  readonly from: string;
}

/** The lowest measured percentile that so many requests kept to. */
function timeOf(figures: LatencyFigures, share: Exact): Time | null {
  const found = percentiles.find((each) => figures[each] !== undefined && share.lte(`0.${each.slice(1)}`));
  const time = found === undefined ? undefined : figures[found];
  return time === undefined || found === undefined ? null : { time, from: found };
}

/**
 * Times that rise with the load. Latency does not fall as load rises: a time above that of a higher load is an accident of its
 * run (engines compile in the first ones), and the one of the higher load stands for it.
 */
function risingTimes(curve: LatencyCurve, of: (point: LatencyPoint) => Time | null): TimeByLoad | null {
  const points: { load: Exact; time: Exact }[] = [];
  const names = new Set<string>();
  for (const point of sustainedPoints(curve).toReversed()) {
    const found = of(point);
    if (found === null) return null;
    names.add(found.from);
    const [next] = points;
    if (next === undefined || found.time.lt(next.time))
      points.unshift({ load: point.offered, time: found.time });
  }
  return points.length === 0 ? null : { points, from: [...names].join(', ') };
}

/**
 * The highest load of one replica, in requests per second, at which the time is no longer than a limit: straight lines between
 * the measured loads, never above the highest. A limit below the first time gives the first load.
 */
export function loadWithin(graph: Graph, { points }: TimeByLoad, limit: Node): Node {
  const [first] = points;
  if (first === undefined) throw new Error('a curve without points');
  const parts = risesOf(points).map(({ from, to }) =>
    graph.multiply(
      between(graph, limit, graph.constant(from.time, 'ms'), graph.constant(to.time.minus(from.time), 'ms')),
      graph.constant(to.load.minus(from.load).div(to.time.minus(from.time)), `${rate}/ms`),
    ),
  );
  return graph.add(graph.constant(first.load, rate), ...parts);
}

/** The time at a load of one replica: straight lines between the measured loads, and the first time below the first. */
export function timeAtLoad(graph: Graph, { points }: TimeByLoad, load: Node): Node {
  const [first] = points;
  if (first === undefined) throw new Error('a curve without points');
  const parts = risesOf(points).map(({ from, to }) =>
    graph.multiply(
      between(graph, load, graph.constant(from.load, rate), graph.constant(to.load.minus(from.load), rate)),
      graph.constant(to.time.minus(from.time).div(to.load.minus(from.load)), `ms*second*replica/request`),
    ),
  );
  return graph.add(graph.constant(first.time, 'ms'), ...parts);
}

const rate = 'request/second/replica';

type Rise = Readonly<Record<'from' | 'to', TimeByLoad['points'][number]>>;

function risesOf(points: TimeByLoad['points']): readonly Rise[] {
  return points.flatMap((from, at) => {
    const to = points[at + 1];
    return to === undefined ? [] : [{ from, to }];
  });
}

/** How far a value is above `from`, from nothing to `most`. */
function between(graph: Graph, value: Node, from: Node, most: Node): Node {
  const none = graph.constant(0, value.unit);
  return graph.minimum(graph.maximum(graph.subtract(value, from), none), most);
}
