import { Exact } from '../../formula/index.ts';

/** What adding up months takes, so that exact amounts and doubles go through the same steps. */
export interface Arithmetic<T> {
  readonly zero: T;
  readonly of: (value: Exact | number) => T;
  readonly plus: (a: T, b: T) => T;
  readonly minus: (a: T, b: T) => T;
  readonly times: (a: T, b: T) => T;
  /** The least whole multiple of `lot` that is not below. */
  readonly upTo: (value: T, lot: T) => T;
  readonly isMore: (a: T, b: T) => boolean;
}

export const exactArithmetic: Arithmetic<Exact> = {
  zero: new Exact(0),
  of: (value) => new Exact(value),
  plus: (a, b) => a.plus(b),
  minus: (a, b) => a.minus(b),
  times: (a, b) => a.times(b),
  upTo: (value, lot) => value.div(lot).ceil().times(lot),
  isMore: (a, b) => a.gt(b),
};

export const doubleArithmetic: Arithmetic<number> = {
  zero: 0,
  of: Number,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  upTo: (value, lot) => Math.ceil(value / lot) * lot,
  isMore: (a, b) => a > b,
};
