import { boundsOf, type Bounds, type BoundsKind } from '../../statistics/index.ts';
import { Exact, varyingExact, type Node } from '../../formula/index.ts';
import { limitsOf, type Uncertainty, type UncertainParameter } from '../uncertainty/index.ts';

/** One uncertain input moved to its bounds, the others at their stated values. */
export interface Swing {
  readonly low: Exact;
  readonly high: Exact;
  /** Exact totals; null where the option does not depend on the input. */
  readonly totals: { readonly low: Exact; readonly high: Exact } | null;
}

/** What each uncertain input does to a total, in the order of the parameters. */
export function tornado(total: Node, uncertainty: Uncertainty, bounds: BoundsKind): readonly Swing[] {
  const reading = varyingExact([total]);
  const limits = limitsOf(uncertainty);
  return uncertainty.parameters.map((parameter, index) => {
    const { low, high } = within(
      boundsOf(parameter.distribution, bounds),
      parameter,
      limits[index]?.whole === true,
    );
    const curve = reading.curves(parameter.input.address);
    const [atLow, atHigh] = [curve?.(low)[0], curve?.(high)[0]];
    return {
      low,
      high,
      totals: atLow === undefined || atHigh === undefined ? null : { low: atLow, high: atHigh },
    };
  });
}

function within({ low, high }: Bounds, { input }: UncertainParameter, whole: boolean): Bounds {
  const fit = (value: Exact): Exact => {
    const least = input.minimum === undefined ? value : Exact.max(value, input.minimum);
    const most = input.maximum === undefined ? least : Exact.min(least, input.maximum);
    return whole ? most.round() : most;
  };
  return { low: fit(low), high: fit(high) };
}
