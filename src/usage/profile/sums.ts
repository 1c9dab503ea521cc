import { Exact } from '../../formula/index.ts';

/** What is summed over attempts or buckets; null where the log does not say. */
interface Counted<Amount> {
  readonly rows: number;
  readonly requests: number;
  readonly input: Amount;
  readonly cached: Amount;
  readonly cacheWrite: Amount;
  readonly output: Amount;
  readonly reasoning: Amount | null;
  readonly cost: Amount | null;
}

export type Sums = Counted<Exact>;

/** Sums as whole numbers, which add up many times as fast: tokens, and cost in units of 10^-12 of its currency. */
export type WholeSums = Counted<bigint>;

const costDecimals = 12;

/** A sum of tokens of a database's answer. */
export function wholeTokens(text: string): bigint {
  return BigInt(/^-?\d+$/u.test(text) ? text : new Exact(text).toFixed(0));
}

/** A sum of money of a database's answer, in the units of `WholeSums`. A database keeps ten decimals. */
export function wholeCost(text: string): bigint {
  const [, sign = '', whole, decimals = ''] = /^(-?)(\d+)(?:\.(\d{1,12}))?$/u.exec(text) ?? [];
  return whole === undefined
    ? BigInt(new Exact(text).times(new Exact(10).pow(costDecimals)).toFixed(0))
    : BigInt(sign + whole + decimals.padEnd(costDecimals, '0'));
}

/** The sum of all; what one does not say counts as nothing where another says it. */
export function sumOf(items: Iterable<WholeSums>): Sums {
  const sum = new RunningSums();
  for (const each of items) sum.add(each);
  return sum.exact();
}

/** Sums by a key, in the order of the keys' first appearance. */
export function sumBy<T extends WholeSums>(
  items: Iterable<T>,
  keyOf: (item: T) => string | null,
): ReadonlyMap<string, Sums> {
  const sums = new Map<string, RunningSums>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = new RunningSums()));
    sum.add(item);
  }
  return new Map([...sums].map(([key, sum]) => [key, sum.exact()]));
}

class RunningSums {
  #rows = 0;
  #requests = 0;
  #input = 0n;
  #cached = 0n;
  #cacheWrite = 0n;
  #output = 0n;
  #reasoning: bigint | null = null;
  #cost: bigint | null = null;

  add(sums: WholeSums): void {
    this.#rows += sums.rows;
    this.#requests += sums.requests;
    this.#input += sums.input;
    this.#cached += sums.cached;
    this.#cacheWrite += sums.cacheWrite;
    this.#output += sums.output;
    if (sums.reasoning !== null) this.#reasoning = (this.#reasoning ?? 0n) + sums.reasoning;
    if (sums.cost !== null) this.#cost = (this.#cost ?? 0n) + sums.cost;
  }

  exact(): Sums {
    const exactly = (whole: bigint): Exact => new Exact(String(whole));
    return {
      rows: this.#rows,
      requests: this.#requests,
      input: exactly(this.#input),
      cached: exactly(this.#cached),
      cacheWrite: exactly(this.#cacheWrite),
      output: exactly(this.#output),
      reasoning: this.#reasoning === null ? null : exactly(this.#reasoning),
      cost: this.#cost === null ? null : new Exact(`${String(this.#cost)}e-${String(costDecimals)}`),
    };
  }
}
