import type { Rational } from '../graph/rational.ts';
import { onLine, visitPieces, type Line, type PiecewiseFunction } from './function.ts';

/** Where one function is the least of several. */
export interface EnvelopePiece {
  readonly from: Rational;
  readonly to: Rational;
  /** Its position in the list; null where none has a value. */
  readonly least: number | null;
  /** Whether it takes over where the costs meet, or by a jump past each other; null at the start. */
  readonly enters: 'equal' | 'jump' | null;
}

/**
 * Which function is the least, from left to right, all on one range. Of equal ones it is the first in the list; single
 * points are no pieces.
 */
export function lowerEnvelope(functions: readonly PiecewiseFunction[]): readonly EnvelopePiece[] {
  const pieces: EnvelopePiece[] = [];
  let before: readonly (Line | null)[] | undefined;
  let here: readonly (Rational | null)[] = [];
  visitPieces(functions, {
    point(_at, values) {
      here = values;
    },
    segment(from, to, lines) {
      let at = from;
      let current = leastRightOf(lines, at);
      let enters = entry(pieces[pieces.length - 1]?.least, current, from, before, here, lines);
      for (;;) {
        const next = nextCrossing(lines, current, at, to);
        extend(pieces, { from: at, to: next?.at ?? to, least: current, enters });
        if (next === undefined) break;
        ({ at, index: current } = next);
        enters = 'equal';
      }
      before = lines;
    },
  });
  return pieces;
}

/** Adds a piece, or lengthens the last one where the same function stays the least. */
export function extend(pieces: EnvelopePiece[], piece: EnvelopePiece): void {
  const last = pieces[pieces.length - 1];
  if (last === undefined || last.least !== piece.least) pieces.push(piece);
  else pieces[pieces.length - 1] = { ...last, to: piece.to };
}

function leastRightOf(lines: readonly (Line | null)[], at: Rational): number | null {
  let best: { readonly index: number; readonly line: Line; readonly value: Rational } | undefined;
  for (const [index, line] of lines.entries()) {
    const value = onLine(line, at);
    if (line === null || value === null) continue;
    const order = best === undefined ? -1 : value.compare(best.value) || line.slope.compare(best.line.slope);
    if (order < 0) best = { index, line, value };
  }
  return best?.index ?? null;
}

function nextCrossing(
  lines: readonly (Line | null)[],
  current: number | null,
  after: Rational,
  before: Rational,
): { readonly at: Rational; readonly index: number } | undefined {
  const least = current === null ? null : lines[current];
  if (least === null || least === undefined) return undefined;
  let found: { readonly at: Rational; readonly index: number; readonly slope: Rational } | undefined;
  for (const [index, line] of lines.entries()) {
    if (line === null || !line.slope.isLess(least.slope)) continue;
    const at = line.intercept.minus(least.intercept).over(least.slope.minus(line.slope));
    if (at.compare(after) <= 0 || at.compare(before) >= 0) continue;
    const order = found === undefined ? -1 : at.compare(found.at) || line.slope.compare(found.slope);
    if (order < 0) found = { at, index, slope: line.slope };
  }
  return found;
}

function entry(
  previous: number | null | undefined,
  current: number | null,
  at: Rational,
  before: readonly (Line | null)[] | undefined,
  here: readonly (Rational | null)[],
  lines: readonly (Line | null)[],
): EnvelopePiece['enters'] {
  if (before === undefined || previous === undefined) return null;
  if (previous === null || current === null) return 'jump';
  const meet = (of: (index: number) => Rational | null | undefined): boolean => {
    const [a, b] = [of(previous), of(current)];
    return a !== null && a !== undefined && b !== null && b !== undefined && a.equals(b);
  };
  return meet((index) => onLine(before[index] ?? null, at)) ||
    meet((index) => here[index]) ||
    meet((index) => onLine(lines[index] ?? null, at))
    ? 'equal'
    : 'jump';
}
