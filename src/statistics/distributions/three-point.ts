import { Exact } from '../../formula/index.ts';
import { constantQuantile, isTooWide, type DistributionShape, type QuantileFunction } from './shape.ts';

/** A least, a most likely and a largest value. */
export interface ThreePoint<Name extends string> {
  readonly shape: Name;
  readonly low: Exact;
  readonly mode: Exact;
  readonly high: Exact;
}

/** A kind of distribution that is stated by three points; `quantile` is asked for only where low and high differ. */
export function threePoint<Name extends string>(
  name: Name,
  title: string,
  quantile: (low: number, mode: number, high: number) => QuantileFunction,
): DistributionShape<ThreePoint<Name>> {
  return {
    name,
    written: { numbers: 3, example: '[1, 2, 3]' },
    of: ([low = new Exact(0), mode = new Exact(0), high = new Exact(0)]) => ({
      shape: name,
      low,
      mode,
      high,
    }),
    numbersOf: ({ low, mode, high }) => [low, mode, high],
    contradictions({ low, mode, high }) {
      const wrong: string[] = [];
      const [least, most] = [low.toString(), high.toString()];
      if (low.gt(high)) wrong.push(`low (${least}) is above high (${most})`);
      else if (mode.lt(low) || mode.gt(high))
        wrong.push(`the mode (${mode.toString()}) is not between low (${least}) and high (${most})`);
      if (isTooWide(low, high)) wrong.push('its range is too wide to be sampled');
      return wrong;
    },
    middle: ({ mode }) => mode,
    quantile({ low, mode, high }) {
      const [least, likely, most] = [low.toNumber(), mode.toNumber(), high.toNumber()];
      return least === most ? constantQuantile(least) : quantile(least, likely, most);
    },
    stated: (distribution) => distribution,
    usual: (distribution) => distribution,
    words: ({ low, mode, high }, show) => `${title} from ${show(low)} to ${show(high)}, mode ${show(mode)}`,
  };
}
