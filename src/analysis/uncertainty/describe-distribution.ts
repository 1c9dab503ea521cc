import type { Distribution } from '../../statistics/index.ts';
import { showNumber, type Exact } from '../../formula/index.ts';

/** A distribution in a few words: `uniform from 2 to 6`. */
export function describeDistribution(distribution: Distribution): string {
  const show = (value: Exact): string => showNumber(value.toSignificantDigits(6));
  switch (distribution.shape) {
    case 'uniform':
      return `uniform from ${show(distribution.low)} to ${show(distribution.high)}`;
    case 'triangular':
    case 'pert': {
      const name = distribution.shape === 'pert' ? 'PERT' : 'triangular';
      return `${name} from ${show(distribution.low)} to ${show(distribution.high)}, mode ${show(distribution.mode)}`;
    }
    case 'normal':
      return `normal, mean ${show(distribution.mean)}, standard deviation ${show(distribution.deviation)}`;
    case 'lognormal':
      return `lognormal, P10 ${show(distribution.p10)}, P90 ${show(distribution.p90)}`;
    case 'observed':
      return `${distribution.values.length} observed values`;
  }
}
