import type { Rational } from '../graph/rational.ts';

/** A line: intercept + slope · parameter. */
export interface Line {
  readonly intercept: Rational;
  readonly slope: Rational;
}

/**
 * A function of one parameter on a closed range, made of points and the open segments between them: segment i lies between
 * points i and i + 1. At a point, the value and the limits from the left and the right may all differ. Null is a value
 * that does not exist (a division by zero).
 */
export interface PiecewiseFunction {
  /** Ascending; the first and the last are the ends of the range. */
  readonly points: readonly Rational[];
  readonly values: readonly (Rational | null)[];
  readonly segments: readonly (Line | null)[];
}

export function onLine(line: Line | null, at: Rational): Rational | null {
  return line === null
    ? null
    : line.slope.isZero
      ? line.intercept
      : line.intercept.plus(line.slope.times(at));
}

/** The last point that is not above `at`. */
function pointBelow({ points }: PiecewiseFunction, at: Rational): number {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const point = points[middle];
    if (point !== undefined && point.compare(at) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The value and the limits from both sides; null where there is none, as left of the range's start. */
export function limitsAt(
  of: PiecewiseFunction,
  at: Rational,
): { readonly left: Rational | null; readonly value: Rational | null; readonly right: Rational | null } {
  const index = pointBelow(of, at);
  const right = onLine(of.segments[index] ?? null, at);
  if (of.points[index]?.equals(at) !== true) return { left: right, value: right, right };
  return { left: onLine(of.segments[index - 1] ?? null, at), value: of.values[index] ?? null, right };
}

export function valueAt(of: PiecewiseFunction, at: Rational): Rational | null {
  return limitsAt(of, at).value;
}

/** Raised inside the reading where there are more pieces than allowed; never leaves this folder. */
export class TooManyPieces extends Error {}

/** Puts a function together from left to right: point, segment, point, segment, ..., point. Pieces that continue each other become one. */
export class Assembler {
  readonly #points: Rational[] = [];
  readonly #values: (Rational | null)[] = [];
  readonly #segments: (Line | null)[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  point(at: Rational, value: Rational | null): void {
    if (this.#points.length > this.#limit) throw new TooManyPieces();
    this.#points.push(at);
    this.#values.push(value);
  }

  segment(line: Line | null): void {
    const last = this.#segments.length - 1;
    const at = this.#points[this.#points.length - 1];
    const continues =
      last >= 0 &&
      at !== undefined &&
      sameLine(this.#segments[last] ?? null, line) &&
      sameValue(this.#values[this.#values.length - 1] ?? null, onLine(line, at));
    if (continues) {
      this.#points.pop();
      this.#values.pop();
    } else {
      this.#segments.push(line);
    }
  }

  finish(): PiecewiseFunction {
    return { points: this.#points, values: this.#values, segments: this.#segments };
  }
}

function sameLine(a: Line | null, b: Line | null): boolean {
  if (a === null || b === null) return a === b;
  return a.slope.equals(b.slope) && a.intercept.equals(b.intercept);
}

function sameValue(a: Rational | null, b: Rational | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

/** What is done with the common pieces of several functions, from left to right. */
interface Visitor {
  point(at: Rational, values: readonly (Rational | null)[]): void;
  segment(from: Rational, to: Rational, lines: readonly (Line | null)[]): void;
}

/** Walks the pieces on which none of the functions (all on one range) has a breakpoint. */
export function visitPieces(functions: readonly PiecewiseFunction[], visitor: Visitor): void {
  const [first] = functions;
  let at = first?.points[0];
  if (first === undefined || at === undefined) return;
  const next = functions.map(() => 1);
  visitor.point(
    at,
    functions.map((each) => each.values[0] ?? null),
  );
  for (;;) {
    let to: Rational | undefined;
    for (const [index, { points }] of functions.entries()) {
      const candidate = points[next[index] ?? 0];
      if (candidate !== undefined && (to === undefined || candidate.isLess(to))) to = candidate;
    }
    if (to === undefined) return;
    const reached = to;
    visitor.segment(
      at,
      reached,
      functions.map((each, index) => each.segments[(next[index] ?? 1) - 1] ?? null),
    );
    visitor.point(
      reached,
      functions.map((each, index) => {
        const here = next[index] ?? 1;
        if (each.points[here]?.equals(reached) !== true)
          return onLine(each.segments[here - 1] ?? null, reached);
        next[index] = here + 1;
        return each.values[here] ?? null;
      }),
    );
    at = reached;
  }
}
