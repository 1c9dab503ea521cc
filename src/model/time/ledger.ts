import type { Amounts, Arithmetic } from './arithmetic.ts';
import type { HoldingFigures, OptionFigures } from './figures.ts';

type Figures<T> = OptionFigures<T, ArrayLike<T>>;
type Held<T> = HoldingFigures<T, ArrayLike<T>>;

/**
 * What an option pays and uses in each month of the horizon. `start` is paid at the beginning of a month, `end` at its end;
 * of both, `capex` is what buys something that lasts, less what selling it brings.
 */
export interface Ledger<T> {
  readonly start: Amounts<T>;
  readonly end: Amounts<T>;
  readonly capex: Amounts<T>;
  /** By line of the statement, then by month: what is used up. */
  readonly expense: readonly Amounts<T>[];
  /** GPUs that are held. */
  readonly gpus: Amounts<T>;
  /** What hardware that is still held at the end of the horizon is worth then; it is counted as sold with the last month. */
  readonly soldAtEnd: T;
  /** Payments of contracts that run on after the horizon. They are in no month. */
  readonly committed: T;
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
  figures: Figures<T>,
  horizon: number,
  from = 0,
  until = horizon,
): Ledger<T> {
  const { lines, spreads, holdings, once, people, lead, hireAhead } = figures;
  const account = new Account(a, lines.length, { horizon, from, until, lead });
  for (let line = 0; line < lines.length; line += 1) {
    const rest = (lines[line] as Figures<T>['lines'][number]).rest;
    const own = account.expense[line] as Amounts<T>;
    for (let month = from; month < until; month += 1) {
      own[month] = rest[month] as T;
      account.payAtEnd(month, rest[month] as T);
    }
  }
  for (const { line, outlay, shares } of spreads) {
    const paid = outlay[from] as T;
    const when = Math.max(0, from - lead);
    account.payAtStart(when, paid);
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
      account.payAtStart(month, amount);
      account.use(line, month, amount);
    }
  if (people !== null && until > from)
    for (let ahead = 1; ahead <= hireAhead; ahead += 1) {
      const month = Math.max(0, from - ahead);
      const amount = people.monthly[month] as T;
      account.payAtStart(month, amount);
      account.use(people.line, month, amount);
    }
  return account;
}

interface Use {
  readonly horizon: number;
  readonly from: number;
  readonly until: number;
  readonly lead: number;
}

/** A ledger that is being written. */
class Account<T> implements Ledger<T> {
  readonly start: Amounts<T>;
  readonly end: Amounts<T>;
  readonly capex: Amounts<T>;
  readonly gpus: Amounts<T>;
  readonly expense: readonly Amounts<T>[];
  soldAtEnd: T;
  committed: T;
  readonly a: Arithmetic<T>;
  readonly inUse: Use;

  constructor(a: Arithmetic<T>, lines: number, inUse: Use) {
    const { horizon } = inUse;
    this.start = a.zeros(horizon);
    this.end = a.zeros(horizon);
    this.capex = a.zeros(horizon);
    this.gpus = a.zeros(horizon);
    this.expense = Array.from({ length: lines }, () => a.zeros(horizon));
    this.soldAtEnd = a.zero;
    this.committed = a.zero;
    this.a = a;
    this.inUse = inUse;
  }

  payAtStart(month: number, amount: T): void {
    this.start[month] = this.a.plus(this.start[month] as T, amount);
  }

  payAtEnd(month: number, amount: T): void {
    this.end[month] = this.a.plus(this.end[month] as T, amount);
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
function proceedsOf<T>(a: Arithmetic<T>, { bought }: Held<T>, { paid, from }: Lot<T>, month: number): T {
  if (bought === null) return a.zero;
  const share = bought.worth[Math.min(bought.worth.length - 1, month + 1 - from)];
  return share === undefined ? a.zero : a.times(paid, share);
}

/** What a contract still costs after a month. */
function restOf<T>(a: Arithmetic<T>, { contract, agreed }: Held<T>, lot: Lot<T>, month: number): T {
  if (contract === null) return a.zero;
  const months = a.of(contract.shares.length - (month + 1 - lot.from));
  return a.times(months, a.times(lot.count, agreed[lot.from] as T));
}

/** Hardware leaves for its worth; what the books had more is written off. Of contracts nothing is left to sell. */
function sell<T>(account: Account<T>, holding: Held<T>, lot: Lot<T>, month: number): void {
  if (holding.bought === null) return;
  const { a } = account;
  const proceeds = proceedsOf(a, holding, lot, month);
  const received = a.minus(a.zero, proceeds);
  account.payAtEnd(month, received);
  account.invest(month, received);
  account.use(holding.line, month, a.minus(a.step('left', holding.line, lot.from, lot.left), proceeds));
}

/** The GPUs of one holding over the months of use. */
function hold<T>(account: Account<T>, holding: Held<T>): void {
  const { a, gpus } = account;
  const { horizon, from, until, lead } = account.inUse;
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
      if (prices !== null) account.payAtStart(ordered, paid);
      if (bought !== null) account.invest(ordered, paid);
    }
    let [rented, used, held] = [a.zero, a.zero, a.zero];
    for (let place = oldest; place < lots.length; place += 1) {
      const each = lots[place] as Lot<T>;
      const rent = agreed[each.from] as T;
      rented = a.plus(rented, a.times(each.count, moving === null ? rent : a.plus(rent, moving[month] as T)));
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
