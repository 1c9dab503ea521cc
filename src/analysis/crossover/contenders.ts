import type { PiecewiseForm, Rational } from '../../formula/index.ts';

/** More options of a kind than this are not compared one by one: only those that are the cheapest of their kind somewhere. */
export const mostOfAKind = 4;

interface Line {
  readonly index: number;
  readonly intercept: Rational;
  readonly slope: Rational;
}

/**
 * Of some formulas, given by their positions, those that can be the least from `from` on. Straight lines that lie above the
 * lower envelope of all straight lines cannot; of equal ones the first counts. Everything else stays.
 */
export function contenders(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  from: Rational,
): readonly number[] {
  const lines: Line[] = [];
  const others: number[] = [];
  for (const index of of) {
    const form = forms[index];
    if (form === undefined) continue;
    if (form.terms.length > 0) others.push(index);
    else lines.push({ index, intercept: form.constant.plus(form.slope.times(from)), slope: form.slope });
  }
  const kept = new Set([...others, ...envelopeOf(lines)]);
  return of.filter((index) => kept.has(index));
}

/** From left to right: the lowest at the start, then each that crosses the one before it first. */
function envelopeOf(lines: readonly Line[]): readonly number[] {
  let current = lines.reduce<Line | undefined>(
    (best, each) =>
      best === undefined || (each.intercept.compare(best.intercept) || each.slope.compare(best.slope)) < 0
        ? each
        : best,
    undefined,
  );
  const found: number[] = [];
  while (current !== undefined) {
    found.push(current.index);
    const { intercept, slope } = current;
    let next: { readonly line: Line; readonly at: Rational } | undefined;
    for (const line of lines) {
      if (!line.slope.isLess(slope)) continue;
      const at = line.intercept.minus(intercept).over(slope.minus(line.slope));
      const order = next === undefined ? -1 : at.compare(next.at) || line.slope.compare(next.line.slope);
      if (order < 0) next = { line, at };
    }
    current = next?.line;
  }
  return found;
}
