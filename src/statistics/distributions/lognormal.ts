import { Exact } from '../../formula/index.ts';
import { normalQuantile } from './normal-quantile.ts';
import { constantQuantile, type DistributionShape } from './shape.ts';

export interface Lognormal {
  readonly shape: 'lognormal';
  readonly p10: Exact;
  readonly p90: Exact;
}

const normalP90 = 1.2815515655446004;

/** Its logarithm is normal; fixed by its 10th and 90th percentile, which count as its stated ends. */
export const lognormal: DistributionShape<Lognormal> = {
  name: 'lognormal',
  written: { keys: ['p10', 'p90'], example: '{ p10: 1, p90: 3 }' },
  of: ([p10 = new Exact(0), p90 = new Exact(0)]) => ({ shape: 'lognormal', p10, p90 }),
  numbersOf: ({ p10, p90 }) => [p10, p90],
  contradictions({ p10, p90 }) {
    if (p10.toNumber() <= 0) return [`p10 (${p10.toString()}) has to be more than 0`];
    return p10.gt(p90) ? [`p10 (${p10.toString()}) is above p90 (${p90.toString()})`] : [];
  },
  middle: ({ p10, p90 }) => p10.times(p90).sqrt(),
  quantile({ p10, p90 }) {
    const [low, high] = [Math.log(p10.toNumber()), Math.log(p90.toNumber())];
    if (low === high) return constantQuantile(p10.toNumber());
    const [mean, deviation] = [(low + high) / 2, (high - low) / (2 * normalP90)];
    return {
      at: (u) => Math.exp(mean + deviation * normalQuantile(u)),
      fill: (uniforms, values, count) => {
        for (let row = 0; row < count; row += 1)
          values[row] = Math.exp(mean + deviation * normalQuantile(uniforms[row] ?? 0));
      },
    };
  },
  stated: ({ p10, p90 }) => ({ low: p10, high: p90 }),
  usual: ({ p10, p90 }) => ({ low: p10, high: p90 }),
  words: ({ p10, p90 }, show) => `lognormal, P10 ${show(p10)}, P90 ${show(p90)}`,
};
