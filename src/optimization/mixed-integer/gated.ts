import { isFixed, times, type Affine } from './affine.ts';
import { keyOf, type Levels, type Translation } from './translation.ts';

/** choice · amount, for a column that is 0 or 1. */
export function gated(translation: Translation, choice: number, amount: Affine): Affine {
  const gate = translation.affineOf(choice);
  if (isFixed(amount)) return times(gate, amount.constant);
  const [[first, coefficient] = [-1, 0], ...others] = amount.terms;
  if (others.length === 0 && first === choice) return times(gate, amount.constant + coefficient);
  // What does not vary needs no column of its own.
  const moving: Affine = {
    ...amount,
    constant: 0,
    lower: amount.lower - amount.constant,
    upper: amount.upper - amount.constant,
  };
  const { lower, upper } = moving;
  if (!Number.isFinite(lower) || !Number.isFinite(upper)) throw new Error('an amount without bounds');
  if (translation.isZeroWithout(moving, choice)) return translation.add(moving, gate, amount.constant);
  const levels = translation.levelsOf(choice);
  const isOfLevels = levels !== undefined && keyOf({ ...levels.by, constant: 0 }) === keyOf(moving);
  // Each yes or no by itself, so that the product is one of choices again.
  if (!isOfLevels && translation.isOfChoices(moving) && !translation.isOneChoice(moving)) {
    return [...moving.terms].reduce(
      (sum, [column, each]) =>
        translation.add(sum, gated(translation, choice, translation.affineOf(column)), each),
      times(gate, amount.constant),
    );
  }
  if (levels !== undefined)
    return translation.add(partOf(translation, levels, choice, moving), gate, amount.constant);
  const part = translation.once(`gated ${choice} ${keyOf(moving)}`, () => {
    const column = translation.stepColumn('gated', zeroTo(moving), translation.isWhole(moving));
    translation.setZeroWithout(column, [moving]);
    const whole = translation.affineOf(column);
    const from = translation.minus(whole, moving);
    return translation.step({
      column,
      rising: [
        { of: translation.add(whole, gate, -lower), lower: 0 },
        { of: translation.add(from, gate, -upper), lower: -upper },
      ],
      falling: [
        { of: translation.add(whole, gate, -upper), upper: 0 },
        { of: translation.add(from, gate, -lower), upper: -lower },
      ],
    });
  });
  return translation.add(part, gate, amount.constant);
}

/**
 * The part of an amount that falls into one of the levels. The parts of all levels add up to the amount, which is tighter than
 * to hold each product by itself; of the amount that the levels are of, each part stays within its level.
 */
function partOf(
  translation: Translation,
  { key, by, levels }: Levels,
  choice: number,
  moving: Affine,
): Affine {
  const isBy = keyOf({ ...by, constant: 0 }) === keyOf(moving);
  const isChoice = translation.isOneChoice(moving);
  const nameOf = (pick: number): string => `part ${pick} ${key} ${keyOf(moving)}`;
  const parts = levels.map(({ pick, lower, upper }) => {
    const low = isBy ? Math.max(moving.lower, lower - by.constant) : moving.lower;
    const high = isBy ? Math.min(moving.upper, upper - by.constant) : moving.upper;
    return { pick, low, high };
  });
  let isNew = false;
  const made = parts.map(({ pick, low, high }) =>
    translation.once(nameOf(pick), () => {
      isNew = true;
      const bounds = { lower: Math.min(0, low), upper: Math.max(0, high) };
      const part = translation.affineOf(translation.stepColumn('part', bounds, isChoice));
      const gate = translation.affineOf(pick);
      translation.always(
        { of: translation.add(part, gate, -low), lower: 0 },
        { of: translation.add(part, gate, -high), upper: 0 },
      );
      return part;
    }),
  );
  if (isNew) {
    const rest = made.reduce((left, part) => translation.minus(left, part), moving);
    translation.always({ of: rest, lower: 0, upper: 0 });
  }
  return translation.once(nameOf(choice), () => {
    throw new Error('a level without its part');
  });
}

function zeroTo({ lower, upper }: Affine): { readonly lower: number; readonly upper: number } {
  return { lower: Math.min(0, lower), upper: Math.max(0, upper) };
}
