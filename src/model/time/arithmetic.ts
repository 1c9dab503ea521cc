import { Exact, exactProduct, exactQuotient, exactSum } from '../../formula/index.ts';

/** What adding up months takes, so that exact amounts, doubles and formulas of cells go through the same steps. */
export interface Arithmetic<T> {
  readonly zero: T;
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

/** Exact and double arithmetic are classes, so that the engine of JavaScript tells their methods apart and puts them in place. */
class ExactArithmetic implements Arithmetic<Exact> {
  readonly zero = none;
  of(value: Exact | number): Exact {
    return new Exact(value);
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

class DoubleArithmetic implements Arithmetic<number> {
  readonly zero = 0;
  of(value: Exact | number): number {
    return Number(value);
  }
  plus(a: number, b: number): number {
    return a + b;
  }
  minus(a: number, b: number): number {
    return a - b;
  }
  times(a: number, b: number): number {
    return a * b;
  }
  over(a: number, b: number): number {
    return a / b;
  }
  upTo(value: number, lot: number): number {
    return Math.ceil(value / lot) * lot;
  }
  lacking(needed: number, has: number): number {
    return needed > has ? needed - has : 0;
  }
  isNone(value: number): boolean {
    return value === 0;
  }
  tidy(difference: number): number {
    return difference;
  }
  step(_what: LedgerStep, _line: number, _month: number, value: number): number {
    return value;
  }
}

export const exactArithmetic: Arithmetic<Exact> = new ExactArithmetic();
export const doubleArithmetic: Arithmetic<number> = new DoubleArithmetic();
