import { Exact } from '../../formula/index.ts';
import type { ForecastOption } from './result.ts';

const zero = new Exact(0);

/** Where another measure than net present value points to another option: said, so that nobody has to find out in a meeting. */
export function disagreementsOf(
  options: readonly ForecastOption[],
  best: ForecastOption | undefined,
): readonly string[] {
  if (best === undefined) return [];
  const said: string[] = [];
  const [cheapest] = options.toSorted((a, b) => a.total.cmp(b.total));
  if (cheapest !== undefined && cheapest.id !== best.id && cheapest.total.lt(best.total))
    said.push(
      `${cheapest.id} costs the least cash in all, ${best.id} the least in present value: money that is paid later weighs less`,
    );
  const compared = options.filter(({ against }) => against?.payback !== null && against !== null);
  const [soonest] = compared.toSorted((a, b) => (a.against?.payback ?? zero).cmp(b.against?.payback ?? zero));
  for (const option of compared) {
    const { against } = option;
    if (against !== null && against.npv.isNegative())
      said.push(
        `${option.id} pays back within the horizon, but its present value is worse than that of ${against.reference}: payback does not count what money costs until then, and what comes after it`,
      );
  }
  if (soonest !== undefined && soonest.id !== best.id && compared.some(({ id }) => id === best.id))
    said.push(
      `${soonest.id} pays back first, ${best.id} is worth more over the whole horizon: payback does not count what comes after it`,
    );
  const severalRates = options.filter(({ against }) => against !== null && against.signChanges > 1);
  if (severalRates.length > 0)
    said.push(
      `the difference of ${severalRates.map(({ id }) => id).join(', ')} changes sign more than once, so it may have several rates of return: take the modified rate or the present value`,
    );
  return said;
}
