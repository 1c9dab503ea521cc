import { fixed, isFixed, times, type Affine } from './affine.ts';
import { gated } from './gated.ts';
import { closeness, keyOf, leastStep, type Levels, type Translation } from './translation.ts';

interface Case {
  readonly above: number;
  readonly value: Affine;
}

interface LevelQuestion {
  readonly by: Affine;
  readonly otherwise: Affine;
  /** Thresholds rise. */
  readonly cases: readonly Case[];
  readonly inclusive: boolean;
}

/** The value of the level that an amount is in. */
export function valueOfLevel(
  translation: Translation,
  { by, otherwise, cases, inclusive }: LevelQuestion,
): Affine {
  const within = limitsOf(translation.isWhole(by), inclusive);
  const levels = [{ above: -Infinity, value: otherwise }, ...cases].map(({ above, value }, index) => ({
    value,
    lower: above === -Infinity ? by.lower : Math.max(by.lower, within.starts(above)),
    upper: cases[index] === undefined ? by.upper : Math.min(by.upper, within.ends(cases[index].above)),
  }));
  const possible = levels.filter(({ lower, upper }) => lower <= upper);
  const [first, second] = possible;
  if (first !== undefined && possible.length === 1) return first.value;
  // A yes or no is itself which of two levels it is.
  if (
    first !== undefined &&
    second !== undefined &&
    translation.isOneChoice(by) &&
    isFixed(first.value) &&
    isFixed(second.value)
  ) {
    const { constant } = first.value;
    return translation.add(fixed(constant), times(by, second.value.constant - constant));
  }
  const { levels: picks } = picksOf(translation, by, possible);
  return possible.reduce(
    (sum, { value }, index) => translation.add(sum, gated(translation, picks[index]?.pick ?? 0, value)),
    fixed(0),
  );
}

/** The least amount of the level above a threshold, and the largest of the one below. */
function limitsOf(isWhole: boolean, inclusive: boolean) {
  const near = (threshold: number): number => Math.max(leastStep, closeness * Math.abs(threshold));
  const starts = (threshold: number): number =>
    isWhole
      ? inclusive
        ? Math.ceil(threshold)
        : Math.floor(threshold) + 1
      : inclusive
        ? threshold
        : threshold + near(threshold);
  const ends = (threshold: number): number =>
    isWhole ? starts(threshold) - 1 : inclusive ? threshold - near(threshold) : threshold;
  return { starts, ends };
}

/** The yes or no of each level, made once for an amount and its limits. */
function picksOf(
  translation: Translation,
  by: Affine,
  possible: readonly { readonly lower: number; readonly upper: number }[],
): Levels {
  const key = `levels ${keyOf(by)} ${possible.map(({ lower, upper }) => `${lower}..${upper}`).join(' ')}`;
  const known = translation.levelsBy(key);
  if (known !== undefined) return known;
  const levels = possible.map(({ lower, upper }) => ({ pick: translation.yesOrNo('level'), lower, upper }));
  const made = { key, by, levels };
  translation.setLevels(made);
  const against = (bound: 'lower' | 'upper'): Affine =>
    levels.reduce((sum, level) => translation.add(sum, translation.affineOf(level.pick), -level[bound]), by);
  translation.always(
    { of: translation.sum(levels.map(({ pick }) => pick)), lower: 1, upper: 1 },
    { of: against('lower'), lower: 0 },
    { of: against('upper'), upper: 0 },
  );
  return made;
}
