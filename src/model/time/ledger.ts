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
  const { lines, spreads, holdings, once, people, lead, hireAhead } = figures;
  const account = new Account(a, lines.length, { horizon, from, until, factors, lead });
  for (let line = 0; line < lines.length; line += 1) {
    const rest = (lines[line] as OptionFigures<T>['lines'][number]).rest;
    for (let month = from; month < until; month += 1) account.spend(line, month, rest[month] as T);
  }
  for (const { line, outlay, shares } of spreads) {
    const paid = outlay[from] as T;
    const when = Math.max(0, from - lead);
    account.payAtStart(when, paid, from);
    account.invest(when, paid);
    let left = paid;
    for (let month = from; month < until; month += 1) {
      const used = a.times(paid, shares[month - from] ?? a.zero);
      left = a.minus(left, used);
      account.use(line, month, used);
    }
    if (until < horizon) account.use(line, until - 1, left);
  }
  if (until > from) for (const holding of holdings) hold(account, holding);
  for (const { line, month, amount } of once)
    if (month >= from && month < until) {
      account.payAtStart(month, amount, month);
      account.use(line, month, amount);
    }
  if (people !== null && until > from)
    for (let ahead = 1; ahead <= hireAhead; ahead += 1) {
      const month = Math.max(0, from - ahead);
      const amount = people.monthly[month] as T;
      account.payAtStart(month, amount, from);
      account.use(people.line, month, amount);
    }
  return account;
}

interface Use<T> {
  readonly horizon: number;
  readonly from: number;
  readonly until: number;
  readonly factors: readonly T[] | null;
  readonly lead: number;
}

/** A ledger that is being written. Methods and fields, not closures: this is read for every path and every first month. */
class Account<T> implements Ledger<T> {
  readonly start: T[];
  readonly end: T[];
  readonly capex: T[];
  readonly gpus: T[];
  readonly expense: readonly T[][];
  readonly worth: T[];
  readonly leaving: T[];
  soldAtEnd: T;
  committed: T;
  readonly a: Arithmetic<T>;
  readonly inUse: Use<T>;

  constructor(a: Arithmetic<T>, lines: number, inUse: Use<T>) {
    const nothing = Array.from<T>({ length: inUse.horizon }).fill(a.zero);
    this.start = nothing.slice();
    this.end = nothing.slice();
    this.capex = nothing.slice();
    this.gpus = nothing.slice();
    this.expense = Array.from({ length: lines }, () => nothing.slice());
    this.worth = nothing.slice();
    this.leaving = nothing;
    this.soldAtEnd = a.zero;
    this.committed = a.zero;
    this.a = a;
    this.inUse = inUse;
  }

  /** Factors belong to points of time: that of a month is its beginning, that after it its end. */
  payAtStart(month: number, amount: T, usedIn: number): void {
    const { a, start, worth } = this;
    start[month] = a.plus(start[month] as T, amount);
    const { factors } = this.inUse;
    if (factors !== null) worth[usedIn] = a.plus(worth[usedIn] as T, a.times(amount, factors[month] as T));
  }

  payAtEnd(month: number, amount: T): void {
    const { a, end, worth } = this;
    end[month] = a.plus(end[month] as T, amount);
    const { factors } = this.inUse;
    if (factors !== null) worth[month] = a.plus(worth[month] as T, a.times(amount, factors[month + 1] as T));
  }

  invest(month: number, amount: T): void {
    this.capex[month] = this.a.plus(this.capex[month] as T, amount);
  }

  use(line: number, month: number, amount: T): void {
    const own = this.expense[line];
    if (own !== undefined) own[month] = this.a.plus(own[month] as T, amount);
  }

  /** Paid at the end of the month in which it is used. */
  spend(line: number, month: number, amount: T): void {
    this.payAtEnd(month, amount);
    this.use(line, month, amount);
  }
}

/** What a sale of a lot brings after a month. */
function proceedsOf<T>(
  a: Arithmetic<T>,
  { bought }: HoldingFigures<T>,
  { paid, from }: Lot<T>,
  month: number,
): T {
  if (bought === null) return a.zero;
  const share = bought.worth[Math.min(bought.worth.length - 1, month + 1 - from)];
  return share === undefined ? a.zero : a.times(paid, share);
}

/** What a contract still costs after a month. */
function restOf<T>(
  a: Arithmetic<T>,
  { contract, agreed }: HoldingFigures<T>,
  lot: Lot<T>,
  month: number,
): T {
  if (contract === null) return a.zero;
  const months = a.of(contract.shares.length - (month + 1 - lot.from));
  return a.times(months, a.times(lot.count, agreed[lot.from] as T));
}

/** Hardware leaves for its worth; what the books had more is written off. Of contracts nothing is left to sell. */
function sell<T>(account: Account<T>, holding: HoldingFigures<T>, lot: Lot<T>, month: number): void {
  if (holding.bought === null) return;
  const { a } = account;
  const proceeds = proceedsOf(a, holding, lot, month);
  const received = a.minus(a.zero, proceeds);
  account.payAtEnd(month, received);
  account.invest(month, received);
  account.use(holding.line, month, a.minus(a.step('left', holding.line, lot.from, lot.left), proceeds));
}

/** The GPUs of one holding over the months of use. */
function hold<T>(account: Account<T>, holding: HoldingFigures<T>): void {
  const { a, gpus, leaving } = account;
  const { horizon, from, until, factors, lead } = account.inUse;
  const { line, lot, bought, contract, upfront, moving, following, agreed, earlyExit } = holding;
  // Lots of one holding end in the order in which they were added.
  const lots: Lot<T>[] = [];
  let [oldest, has] = [0, a.zero];
  const prices = bought?.price ?? upfront;
  const shares = bought?.shares ?? contract?.shares ?? [];
  const life = bought === null ? shares.length : bought.worth.length - 1;
  for (let month = from; month < until; month += 1) {
    const missing = a.lacking(holding.gpus[month] as T, has);
    if (!a.isNone(missing)) {
      const count = a.step('added', line, month, lot === null ? missing : a.upTo(missing, lot));
      const ordered = bought === null ? month : Math.max(0, month - lead);
      const paid =
        prices === null ? a.zero : a.step('paid', line, month, a.times(count, prices[ordered] as T));
      lots.push({ count, from: month, paid, left: paid });
      has = a.step('held', line, month, a.plus(has, count));
      if (prices !== null) account.payAtStart(ordered, paid, month);
      if (bought !== null) account.invest(ordered, paid);
    }
    let [rented, used, held] = [a.zero, a.zero, a.zero];
    for (let place = oldest; place < lots.length; place += 1) {
      const each = lots[place] as Lot<T>;
      const rent = agreed[each.from] as T;
      rented = a.plus(
        rented,
        a.times(each.count, moving === null ? rent : a.plus(rent, moving[month] as T)),
      );
      held = a.plus(held, each.count);
      if (prices === null) continue;
      const part = a.times(each.paid, shares[month - each.from] ?? a.zero);
      each.left = a.minus(each.left, part);
      used = a.plus(used, part);
    }
    gpus[month] = a.plus(gpus[month] as T, held);
    account.spend(line, month, a.step('rented', line, month, rented));
    if (prices !== null) account.use(line, month, a.step('used', line, month, used));
    if (following !== null) account.spend(line, month, following[month] as T);
    for (let each = lots[oldest]; each !== undefined && month + 1 - each.from >= life; each = lots[oldest]) {
      sell(account, holding, each, month);
      has = a.minus(has, each.count);
      oldest += 1;
    }
    if (factors === null) continue;
    const factor = factors[month + 1] as T;
    for (let place = oldest; place < lots.length; place += 1) {
      const each = lots[place] as Lot<T>;
      const owed = contract === null ? a.zero : a.times(restOf(a, holding, each, month), earlyExit);
      const costs = bought === null ? owed : a.minus(owed, proceedsOf(a, holding, each, month));
      leaving[month] = a.plus(leaving[month] as T, a.times(factor, costs));
    }
  }
  const last = until - 1;
  for (const each of lots.slice(oldest)) {
    if (bought !== null) {
      sell(account, holding, each, last);
      if (until === horizon)
        account.soldAtEnd = a.plus(account.soldAtEnd, proceedsOf(a, holding, each, last));
    } else if (until < horizon) {
      account.spend(line, last, a.times(restOf(a, holding, each, last), earlyExit));
      account.use(line, last, each.left);
    } else account.committed = a.plus(account.committed, restOf(a, holding, each, last));
  }
}
