import type { Arithmetic } from './arithmetic.ts';
import type { HoldingFigures, OptionFigures } from './figures.ts';

/**
 * What an option pays and uses in each month of the horizon. `start` is paid at the beginning of a month, `end` at its end;
 * of both, `capex` is what buys something that lasts, less what selling it brings.
 */
export interface Ledger<T> {
  readonly start: readonly T[];
  readonly end: readonly T[];
  readonly capex: readonly T[];
  /** By line of the statement, then by month: what is used up. */
  readonly expense: readonly (readonly T[])[];
  /** GPUs that are held. */
  readonly gpus: readonly T[];
  /** What hardware that is still held at the end of the horizon is worth then; it is counted as sold with the last month. */
  readonly soldAtEnd: T;
  /** Payments of contracts that run on after the horizon. They are in no month. */
  readonly committed: T;
  /** Where points of time have factors: what using the option in a month is worth, whenever it is paid. */
  readonly worth: readonly T[];
  /** With factors: what leaving the option after a month is worth, where the horizon goes on. */
  readonly leaving: readonly T[];
}

/** GPUs that were bought or reserved together. */
interface Lot<T> {
  readonly count: T;
  readonly from: number;
  /** Of one: what was paid, and what of it is not yet written off. */
  readonly paid: T;
  left: T;
}

/**
 * The months `from` up to, and without, `until` (counted from 0) in which an option is in use. What is reserved or bought
 * stays until its term or its life ends; what is missing is added. An option that is left before the horizon ends pays its
 * `early_exit` share of what its contracts still cost, sells hardware for what it is worth, and writes off the rest.
 */
export function ledgerOf<T>(
  a: Arithmetic<T>,
  figures: OptionFigures<T>,
  horizon: number,
  from = 0,
  until = horizon,
  factors: readonly T[] | null = null,
): Ledger<T> {
  const nothing = Array.from<T>({ length: horizon }).fill(a.zero);
  const none = (): T[] => nothing.slice();
  const [start, end, capex, gpus] = [none(), none(), none(), none()];
  const expense = figures.lines.map(none);
  const [worth, leaving] = [none(), none()];
  const add = (to: T[] | undefined, month: number, amount: T): void => {
    if (to !== undefined) to[month] = a.plus(to[month] as T, amount);
  };
  /** Factors belong to points of time: that of a month is its beginning, that after it its end. */
  const pay = (to: T[], month: number, amount: T, usedIn: number): void => {
    add(to, month, amount);
    const factor = factors?.[to === end ? month + 1 : month];
    if (factor !== undefined) add(worth, usedIn, a.times(amount, factor));
  };
  const use = (line: number, month: number, amount: T): void => add(expense[line], month, amount);
  /** Paid at the end of the month in which it is used. */
  const spend = (line: number, month: number, amount: T): void => {
    pay(end, month, amount, month);
    use(line, month, amount);
  };
  const at = (values: readonly T[], month: number): T => values[month] as T;
  const before = (month: number, months: number): number => Math.max(0, month - months);
  const last = until - 1;
  const isLeft = until < horizon;
  let [soldAtEnd, committed] = [a.zero, a.zero];

  const proceedsOf = ({ bought }: HoldingFigures<T>, { paid, from: since }: Lot<T>, month: number): T => {
    const share = bought?.worth[Math.min(bought.worth.length - 1, month + 1 - since)];
    return share === undefined ? a.zero : a.times(paid, share);
  };
  /** What a contract still costs after a month. */
  const restOf = ({ contract, agreed }: HoldingFigures<T>, lot: Lot<T>, month: number): T =>
    contract === null
      ? a.zero
      : a.times(
          a.of(contract.shares.length - (month + 1 - lot.from)),
          a.times(lot.count, at(agreed, lot.from)),
        );
  const owedFor = (holding: HoldingFigures<T>, lot: Lot<T>, month: number): T =>
    a.times(restOf(holding, lot, month), holding.earlyExit);

  const hold = (holding: HoldingFigures<T>): void => {
    const { line, lot, bought, contract } = holding;
    const { upfront } = holding;
    // Lots of one holding end in the order in which they were added.
    const lots: Lot<T>[] = [];
    let [oldest, has] = [0, a.zero];
    const price = (month: number): T => at(bought?.price ?? upfront ?? [], month);
    const shares = bought?.shares ?? contract?.shares ?? [];
    const life = bought === null ? shares.length : bought.worth.length - 1;
    const isSpread = bought !== null || upfront !== null;
    for (let month = from; month < until; month += 1) {
      const needed = at(holding.gpus, month);
      const missing = a.lacking(needed, has);
      if (!a.isNone(missing)) {
        const count = a.step('added', line, month, lot === null ? missing : a.upTo(missing, lot));
        const ordered = bought === null ? month : before(month, figures.lead);
        const paid = isSpread ? a.step('paid', line, month, a.times(count, price(ordered))) : a.zero;
        lots.push({ count, from: month, paid, left: paid });
        has = a.step('held', line, month, a.plus(has, count));
        pay(start, ordered, paid, month);
        if (bought !== null) add(capex, ordered, paid);
      }
      const moving = holding.moving === null ? a.zero : at(holding.moving, month);
      let [rented, used] = [a.zero, a.zero];
      for (let place = oldest; place < lots.length; place += 1) {
        const each = lots[place] as Lot<T>;
        rented = a.plus(rented, a.times(each.count, a.plus(at(holding.agreed, each.from), moving)));
        add(gpus, month, each.count);
        if (!isSpread) continue;
        const part = a.times(each.paid, shares[month - each.from] ?? a.zero);
        each.left = a.minus(each.left, part);
        used = a.plus(used, part);
      }
      spend(line, month, a.step('rented', line, month, rented));
      use(line, month, a.step('used', line, month, used));
      if (holding.following !== null) spend(line, month, at(holding.following, month));
      for (
        let each = lots[oldest];
        each !== undefined && month + 1 - each.from >= life;
        each = lots[oldest]
      ) {
        sell(holding, each, month);
        has = a.minus(has, each.count);
        oldest += 1;
      }
      const factor = factors?.[month + 1];
      if (factor === undefined) continue;
      for (let place = oldest; place < lots.length; place += 1) {
        const each = lots[place] as Lot<T>;
        const costs = a.minus(owedFor(holding, each, month), proceedsOf(holding, each, month));
        add(leaving, month, a.times(factor, costs));
      }
    }
    for (const each of lots.slice(oldest)) {
      if (bought !== null) {
        sell(holding, each, last);
        if (!isLeft) soldAtEnd = a.plus(soldAtEnd, proceedsOf(holding, each, last));
        continue;
      }
      if (isLeft) spend(line, last, owedFor(holding, each, last));
      else committed = a.plus(committed, restOf(holding, each, last));
      if (isLeft) use(line, last, each.left);
    }
  };
  /** Hardware leaves for its worth; what the books had more is written off. Of contracts nothing is left to sell. */
  const sell = (holding: HoldingFigures<T>, lot: Lot<T>, month: number): void => {
    if (holding.bought === null) return;
    const proceeds = proceedsOf(holding, lot, month);
    pay(end, month, a.minus(a.zero, proceeds), month);
    add(capex, month, a.minus(a.zero, proceeds));
    use(holding.line, month, a.minus(a.step('left', holding.line, lot.from, lot.left), proceeds));
  };

  for (const [line, { rest }] of figures.lines.entries())
    for (let month = from; month < until; month += 1) spend(line, month, at(rest, month));
  for (const { line, outlay, shares } of figures.spreads) {
    const paid = at(outlay, from);
    const when = before(from, figures.lead);
    pay(start, when, paid, from);
    add(capex, when, paid);
    let left = paid;
    for (let month = from; month < until; month += 1) {
      const used = a.times(paid, shares[month - from] ?? a.zero);
      left = a.minus(left, used);
      use(line, month, used);
    }
    if (isLeft) use(line, last, left);
  }
  for (const holding of figures.holdings) if (until > from) hold(holding);
  for (const { line, month, amount } of figures.once)
    if (month >= from && month < until) {
      pay(start, month, amount, month);
      use(line, month, amount);
    }
  if (figures.people !== null && figures.hireAhead > 0 && until > from) {
    const { line, monthly } = figures.people;
    for (let ahead = 1; ahead <= figures.hireAhead; ahead += 1) {
      const month = before(from, ahead);
      const amount = at(monthly, month);
      pay(start, month, amount, from);
      use(line, month, amount);
    }
  }
  return { start, end, capex, expense, gpus, soldAtEnd, committed, worth, leaving };
}
