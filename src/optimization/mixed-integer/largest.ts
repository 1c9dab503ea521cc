import { fixed, isFixed, times, type Affine } from './affine.ts';
import type { DefinitionRow } from './program-of.ts';
import { keyOf, mostOf, type Translation } from './translation.ts';

/** The largest of several amounts: no less than any of them, and where cost wants it larger, one of them. */
export function largest(translation: Translation, all: readonly Affine[]): Affine {
  const floor = Math.max(...all.map(({ lower }) => lower));
  const needed = rivals(all, floor);
  const [only] = needed;
  if (only !== undefined && needed.length === 1) return only;
  return translation.once(`largest ${needed.map(keyOf).sort().join(' ')}`, () => {
    const upper = Math.max(...needed.map((each) => each.upper));
    const column = translation.stepColumn(
      'largest',
      { lower: floor, upper },
      // Whole where it can be, so that tolerances of several steps do not add up to a whole more.
      needed.every((each) => translation.isWhole(each)),
    );
    translation.setZeroWithout(column, needed);
    const top = translation.affineOf(column);
    const rising = needed.map((each) => ({ of: translation.minus(top, each), lower: 0 }));
    translation.setAbove(
      column,
      needed.flatMap((each) => withoutRounding(translation, each)),
    );
    translation.setLeastGiven(
      column,
      mostOf(
        needed.map((each) => translation.leastGiven(each)),
        floor,
      ),
    );
    const isYesOrNo = needed.every(
      (each) =>
        (isFixed(each) && (each.constant === 0 || each.constant === 1)) || translation.isOneChoice(each),
    );
    if (isYesOrNo) {
      for (const { terms } of needed) for (const choice of terms.keys()) translation.imply(choice, column);
      const sum = needed.reduce((total, each) => translation.add(total, each), fixed(0));
      return translation.step({ column, rising, falling: [{ of: translation.minus(top, sum), upper: 0 }] });
    }
    return translation.step({ column, rising, falling: () => oneOf(translation, top, needed) });
  });
}

/** Those that can be the largest, each once. */
function rivals(all: readonly Affine[], floor: number): readonly Affine[] {
  const seen = new Set<string>();
  const possible = all.filter((each) => {
    const key = keyOf(each);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew && (each.upper > floor || each.lower === floor);
  });
  return possible.filter(
    (each) => !(isFixed(each) && possible.some((other) => other !== each && other.lower >= each.upper)),
  );
}

/** Of two, how much the first is above the second, or below it, is divided by which it is: nothing can be tighter. */
function oneOf(translation: Translation, top: Affine, needed: readonly Affine[]): readonly DefinitionRow[] {
  const [first, second, ...others] = needed;
  const picks = needed.map(() => translation.yesOrNo('picked'));
  const pick = (index: number): Affine => translation.affineOf(picks[index] ?? 0);
  const one = { of: translation.sum(picks), lower: 1, upper: 1 };
  if (first !== undefined && second !== undefined && others.length === 0) {
    const difference = translation.minus(first, second);
    const above = translation.stepColumn('above', { lower: 0, upper: difference.upper }, false);
    const excess = translation.affineOf(above);
    return [
      one,
      // top = second + excess, excess ≤ most · pick of the first, excess - difference ≤ most the other way · pick of the second
      { of: translation.minus(translation.minus(top, second), excess), upper: 0 },
      { of: translation.add(excess, pick(0), -difference.upper), upper: 0 },
      { of: translation.add(translation.minus(excess, difference), pick(1), difference.lower), upper: 0 },
    ];
  }
  return [
    one,
    ...needed.map((each, index) => {
      // top ≤ each + (upper - each.lower)·(1 - pick)
      const room = top.upper - each.lower;
      const picked = times(pick(index), room);
      return { of: translation.add(translation.minus(top, each), picked), upper: room };
    }),
  ];
}

function withoutRounding(translation: Translation, each: Affine): readonly Affine[] {
  for (const column of each.terms.keys()) {
    const above = translation.withoutRounding(each, column);
    if (above !== undefined) return above;
  }
  return [each];
}
