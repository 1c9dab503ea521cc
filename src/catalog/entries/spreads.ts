import type { Assumption } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { Distribution } from '../../statistics/index.ts';

/** A lognormal around the stated value, whose 10th and 90th percentile are these multiples of it; none around 0. */
export function lognormalAround(p10: string, p90: string): (value: Exact) => Distribution | null {
  return (value) =>
    value.gt(0) ? { shape: 'lognormal', p10: value.times(p10), p90: value.times(p90) } : null;
}

/** How far throughput spreads, whether stated or measured. */
export const throughputSpread: Assumption = {
  around: lognormalAround('0.44', '1.92'),
  source:
    'the bundled catalog 2026-11: 413 throughput entries in 92 groups of the same model, GPU, GPUs per replica and precision, over lengths, engines and concurrency, relative to the median of their group (P10 0.44, P90 1.92)',
};
