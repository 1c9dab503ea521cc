import { wholeTolerance, wholeToleranceBelowZero } from '../../formula/index.ts';
import { times, type Affine } from './affine.ts';
import type { DefinitionRow } from './program-of.ts';
import { keyOf, leastStep, mostOf, type Translation } from './translation.ts';

/** A whole column that is no less than the amount, and less than one above it. */
export function ceiling(translation: Translation, of: Affine): Affine {
  if (translation.isWhole(of)) return of;
  return translation.once(`ceiling ${keyOf(of)}`, () => {
    const divisor = Number(of.lower < 0 ? wholeToleranceBelowZero : wholeTolerance);
    const scaled = times(of, 1 / divisor);
    const [lower, upper] = [Math.ceil(scaled.lower), Math.ceil(scaled.upper)];
    const column = translation.stepColumn('whole', { lower, upper }, true);
    translation.setZeroWithout(column, [of]);
    const whole = translation.affineOf(column);
    const above = unrounded(translation, of) ?? [scaled];
    translation.setAbove(column, above);
    return translation.step({
      column,
      rising: [
        ...above.map((each) => ({ of: translation.minus(whole, each), lower: 0 })),
        ...wholeCuts(translation, { column, lower, scaled, above }),
        ...groupCuts(translation, column, of),
      ],
      falling: [{ of: translation.minus(whole, scaled), upper: 1 - leastStep }],
    });
  });
}

/**
 * Whole nodes that hold whole replicas hold what the replicas hold: ⌈⌈x⌉ / m⌉ = ⌈x / m⌉, and a largest passes through too, so
 * that what is between needs no whole column. Null where the amount is not made so.
 */
function unrounded(translation: Translation, of: Affine): readonly Affine[] | null {
  for (const [column, coefficient] of of.terms) {
    const size = Math.round(1 / coefficient);
    if (size < 1 || Math.abs(size * coefficient - 1) > 1e-12) continue;
    const above = translation.withoutRounding(times(of, size), column);
    if (above !== undefined) return above.map((each) => times(each, 1 / size));
  }
  return null;
}

interface Rounded {
  readonly column: number;
  readonly lower: number;
  readonly scaled: Affine;
  readonly above: readonly Affine[];
}

/**
 * Where a yes asks for 1.3 of something, it asks for two. That follows where all is whole; stated as rows, it also holds
 * of the fractions among which a solver searches, which makes the search shorter.
 */
function wholeCuts(
  translation: Translation,
  { column, lower, scaled, above }: Rounded,
): readonly DefinitionRow[] {
  const least = new Map(
    [...translation.leastGiven(scaled)].map(([choice, value]) => [choice, Math.ceil(value - 1e-9)] as const),
  );
  translation.setLeastGiven(column, least);
  const stated = mostOf(
    above.map((each) => translation.leastGiven(each)),
    lower,
  );
  const whole = translation.affineOf(column);
  return [...least].flatMap(([choice, value]) => {
    const isNew = value > lower && value > (stated.get(choice) ?? lower) + 1e-9;
    const isCovered = [...translation.impliedBy(choice)].some(
      (other) => (least.get(other) ?? lower) >= value,
    );
    return isNew && !isCovered
      ? [{ of: translation.add(whole, translation.affineOf(choice), lower - value), lower }]
      : [];
  });
}

/** So many rows at most state how many groups a ceiling counts. */
const mostGroupCuts = 200;

/**
 * One for every three clusters, or begun three: any four ask for two, any three of these four for one. So the whole number is
 * no less than the sum of any four, less two. It follows where all is whole, and shortens the search as `wholeCuts` does.
 */
function groupCuts(translation: Translation, column: number, of: Affine): readonly DefinitionRow[] {
  const counted = [...of.terms.keys()];
  const [first = 0] = of.terms.values();
  const size = Math.round(1 / first);
  const isCount =
    of.constant === 0 &&
    size > 1 &&
    [...of.terms.values()].every((each) => each === first) &&
    Math.abs(size * first - 1) < 1e-12 &&
    translation.isOfChoices(of);
  if (!isCount) return [];
  const whole = translation.affineOf(column);
  const rows: DefinitionRow[] = [];
  for (let groups = 1; groups * size < counted.length; groups += 1) {
    const chosen = subsets(counted, groups * size + 1, mostGroupCuts - rows.length);
    if (chosen === null) break;
    const lower = groups - groups * size;
    for (const each of chosen) rows.push({ of: translation.minus(whole, translation.sum(each)), lower });
  }
  return rows;
}

/** All subsets of a size; null where there are more than `most`. */
function subsets<T>(of: readonly T[], size: number, most: number): readonly (readonly T[])[] | null {
  let count = 1;
  for (let index = 0; index < size; index += 1) count = (count * (of.length - index)) / (index + 1);
  if (count > most) return null;
  const found: (readonly T[])[] = [];
  const extend = (from: number, chosen: readonly T[]): void => {
    if (chosen.length === size) found.push(chosen);
    else
      for (let next = from; next <= of.length - (size - chosen.length); next += 1)
        extend(next + 1, [...chosen, of[next] as T]);
  };
  extend(0, []);
  return found;
}
