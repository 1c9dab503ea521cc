import { Exact } from '../../formula/index.ts';

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

export const exactArithmetic: Arithmetic<Exact> = {
  zero: none,
  of: (value) => new Exact(value),
  plus: (a, b) => a.plus(b),
  minus: (a, b) => a.minus(b),
  times: (a, b) => a.times(b),
  over: (a, b) => a.div(b),
  upTo: (value, lot) => value.div(lot).ceil().times(lot),
  lacking: (needed, has) => (needed.gt(has) ? needed.minus(has) : none),
  isNone: (value) => value.isZero(),
  tidy: (difference, whole) => (difference.abs().lte(whole.abs().times('1e-50')) ? none : difference),
  step: (_what, _line, _month, value) => value,
};

export const doubleArithmetic: Arithmetic<number> = {
  zero: 0,
  of: Number,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  over: (a, b) => a / b,
  upTo: (value, lot) => Math.ceil(value / lot) * lot,
  lacking: (needed, has) => (needed > has ? needed - has : 0),
  isNone: (value) => value === 0,
  tidy: (difference) => difference,
  step: (_what, _line, _month, value) => value,
};
