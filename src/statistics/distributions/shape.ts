import type { Exact } from '../../formula/index.ts';

/** The inverse of a distribution function. */
export interface QuantileFunction {
  /** The value below which the share u of the distribution lies, for u in [0, 1]. Normal ones are infinite at 0 and 1. */
  readonly at: (u: number) => number;
  /** Writes the quantiles of the first `count` uniform numbers to `values`, which may be the same array. */
  readonly fill: (uniforms: Float64Array, values: Float64Array, count: number) => void;
  /** Makes what so many numbers will ask for, where that is made when it is asked for. */
  readonly makeReady?: (numbers: number) => void;
}

/** Two values between which an input is moved. */
export interface Bounds {
  readonly low: Exact;
  readonly high: Exact;
}

/** How the numbers of a distribution are written: a list of so many (null: any number of them), or a map of named ones. */
export type Written = { readonly numbers: number | null } | { readonly keys: readonly string[] };

/** All that is known of one kind of distribution. `D` is what its figures are kept as, in the quantity's unit. */
export interface DistributionShape<D extends { readonly shape: string }> {
  readonly name: D['shape'];
  readonly written: Written & { readonly example: string };
  /** From its numbers, in the order in which they are written. */
  readonly of: (numbers: readonly Exact[]) => D;
  readonly numbersOf: (distribution: D) => readonly Exact[];
  /** What is wrong with its numbers, in words. Equal bounds are allowed: such a distribution is a constant. */
  readonly contradictions: (distribution: D) => readonly string[];
  /** What counts where one figure is shown. */
  readonly middle: (distribution: D) => Exact;
  /** Of a distribution without contradictions. */
  readonly quantile: (distribution: D) => QuantileFunction;
  /** The ends that were stated; null where none were, as for a normal. */
  readonly stated: (distribution: D) => Bounds | null;
  /** Where it has no stated ends: what an input is moved between unless percentiles are asked for. */
  readonly usual: (distribution: D) => Bounds | null;
  /** In a few words; `show` writes a number. */
  readonly words: (distribution: D, show: (value: Exact) => string) => string;
}

/** The quantile function of a single value. */
export function constantQuantile(value: number): QuantileFunction {
  return {
    at: () => value,
    fill: (_, values, count) => {
      values.fill(value, 0, count);
    },
  };
}

export function isTooWide(low: Exact, high: Exact): boolean {
  return !Number.isFinite(high.toNumber() - low.toNumber());
}
