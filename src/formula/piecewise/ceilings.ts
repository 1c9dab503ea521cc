import { Rational } from '../graph/rational.ts';
import { operations, type WholeRule } from '../operations/index.ts';
import {
  Assembler,
  onLine,
  TooManyPieces,
  visitPieces,
  type Line,
  type PiecewiseFunction,
} from './function.ts';
import { flat } from './operations.ts';

/** What a ceiling is taken of, on one segment: something that only rises or only falls from `start` to `end`. */
interface Slope {
  readonly start: Rational;
  readonly end: Rational;
  /** Where in between it reaches a level. */
  readonly reaches: (level: Rational) => Rational;
}

/** The ceiling by the rule. */
export function ceilingFunction(of: PiecewiseFunction, rule: WholeRule, limit: number): PiecewiseFunction {
  const made = new Assembler(limit);
  visitPieces([of], {
    point: (at, [value = null]) => addPoint(made, at, value, rule),
    segment: (from, to, [line = null]) => addLine(made, line, from, to, rule, limit),
  });
  return made.finish();
}

/** The ceiling of a quotient, whose divisor need not be constant: it goes in steps all the same. */
export function ceilingOfQuotient(
  left: PiecewiseFunction,
  right: PiecewiseFunction,
  rule: WholeRule,
  limit: number,
): PiecewiseFunction {
  const made = new Assembler(limit);
  visitPieces([left, right], {
    point(at, [a = null, b = null]) {
      addPoint(made, at, a === null || b === null || b.isZero ? null : a.over(b), rule);
    },
    segment(from, to, [a = null, b = null]) {
      if (a === null || b === null || (b.slope.isZero && b.intercept.isZero)) {
        made.segment(null);
      } else if (b.slope.isZero) {
        const line = { intercept: a.intercept.over(b.intercept), slope: a.slope.over(b.intercept) };
        addLine(made, line, from, to, rule, limit);
      } else {
        addSteps(made, slopeOfQuotient(a, b, from, to), rule, limit);
      }
    },
  });
  return made.finish();
}

/** A quotient of lines only rises or only falls where the divisor has no zero; towards a zero it has steps without end. */
function slopeOfQuotient(a: Line, b: Line, from: Rational, to: Rational): Slope {
  const [first, last] = [onLine(b, from), onLine(b, to)];
  const [start, end] = [onLine(a, from), onLine(a, to)];
  if (first === null || last === null || start === null || end === null || first.sign * last.sign <= 0)
    throw new TooManyPieces();
  return {
    start: start.over(first),
    end: end.over(last),
    reaches: (level) =>
      level
        .times(b.intercept)
        .minus(a.intercept)
        .over(a.slope.minus(level.times(b.slope))),
  };
}

function addPoint(made: Assembler, at: Rational, value: Rational | null, rule: WholeRule): void {
  made.point(at, value === null ? null : Rational.of(operations.ceiling.rational(value, rule)));
}

function addLine(
  made: Assembler,
  line: Line | null,
  from: Rational,
  to: Rational,
  rule: WholeRule,
  limit: number,
): void {
  const [start, end] = [onLine(line, from), onLine(line, to)];
  if (line === null || start === null || end === null) made.segment(null);
  else
    addSteps(
      made,
      { start, end, reaches: (level) => level.minus(line.intercept).over(line.slope) },
      rule,
      limit,
    );
}

/** The steps on one segment. */
function addSteps(made: Assembler, { start, end, reaches }: Slope, rule: WholeRule, limit: number): void {
  const direction = end.compare(start);
  const rises = direction > 0;
  const first = rises
    ? operations.ceiling.rationalAbove(start, rule)
    : operations.ceiling.rational(start, rule);
  const last =
    direction < 0 ? operations.ceiling.rationalAbove(end, rule) : operations.ceiling.rational(end, rule);
  if ((rises ? last - first : first - last) > BigInt(limit)) throw new TooManyPieces();
  made.segment(flat(Rational.of(first)));
  for (let level = first; level !== last; level += rises ? 1n : -1n) {
    const reached = rises ? level : level - 1n;
    made.point(reaches(operations.ceiling.top(reached, rule)), Rational.of(reached));
    made.segment(flat(Rational.of(rises ? level + 1n : level - 1n)));
  }
}
