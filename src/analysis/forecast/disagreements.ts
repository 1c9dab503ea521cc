import type { ComparedFlows } from './result.ts';

/** What is compared of an option. Null where it is not compared with another one. */
export interface Measures {
  readonly id: string;
  readonly against: {
    readonly reference: string;
    readonly payback: number | null;
    /** Whether its present value is worse than the reference's. */
    readonly isWorse: boolean;
    readonly signChanges: number;
  } | null;
}

/** The same of exact figures. */
export function measuresOf({ reference, payback, npv, signChanges }: ComparedFlows): Measures['against'] {
  return { reference, payback: payback?.toNumber() ?? null, isWorse: npv.isNegative(), signChanges };
}

/** Where another measure than net present value points to another option: said, so that nobody has to find out in a meeting. */
export function disagreementsOf(
  options: readonly Measures[],
  best: string | null,
  ofLeastCash: string | null,
): readonly string[] {
  if (best === null) return [];
  const said: string[] = [];
  if (ofLeastCash !== null && ofLeastCash !== best)
    said.push(
      `${ofLeastCash} costs the least cash in all, ${best} the least in present value: money that is paid later weighs less`,
    );
  const compared = options.flatMap(({ id, against }) =>
    against === null || against.payback === null ? [] : [{ ...against, id, payback: against.payback }],
  );
  const [soonest] = compared.toSorted((a, b) => a.payback - b.payback);
  for (const { id, isWorse, reference } of compared)
    if (isWorse)
      said.push(
        `${id} pays back within the horizon, but its present value is worse than that of ${reference}: payback does not count what money costs until then, and what comes after it`,
      );
  if (soonest !== undefined && soonest.id !== best && compared.some(({ id }) => id === best))
    said.push(
      `${soonest.id} pays back first, ${best} is worth more over the whole horizon: payback does not count what comes after it`,
    );
  const severalRates = options.filter(({ against }) => against !== null && against.signChanges > 1);
  if (severalRates.length > 0)
    said.push(
      `the difference of ${severalRates.map(({ id }) => id).join(', ')} changes sign more than once, so it may have several rates of return: take the modified rate or the present value`,
    );
  return said;
}
