import type { HoldingFigures, OptionFigures } from './figures.ts';

/** An option's figures in doubles. */
export type DoubleFigures = OptionFigures<number, Float64Array>;

type Holding = HoldingFigures<number, Float64Array>;

/**
 * The ledger of an option that stays in use until the horizon ends, for the two questions that ask for it many thousand times: one
 * path after the other, and one first month after the other. It takes the steps of `ledgerOf` in the same order, on columns
 * that it writes over; a law in the tests holds the two to the same figures.
 */
export class DoubleLedger {
  /** By month, of all lines together: what is used up. */
  readonly expense: Float64Array;
  /** By month: what using the option in it is worth, whenever it is paid. */
  readonly worth: Float64Array;
  /** By month: what leaving the option after it is worth. Written for the months that were asked for. */
  readonly leaving: Float64Array;
  readonly #figures: DoubleFigures;
  /** By point of time, the beginning of the first month first. */
  readonly #factors: Float64Array;
  readonly #horizon: number;
  // The lots of a holding, by their place.
  readonly #counts: Float64Array;
  readonly #paid: Float64Array;
  readonly #left: Float64Array;
  readonly #since: Int32Array;

  constructor(figures: DoubleFigures, factors: Float64Array) {
    this.#figures = figures;
    this.#factors = factors;
    const horizon = factors.length - 1;
    this.#horizon = horizon;
    this.expense = new Float64Array(horizon);
    this.worth = new Float64Array(horizon);
    this.leaving = new Float64Array(horizon);
    this.#counts = new Float64Array(horizon);
    this.#paid = new Float64Array(horizon);
    this.#left = new Float64Array(horizon);
    this.#since = new Int32Array(horizon);
  }

  /** Writes the months from `from` on; leaving is written for the months from `first` up to, and without, `until`. */
  write(from: number, first = from, until = this.#horizon): void {
    const { lines, spreads, holdings, once, people, lead, hireAhead } = this.#figures;
    const { expense, worth } = this;
    const [factors, horizon] = [this.#factors, this.#horizon];
    expense.fill(0);
    worth.fill(0);
    this.leaving.fill(0);
    for (const { rest } of lines)
      for (let month = from; month < horizon; month += 1) this.#spend(month, rest[month] as number);
    for (const { outlay, shares } of spreads) {
      const paid = outlay[from] as number;
      worth[from] = (worth[from] as number) + paid * (factors[Math.max(0, from - lead)] as number);
      const end = Math.min(horizon, from + shares.length);
      for (let month = from; month < end; month += 1)
        expense[month] = (expense[month] as number) + paid * (shares[month - from] as number);
    }
    for (const each of holdings) this.#hold(each, from, first, until);
    for (const { month, amount } of once)
      if (month >= from) {
        worth[month] = (worth[month] as number) + amount * (factors[month] as number);
        expense[month] = (expense[month] as number) + amount;
      }
    if (people !== null)
      for (let ahead = 1; ahead <= hireAhead; ahead += 1) {
        const month = Math.max(0, from - ahead);
        const amount = people.monthly[month] as number;
        worth[from] = (worth[from] as number) + amount * (factors[month] as number);
        expense[month] = (expense[month] as number) + amount;
      }
  }

  #spend(month: number, amount: number): void {
    const { expense, worth } = this;
    worth[month] = (worth[month] as number) + amount * (this.#factors[month + 1] as number);
    expense[month] = (expense[month] as number) + amount;
  }

  #hold(holding: Holding, from: number, firstLeaving: number, untilLeaving: number): void {
    const { expense, worth, leaving } = this;
    const [factors, horizon] = [this.#factors, this.#horizon];
    const [counts, paid, left, since] = [this.#counts, this.#paid, this.#left, this.#since];
    const { gpus, agreed, moving, following, upfront, contract, bought, lot, earlyExit } = holding;
    const prices = bought?.price ?? upfront;
    const shares = bought?.shares ?? contract?.shares ?? [];
    const values = bought?.worth ?? [];
    const life = bought === null ? shares.length : values.length - 1;
    const lead = bought === null ? 0 : this.#figures.lead;
    const proceeds = (place: number, month: number): number =>
      (paid[place] as number) *
      (values[Math.min(values.length - 1, month + 1 - (since[place] as number))] as number);
    const sell = (place: number, month: number): void => {
      const received = proceeds(place, month);
      const written = share === null ? 0 : share * (month + 1 - (since[place] as number));
      const book = (left[place] as number) - (paid[place] as number) * written;
      worth[month] = (worth[month] as number) - received * (factors[month + 1] as number);
      expense[month] = (expense[month] as number) + (book - received);
    };
    // Even shares are written off of everything that is held alike, so that lots need not be gone through.
    const share = shares.length === life ? evenShare(shares) : null;
    let [oldest, next, has, rent, value] = [0, 0, 0, 0, 0];
    for (let month = from; month < horizon; month += 1) {
      const needed = gpus[month] as number;
      if (needed > has) {
        const missing = needed - has;
        const count = lot === null ? missing : Math.ceil(missing / lot) * lot;
        const ordered = Math.max(0, month - lead);
        const price = prices === null ? 0 : count * (prices[ordered] as number);
        counts[next] = count;
        paid[next] = price;
        left[next] = price;
        since[next] = month;
        next += 1;
        has += count;
        rent += count * (agreed[month] as number);
        value += price;
        if (prices !== null) worth[month] = (worth[month] as number) + price * (factors[ordered] as number);
      }
      const move = moving === null ? 0 : (moving[month] as number);
      let used = share === null ? 0 : value * share;
      if (prices !== null && share === null)
        for (let place = oldest; place < next; place += 1) {
          const began = since[place] as number;
          if (month - began >= shares.length) continue;
          const part = (paid[place] as number) * (shares[month - began] as number);
          left[place] = (left[place] as number) - part;
          used += part;
        }
      this.#spend(month, rent + has * move);
      expense[month] = (expense[month] as number) + used;
      if (following !== null) this.#spend(month, following[month] as number);
      for (; oldest < next && month + 1 - (since[oldest] as number) >= life; oldest += 1) {
        if (bought !== null) sell(oldest, month);
        has -= counts[oldest] as number;
        rent -= (counts[oldest] as number) * (agreed[since[oldest] as number] as number);
        value -= paid[oldest] as number;
      }
      if (oldest === next) [rent, value] = [0, 0];
      if (month < firstLeaving || month >= untilLeaving) continue;
      for (let place = oldest; place < next; place += 1) {
        const began = since[place] as number;
        let costs = 0;
        if (contract !== null)
          costs =
            (shares.length - (month + 1 - began)) *
            ((counts[place] as number) * (agreed[began] as number)) *
            earlyExit;
        if (bought !== null) costs -= proceeds(place, month);
        leaving[month] = (leaving[month] as number) + (factors[month + 1] as number) * costs;
      }
    }
    if (bought !== null) for (let place = oldest; place < next; place += 1) sell(place, horizon - 1);
  }
}

/** The share of each month, where all are the same. */
function evenShare(shares: readonly number[]): number | null {
  const [first] = shares;
  return first !== undefined && shares.every((each) => each === first) ? first : null;
}
