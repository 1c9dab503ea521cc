import { one, zero, type Rational } from '../graph/rational.ts';
import { operations } from '../operations/index.ts';
import { Assembler, onLine, visitPieces, type Line, type PiecewiseFunction } from './function.ts';

/** Raised inside the reading where a step is not linear on some piece; never leaves this folder. */
export class NotLinear extends Error {}

export const flat = (intercept: Rational): Line => ({ intercept, slope: zero });

/** Σ factor · function. */
export function addFunctions(
  parts: readonly { readonly factor: Rational; readonly of: PiecewiseFunction }[],
  limit: number,
): PiecewiseFunction {
  const [first, second] = parts;
  if (first === undefined) throw new Error('a sum of nothing');
  if (second === undefined && first.factor.equals(one)) return first.of;
  if (parts.length > 2) {
    const half = parts.length >> 1;
    const left = addFunctions(parts.slice(0, half), limit);
    const right = addFunctions(parts.slice(half), limit);
    return addFunctions(
      [
        { factor: one, of: left },
        { factor: one, of: right },
      ],
      limit,
    );
  }
  return eachPiece(
    parts.map(({ of }) => of),
    limit,
    (values) => sum(values.map((value, index) => scaled(value, parts[index]?.factor))),
    (lines) => {
      if (!lines.every((line) => line !== null)) return null;
      return {
        intercept: lines.reduce(
          (total, line, at) => total.plus(times(line.intercept, parts[at]?.factor)),
          zero,
        ),
        slope: lines.reduce((total, line, at) => total.plus(times(line.slope, parts[at]?.factor)), zero),
      };
    },
  );
}

function times(value: Rational, factor: Rational = one): Rational {
  return factor === one ? value : value.times(factor);
}

function scaled(value: Rational | null, factor: Rational | undefined): Rational | null {
  return value === null ? null : times(value, factor);
}

function sum(values: readonly (Rational | null)[]): Rational | null {
  return values.every((value) => value !== null) ? values.reduce((a, b) => a.plus(b), zero) : null;
}

function eachPiece(
  functions: readonly PiecewiseFunction[],
  limit: number,
  value: (of: readonly (Rational | null)[]) => Rational | null,
  line: (of: readonly (Line | null)[]) => Line | null,
): PiecewiseFunction {
  const made = new Assembler(limit);
  visitPieces(functions, {
    point: (at, values) => made.point(at, value(values)),
    segment: (_from, _to, lines) => made.segment(line(lines)),
  });
  return made.finish();
}

/** One or two pieces, by the sign of a difference on them. */
function splitAtZero(
  difference: Line,
  from: Rational,
  to: Rational,
  made: Assembler,
  piece: (sign: number) => Line | null,
  atZero: (at: Rational) => Rational | null,
): void {
  const before = onLine(difference, from)?.sign ?? 0;
  const after = onLine(difference, to)?.sign ?? 0;
  if (before * after >= 0) {
    made.segment(piece(before === 0 ? after : before));
    return;
  }
  const root = difference.intercept.negated().over(difference.slope);
  made.segment(piece(before));
  made.point(root, atZero(root));
  made.segment(piece(after));
}

function differenceOf(left: Line, right: Line): Line {
  return { intercept: left.intercept.minus(right.intercept), slope: left.slope.minus(right.slope) };
}

/** The lesser or the greater of two. */
export function extremeOf(
  op: 'minimum' | 'maximum',
  left: PiecewiseFunction,
  right: PiecewiseFunction,
  limit: number,
): PiecewiseFunction {
  const wanted = op === 'maximum' ? 1 : -1;
  const made = new Assembler(limit);
  visitPieces([left, right], {
    point(at, [a = null, b = null]) {
      made.point(at, a === null || b === null ? null : a.compare(b) * wanted >= 0 ? a : b);
    },
    segment(from, to, [a = null, b = null]) {
      if (a === null || b === null) return made.segment(null);
      splitAtZero(
        differenceOf(a, b),
        from,
        to,
        made,
        (sign) => (sign * wanted >= 0 ? a : b),
        (at) => onLine(a, at),
      );
    },
  });
  return made.finish();
}

/** `met` where `by` is above zero (with `inclusive`: not below), else `otherwise`. */
export function selectBy(
  by: PiecewiseFunction,
  inclusive: boolean,
  met: PiecewiseFunction,
  otherwise: PiecewiseFunction,
  limit: number,
): PiecewiseFunction {
  const made = new Assembler(limit);
  const holds = (sign: number): boolean => operations.choose.sign(inclusive, sign);
  visitPieces([by, met, otherwise], {
    point(at, [level = null, a = null, b = null]) {
      made.point(at, level === null ? null : holds(level.sign) ? a : b);
    },
    segment(from, to, [level = null, a = null, b = null]) {
      if (level === null) return made.segment(null);
      splitAtZero(
        level,
        from,
        to,
        made,
        (sign) => (holds(sign) ? a : b),
        (at) => onLine(inclusive ? a : b, at),
      );
    },
  });
  return made.finish();
}

/** The product, of which on each piece one factor must be constant. */
export function multiplyFunctions(
  left: PiecewiseFunction,
  right: PiecewiseFunction,
  limit: number,
): PiecewiseFunction {
  return eachPiece(
    [left, right],
    limit,
    ([a = null, b = null]) => (a === null || b === null ? null : a.times(b)),
    ([a = null, b = null]) => {
      if (a === null || b === null) return null;
      if (!a.slope.isZero && !b.slope.isZero) throw new NotLinear();
      return {
        intercept: a.intercept.times(b.intercept),
        slope: a.slope.times(b.intercept).plus(b.slope.times(a.intercept)),
      };
    },
  );
}

/** The quotient, whose divisor must be constant on each piece; null where it is zero. */
export function divideFunctions(
  left: PiecewiseFunction,
  right: PiecewiseFunction,
  limit: number,
): PiecewiseFunction {
  return eachPiece(
    [left, right],
    limit,
    ([a = null, b = null]) => (a === null || b === null || b.isZero ? null : a.over(b)),
    ([a = null, b = null]) => {
      if (a === null || b === null) return null;
      if (!b.slope.isZero) throw new NotLinear();
      if (b.intercept.isZero) return null;
      return { intercept: a.intercept.over(b.intercept), slope: a.slope.over(b.intercept) };
    },
  );
}

/** The power, of which on each piece both operands must be constant. */
export function raiseFunction(
  base: PiecewiseFunction,
  exponent: PiecewiseFunction,
  limit: number,
): PiecewiseFunction {
  const raised = (a: Rational | null, b: Rational | null): Rational | null =>
    a === null || b === null ? null : operations.power.rational(a, b);
  return eachPiece(
    [base, exponent],
    limit,
    ([a = null, b = null]) => raised(a, b),
    ([a = null, b = null]) => {
      if (a === null || b === null) return null;
      if (!a.slope.isZero || !b.slope.isZero) throw new NotLinear();
      const value = raised(a.intercept, b.intercept);
      return value === null ? null : flat(value);
    },
  );
}
