import type { Node } from '../../../formula/index.ts';
import { DoubleLedger, nodesOf, type OptionFigures, type Statement } from '../../../model/index.ts';

/** What an option costs on one path, by month: what is used, what its payments are worth at the beginning, and leaving. */
export interface PathCost {
  readonly expense: Float64Array;
  readonly worth: Float64Array;
  readonly leaving: Float64Array;
}

/** An option as it is read on many paths. */
export interface PathOption {
  readonly id: string;
  /** The formulas that are read each month. */
  readonly roots: readonly Node[];
  /**
   * What is paid once in a month, beside the first root's amount, where nothing outlasts a month: the option then costs the same
   * since whenever it is in use. Null where something does.
   */
  readonly once: readonly { readonly month: number; readonly amount: number }[] | null;
  /**
   * Months of the path that the outputs of its roots hold whenever it is asked: `outputs[root][month]`. `from` is the first
   * month of use; leaving is known after the month `leftAfter` alone. The answer is written over by the next one.
   */
  readonly over: (outputs: readonly Float64Array[]) => (from: number, leftAfter: number) => PathCost;
}

/**
 * An option read from its monthly amount alone where nothing outlasts a month, else from what its ledger needs. Terms, shares
 * and lots are those of the stated figures.
 */
export function pathOption(
  id: string,
  statement: Statement,
  stated: OptionFigures<number>,
  horizon: number,
  factors: Float64Array,
): PathOption {
  const spreads = stated.spreads.flatMap(({ outlay, shares }, index) => {
    const node = statement.timing.spreads[index]?.outlay;
    return node === undefined || outlay.every((each) => each === 0) ? [] : [{ node, shares }];
  });
  const holdings = stated.holdings.flatMap((figures, index) => {
    const holding = statement.timing.holdings[index];
    if (holding === undefined || (figures.contract === null && figures.bought === null)) return [];
    const { contract, bought, lot, earlyExit } = figures;
    return [{ holding, contract, bought, lot, earlyExit }];
  });
  const peopleNode =
    stated.people === null || stated.hireAhead === 0
      ? null
      : (statement.lines[stated.people.line]?.monthly ?? null);
  const once = stated.once.map(({ month, amount }) => ({ line: 0, month, amount }));
  const roots = [
    statement.monthly,
    ...spreads.map(({ node }) => node),
    ...holdings.flatMap(({ holding }) => nodesOf(holding)),
    ...(peopleNode === null ? [] : [peopleNode]),
  ];
  const isAdditive = spreads.length === 0 && holdings.length === 0 && peopleNode === null;
  const nothing = new Float64Array(horizon);
  const additive = (monthly: Float64Array): ((from: number) => PathCost) => {
    const cost = { expense: new Float64Array(horizon), worth: new Float64Array(horizon), leaving: nothing };
    const { expense, worth } = cost;
    return (from) => {
      expense.fill(0);
      worth.fill(0);
      for (let month = from; month < horizon; month += 1) {
        const amount = monthly[month] as number;
        expense[month] = amount;
        worth[month] = amount * (factors[month + 1] as number);
      }
      for (const { month, amount } of once) {
        if (month < from) continue;
        expense[month] = (expense[month] as number) + amount;
        worth[month] = (worth[month] as number) + amount * (factors[month] as number);
      }
      return cost;
    };
  };
  const { lead, hireAhead, parallel } = stated;
  const over: PathOption['over'] = (outputs) => {
    if (isAdditive) return additive(outputs[0] ?? nothing);
    let place = 0;
    const take = (): Float64Array => outputs[place++] ?? nothing;
    const optional = (node: Node | null): Float64Array | null => (node === null ? null : take());
    const whole = take();
    const rest = new Float64Array(horizon);
    const spread = spreads.map(({ shares }) => ({ line: 0, outlay: take(), shares }));
    const held = holdings.map(({ holding, contract, bought: terms, lot, earlyExit }) => {
      const [gpus, agreed] = [take(), take()];
      const [moving, following] = [optional(holding.moving), optional(holding.following)];
      const [upfront, price] = [optional(holding.upfront), optional(holding.bought?.price ?? null)];
      const bought = terms && { ...terms, price: price ?? nothing };
      return { line: 0, gpus, agreed, moving, following, upfront, contract, bought, lot, earlyExit };
    });
    const people = peopleNode === null ? null : { line: 0, monthly: take() };
    const ledger = new DoubleLedger(
      {
        lines: [{ id: '', label: '', rest }],
        spreads: spread,
        holdings: held,
        once,
        people,
        lead,
        hireAhead,
        parallel,
        switchCost: 0,
      },
      factors,
    );
    return (from, leftAfter) => {
      rest.set(whole);
      for (const { outlay, shares } of spread) {
        const share = shares[0] ?? 0;
        for (let month = from; month < horizon; month += 1) {
          const spent = (outlay[month] as number) * share;
          rest[month] = (rest[month] as number) - spent;
        }
      }
      for (const { gpus, agreed, moving, following, upfront, contract, bought } of held) {
        const straight = bought === null ? 0 : 1 - (bought.worth[1] ?? 1);
        const prepaid = contract?.shares[0] ?? 0;
        for (let month = from; month < horizon; month += 1) {
          const each =
            (agreed[month] as number) +
            (moving === null ? 0 : (moving[month] as number)) +
            (upfront === null ? 0 : (upfront[month] as number)) * prepaid +
            (bought === null ? 0 : (bought.price[month] as number)) * straight;
          const amount =
            (gpus[month] as number) * each + (following === null ? 0 : (following[month] as number));
          rest[month] = (rest[month] as number) - amount;
        }
      }
      ledger.write(from, leftAfter, leftAfter + 1);
      return ledger;
    };
  };
  return { id, roots, once: isAdditive ? once : null, over };
}
