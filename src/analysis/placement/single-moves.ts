import { Exact, varyingDoubles, varyingExact } from '../../formula/index.ts';
import type { Choice, Portfolio } from '../../model/index.ts';

/** Costs in doubles that are this near may be the other way round in truth. */
const nearly = 1e-9;

const one = new Exact(1);

/** What the best plan costs in which a workload takes another option and all others keep theirs; null where none meets the limits. */
export type BestMove = (choice: Choice) => { readonly choice: Choice; readonly monthly: Exact } | null;

/**
 * The moves of one workload at a time from a plan that decides nothing but choices. Doubles say which come first; what a move
 * costs, and whether it meets the limits, is read exactly.
 */
export function singleMoves(portfolio: Portfolio, taken: readonly Choice[]): BestMove {
  const { choices, limits, monthly } = portfolio;
  const rows = limits.flatMap((limit) => limit.rows);
  const decided = choices.map((choice) => choice.taken.address);
  const inDoubles = varyingDoubles([monthly]).moved(decided);
  const exactly = varyingExact([monthly, ...rows.map(({ of }) => of)]).moved(decided);
  return (from) => {
    const others = taken.filter((each) => each !== from).map((each) => each.taken.address);
    const moves = choices
      .filter((each) => each.workload === from.workload && each.option.id !== from.option.id)
      .map((choice) => {
        const addresses = [...others, choice.taken.address];
        return {
          choice,
          addresses,
          cost: inDoubles(new Map(addresses.map((each) => [each, 1])))[0] ?? Infinity,
        };
      })
      .sort((a, b) => a.cost - b.cost);
    let best: { readonly choice: Choice; readonly monthly: Exact } | null = null;
    for (const { choice, addresses, cost } of moves) {
      if (best !== null && best.monthly.lt(cost * (1 - nearly))) break;
      const [amount, ...held] = exactly(new Map(addresses.map((each) => [each, one])));
      const isAllowed = held.every((value, row) => {
        const upper = rows[row]?.upper;
        return upper === undefined || value.lte(upper);
      });
      if (amount === undefined || !isAllowed) continue;
      if (best === null || amount.lt(best.monthly)) best = { choice, monthly: amount };
    }
    return best;
  };
}
