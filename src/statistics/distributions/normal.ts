import { Exact } from '../../formula/index.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { DistributionShape } from './shape.ts';

export interface Normal {
  readonly shape: 'normal';
  readonly mean: Exact;
  readonly deviation: Exact;
}

/** The normal distribution by its mean and standard deviation. It has no ends; two deviations either way hold 95 % of it. */
export const normal: DistributionShape<Normal> = {
  name: 'normal',
  written: { keys: ['mean', 'sd'], example: '{ mean: 2, sd: 0.5 }' },
  of: ([mean = new Exact(0), deviation = new Exact(0)]) => ({ shape: 'normal', mean, deviation }),
  numbersOf: ({ mean, deviation }) => [mean, deviation],
  contradictions: ({ deviation }) =>
    deviation.lte(0) ? [`the standard deviation (${deviation.toString()}) has to be more than 0`] : [],
  middle: ({ mean }) => mean,
  quantile(distribution) {
    const [mean, deviation] = [distribution.mean.toNumber(), distribution.deviation.toNumber()];
    return {
      at: (u) => mean + deviation * normalQuantile(u),
      fill: (uniforms, values, count) => {
        for (let row = 0; row < count; row += 1)
          values[row] = mean + deviation * normalQuantile(uniforms[row] ?? 0);
      },
    };
  },
  stated: () => null,
  usual({ mean, deviation }) {
    const twice = deviation.times(2);
    return { low: mean.minus(twice), high: mean.plus(twice) };
  },
  words: ({ mean, deviation }, show) => `normal, mean ${show(mean)}, standard deviation ${show(deviation)}`,
};
