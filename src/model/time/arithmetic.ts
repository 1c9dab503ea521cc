import { Exact, exactProduct, exactQuotient, exactSum, nearDouble } from '../../formula/index.ts';

/** A list of amounts, by month or by line. */
export interface Amounts<T> {
  readonly length: number;
  [index: number]: T;
  slice(from?: number, until?: number): Amounts<T>;
  entries(): IterableIterator<[number, T]>;
}

/** What adding up months takes, so that exact amounts and formulas of cells go through the same steps. */
export interface Arithmetic<T> {
  readonly zero: T;
  /** So many zeros, to be written over. */
  readonly zeros: (count: number) => Amounts<T>;
  readonly of: (value: Exact | number) => T;
  readonly plus: (a: T, b: T) => T;
  readonly minus: (a: T, b: T) => T;
  readonly times: (a: T, b: T) => T;
  readonly over: (a: T, b: T) => T;
  /** The least whole multiple of `lot` that is not below. */
  readonly upTo: (value: T, lot: T) => T;
  /** What `has` lacks of `needed`; zero where it lacks nothing. */
  readonly lacking: (needed: T, has: T) => T;
  /** Whether a value is zero whatever is changed. */
  readonly isNone: (value: T) => boolean;
  /** A difference, or zero where it is nothing but the last digits of `whole`. */
  readonly tidy: (difference: T, whole: T) => T;
  /** A step that somebody may want to see, of a line in a month; the value itself. */
  readonly step: (what: LedgerStep, line: number, month: number, value: T) => T;
}

/** What is seen of GPUs that are held: how many are added and held, what is paid and used up for them, and what of it is left when they leave. */
export type LedgerStep = 'added' | 'held' | 'paid' | 'rented' | 'used' | 'left';

const none = new Exact(0);

class ExactArithmetic implements Arithmetic<Exact> {
  readonly zero = none;
  zeros(count: number): Exact[] {
    return Array.from({ length: count }, () => none);
  }
  of(value: Exact | number): Exact {
    return typeof value === 'number' ? new Exact(value) : value;
  }
  plus(a: Exact, b: Exact): Exact {
    return exactSum(a, b);
  }
  minus(a: Exact, b: Exact): Exact {
    return b.isZero() ? a : a.minus(b);
  }
  times(a: Exact, b: Exact): Exact {
    return exactProduct(a, b);
  }
  over(a: Exact, b: Exact): Exact {
    return exactQuotient(a, b);
  }
  upTo(value: Exact, lot: Exact): Exact {
    return value.div(lot).ceil().times(lot);
  }
  lacking(needed: Exact, has: Exact): Exact {
    return needed.gt(has) ? needed.minus(has) : none;
  }
  isNone(value: Exact): boolean {
    return value.isZero();
  }
  tidy(difference: Exact, whole: Exact): Exact {
    if (difference.isZero()) return difference;
    return difference.abs().lte(whole.abs().times('1e-50')) ? none : difference;
  }
  step(_what: LedgerStep, _line: number, _month: number, value: Exact): Exact {
    return value;
  }
}

export const exactArithmetic: Arithmetic<Exact> = new ExactArithmetic();

/** In doubles: for what is only compared, and shown nowhere. */
export const doubleArithmetic: Arithmetic<number> = {
  zero: 0,
  zeros: (count) => new Float64Array(count),
  of: (value) => (typeof value === 'number' ? value : nearDouble(value)),
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  over: (a, b) => a / b,
  upTo: (value, lot) => Math.ceil(value / lot) * lot,
  lacking: (needed, has) => Math.max(0, needed - has),
  isNone: (value) => value === 0,
  tidy: (difference, whole) => (Math.abs(difference) <= 1e-12 * Math.abs(whole) ? 0 : difference),
  step: (_what, _line, _month, value) => value,
};
