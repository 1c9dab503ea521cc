import { Exact } from '../../formula/index.ts';
import { isTooWide, type DistributionShape } from './shape.ts';

export interface Uniform {
  readonly shape: 'uniform';
  readonly low: Exact;
  readonly high: Exact;
}

/** Every value between two bounds is equally likely. */
export const uniform: DistributionShape<Uniform> = {
  name: 'uniform',
  written: { numbers: 2, example: '[1, 3]' },
  of: ([low = new Exact(0), high = new Exact(0)]) => ({ shape: 'uniform', low, high }),
  numbersOf: ({ low, high }) => [low, high],
  contradictions({ low, high }) {
    const wrong: string[] = [];
    if (low.gt(high)) wrong.push(`low (${low.toString()}) is above high (${high.toString()})`);
    if (isTooWide(low, high)) wrong.push('its range is too wide to be sampled');
    return wrong;
  },
  middle: ({ low, high }) => low.plus(high).div(2),
  quantile(distribution) {
    const [low, high] = [distribution.low.toNumber(), distribution.high.toNumber()];
    const width = high - low;
    return {
      at: (u) => low + width * u,
      fill: (uniforms, values, count) => {
        for (let row = 0; row < count; row += 1) values[row] = low + width * (uniforms[row] ?? 0);
      },
    };
  },
  stated: (distribution) => distribution,
  usual: (distribution) => distribution,
  words: ({ low, high }, show) => `uniform from ${show(low)} to ${show(high)}`,
};
