import { Exact } from '../graph/decimal.ts';
import { atom, bindings, call, joined, within, type Expression } from './expression.ts';
import { literal } from './operations.ts';

/** Digits that spreadsheets keep. */
const digits = 15;
/** Longer formulas are divided. */
const longest = 1200;

/** Adding up and multiplying as formulas of cells, for whatever is written over any kind of number. */
export interface CellArithmetic {
  readonly zero: Expression;
  readonly of: (value: Exact | number) => Expression;
  readonly plus: (a: Expression, b: Expression) => Expression;
  readonly minus: (a: Expression, b: Expression) => Expression;
  readonly times: (a: Expression, b: Expression) => Expression;
  readonly over: (a: Expression, b: Expression) => Expression;
  readonly upTo: (value: Expression, lot: Expression) => Expression;
  readonly lacking: (needed: Expression, has: Expression) => Expression;
  /** Whether a formula is zero whatever its cells hold. */
  readonly isNone: (value: Expression) => boolean;
}

/** `spill` puts a formula that became long into a cell of its own and returns the reference to it. */
export function cellArithmetic(spill: (long: Expression) => Expression): CellArithmetic {
  const zero = atom('0');
  const isNone = ({ text }: Expression): boolean => text === '0';
  const isOne = ({ text }: Expression): boolean => text === '1';
  const short = (of: Expression): Expression => (of.text.length > longest ? spill(of) : of);
  return {
    zero,
    isNone,
    of: (value) => {
      const exact = new Exact(value);
      return literal(exact) ?? literal(exact.toSignificantDigits(digits)) ?? atom(String(exact.toNumber()));
    },
    plus: (a, b) => {
      if (isNone(a) || isNone(b)) return isNone(a) ? b : a;
      return joined([short(a), short(b)], '+', bindings.sum);
    },
    minus: (a, b) => {
      if (isNone(b)) return a;
      if (isNone(a))
        return { text: `-${within(b, bindings.product)}`, binding: bindings.sum, depth: b.depth + 1 };
      return joined([short(a), short(b)], '-', bindings.sum, [bindings.sum, bindings.product]);
    },
    times: (a, b) => {
      if (isNone(a) || isNone(b)) return zero;
      if (isOne(a) || isOne(b)) return isOne(a) ? b : a;
      return joined([short(a), short(b)], '*', bindings.product);
    },
    over: (a, b) => {
      if (isNone(a) || isOne(b)) return a;
      return joined([short(a), short(b)], '/', bindings.product, [bindings.product, bindings.power]);
    },
    upTo: (value, lot) => {
      const lots = joined([value, lot], '/', bindings.product, [bindings.product, bindings.power]);
      return joined([call('ROUNDUP', [lots, zero]), lot], '*', bindings.product);
    },
    lacking: (needed, has) =>
      isNone(has)
        ? needed
        : call('MAX', [zero, joined([needed, has], '-', bindings.sum, [bindings.sum, bindings.product])]),
  };
}
