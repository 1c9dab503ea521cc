import { Exact } from '../../formula/index.ts';
import type { DistributionShape } from './shape.ts';

export interface Observed {
  readonly shape: 'observed';
  readonly values: readonly Exact[];
}

/** Each of its values with the same probability: the inverse of the empirical distribution function. Its middle is the median. */
export const observed: DistributionShape<Observed> = {
  name: 'observed',
  written: { numbers: null, example: '[1, 2, 2, 3]' },
  of: (values) => ({ shape: 'observed', values }),
  numbersOf: ({ values }) => values,
  contradictions: ({ values }) => (values.length === 0 ? ['the list of observed values is empty'] : []),
  middle({ values }) {
    const sorted = values.toSorted((a, b) => a.cmp(b));
    const half = Math.floor(sorted.length / 2);
    const upper = sorted[half] ?? new Exact(Number.NaN);
    return sorted.length % 2 === 1 ? upper : upper.plus(sorted[half - 1] ?? upper).div(2);
  },
  quantile({ values: observations }) {
    const sorted = Float64Array.from(observations, Number).sort();
    const last = sorted.length - 1;
    const at = (u: number): number =>
      sorted[Math.min(last, Math.max(0, Math.ceil(u * sorted.length) - 1))] ?? Number.NaN;
    return {
      at,
      fill: (uniforms, values, count) => {
        for (let row = 0; row < count; row += 1) values[row] = at(uniforms[row] ?? 0);
      },
    };
  },
  stated: () => null,
  usual: ({ values }) => ({ low: Exact.min(...values), high: Exact.max(...values) }),
  words: ({ values }) => `${values.length} observed values`,
};
