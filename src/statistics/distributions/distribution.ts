import { Exact, showNumber } from '../../formula/index.ts';
import type { Bounds, QuantileFunction } from './shape.ts';
import { shapeOf, type Distribution } from './shapes.ts';

/**
 * Between which values an input is moved: `usual`, the stated ends, else the range of the shape (two deviations of a normal,
 * all observed values); `stated`, the stated ends, else P10 and P90; `percentiles`, always P10 and P90.
 */
export type BoundsKind = 'usual' | 'stated' | 'percentiles';

/** The bounds of a distribution, by the kind that is meant. */
export function boundsOf(distribution: Distribution, kind: BoundsKind): Bounds {
  const shape = shapeOf(distribution.shape);
  const found =
    kind === 'usual' ? shape.usual(distribution) : kind === 'stated' ? shape.stated(distribution) : null;
  if (found !== null) return { low: found.low, high: found.high };
  const { at } = shape.quantile(distribution);
  return { low: new Exact(at(0.1)), high: new Exact(at(0.9)) };
}

/** The mode, the midpoint, the mean, or the median of lognormal and observed. */
export function middleOf(distribution: Distribution): Exact {
  return shapeOf(distribution.shape).middle(distribution);
}

/** The quantile function of a distribution that `contradictionsOf` found nothing wrong with. */
export function quantileFunction(distribution: Distribution): QuantileFunction {
  return shapeOf(distribution.shape).quantile(distribution);
}

/** Its numbers, in the order in which they are written. */
export function numbersOf(distribution: Distribution): readonly Exact[] {
  return shapeOf(distribution.shape).numbersOf(distribution);
}

/** What keeps a distribution from being sampled, in words; empty where nothing does. */
export function contradictionsOf(distribution: Distribution): readonly string[] {
  const strange = numbersOf(distribution).find((each) => !Number.isFinite(each.toNumber()));
  return strange === undefined
    ? shapeOf(distribution.shape).contradictions(distribution)
    : [`${strange.toExponential()} is not a number that can be sampled`];
}

/** A distribution in a few words: `uniform from 2 to 6`. */
export function describeDistribution(distribution: Distribution): string {
  return shapeOf(distribution.shape).words(distribution, (value) => showNumber(value.toSignificantDigits(6)));
}
