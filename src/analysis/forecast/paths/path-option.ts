import type { Exact, Node } from '../../../formula/index.ts';
import {
  doubleArithmetic,
  ledgerOf,
  nodesOf,
  type OptionFigures,
  type Statement,
} from '../../../model/index.ts';

/** What an option costs on one path, by month: what is used, what its payments are worth at the beginning, and leaving. */
export interface PathCost {
  readonly expense: readonly number[];
  readonly worth: readonly number[];
  readonly leaving: readonly number[];
}

/** An option as it is read on many paths. */
export interface PathOption {
  readonly id: string;
  /** The formulas that are read each month. */
  readonly roots: readonly Node[];
  /** Months of one path, from the outputs of its roots: `outputs[root][month]`. `from` is the first month of use. */
  readonly cost: (outputs: readonly (readonly number[])[], from: number) => PathCost;
}

/**
 * An option read from its monthly amount alone where nothing outlasts a month, else from what its ledger needs. Terms, shares
 * and lots are those of the stated figures.
 */
export function pathOption(
  id: string,
  statement: Statement,
  stated: OptionFigures<Exact>,
  horizon: number,
  factors: readonly number[],
): PathOption {
  const all = (values: readonly Exact[]): readonly number[] => values.map((each) => each.toNumber());
  const spreads = stated.spreads.flatMap(({ outlay, shares }, index) => {
    const node = statement.timing.spreads[index]?.outlay;
    return node === undefined || outlay.every((each) => each.isZero()) ? [] : [{ node, shares: all(shares) }];
  });
  const holdings = stated.holdings.flatMap((figures, index) => {
    const holding = statement.timing.holdings[index];
    if (holding === undefined || (figures.contract === null && figures.bought === null)) return [];
    const contract = figures.contract && { shares: all(figures.contract.shares) };
    const bought = figures.bought && {
      shares: all(figures.bought.shares),
      worth: all(figures.bought.worth),
    };
    const [lot, earlyExit] = [figures.lot?.toNumber() ?? null, figures.earlyExit.toNumber()];
    return [{ holding, contract, bought, lot, earlyExit }];
  });
  const peopleNode =
    stated.people === null || stated.hireAhead === 0
      ? null
      : (statement.lines[stated.people.line]?.monthly ?? null);
  const once = stated.once.map(({ month, amount }) => ({ line: 0, month, amount: amount.toNumber() }));
  const roots = [
    statement.monthly,
    ...spreads.map(({ node }) => node),
    ...holdings.flatMap(({ holding }) => nodesOf(holding)),
    ...(peopleNode === null ? [] : [peopleNode]),
  ];
  const isAdditive =
    spreads.length === 0 && holdings.length === 0 && once.length === 0 && peopleNode === null;
  const nothing = Array.from<number>({ length: horizon }).fill(0);
  /** Where nothing outlasts a month, it costs the same since whenever the option is in use. */
  const additive = (monthly: readonly number[], from: number): PathCost => {
    const [expense, worth] = [nothing.slice(), nothing.slice()];
    for (let month = from; month < horizon; month += 1) {
      const amount = monthly[month] ?? 0;
      expense[month] = amount;
      worth[month] = amount * (factors[month + 1] ?? 0);
    }
    return { expense, worth, leaving: nothing };
  };
  const cost: PathOption['cost'] = (outputs, from) => {
    if (isAdditive) return additive(outputs[0] ?? [], from);
    let place = 0;
    const take = (): readonly number[] => outputs[place++] ?? [];
    const rest = [...take()];
    const subtract = (of: (month: number) => number): void => {
      for (let month = from; month < horizon; month += 1) rest[month] = (rest[month] ?? 0) - of(month);
    };
    const spread = spreads.map(({ shares }) => {
      const outlay = take();
      subtract((month) => (outlay[month] ?? 0) * (shares[0] ?? 0));
      return { line: 0, outlay, shares };
    });
    const held = holdings.map(({ holding, contract, bought: terms, lot, earlyExit }) => {
      const optional = (node: Node | null): readonly number[] | null => (node === null ? null : take());
      const [gpus, agreed] = [take(), take()];
      const [moving, following] = [optional(holding.moving), optional(holding.following)];
      const [upfront, price] = [optional(holding.upfront), optional(holding.bought?.price ?? null)];
      const bought = terms && { ...terms, price: price ?? [] };
      const straight = bought === null ? 0 : 1 - (bought.worth[1] ?? 1);
      subtract((month) => {
        const each =
          (agreed[month] ?? 0) +
          (moving?.[month] ?? 0) +
          (upfront?.[month] ?? 0) * (contract?.shares[0] ?? 0) +
          (price?.[month] ?? 0) * straight;
        return (gpus[month] ?? 0) * each + (following?.[month] ?? 0);
      });
      return { line: 0, gpus, agreed, moving, following, upfront, contract, bought, lot, earlyExit };
    });
    const people = peopleNode === null ? null : { line: 0, monthly: take() };
    const { lead, hireAhead, parallel } = stated;
    const ledger = ledgerOf(
      doubleArithmetic,
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
      horizon,
      from,
      horizon,
      factors,
    );
    return { expense: ledger.expense[0] ?? [], worth: ledger.worth, leaving: ledger.leaving };
  };
  return { id, roots, cost };
}
