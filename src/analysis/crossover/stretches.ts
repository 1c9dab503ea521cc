import {
  limitsAt,
  piecesOf,
  plainRule,
  pointReader,
  Rational,
  type PiecewiseForm,
} from '../../formula/index.ts';
import { leastOf } from './sample.ts';

/** Where one formula, given by its position, is the least; null where none has a value. `to` null is for ever. */
export interface Stretch {
  readonly from: Rational;
  readonly to: Rational | null;
  readonly least: number | null;
  readonly enters: 'equal' | 'jump' | null;
}

/** Only stretches narrower than this share of their place are suspected of being slivers. */
const narrow = Rational.of(1, 10n ** 7n);

/**
 * The stretches without slivers: narrow ones that are there only because of the rule for whole numbers, under which a step
 * comes a relative 1e-9 late; with whole numbers taken to the letter another formula is the least. The next stretch then
 * begins where the sliver did.
 */
export function withoutSlivers(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  stretches: readonly Stretch[],
): readonly Stretch[] {
  const read = pointReader(
    of.flatMap((each) => forms[each] ?? []),
    plainRule,
  );
  const isSliver = ({ from, to, least }: Stretch): boolean => {
    if (to === null || !isNarrow(from, to)) return false;
    const width = to.minus(from);
    return samplesWithin.every((share) => {
      const plain = leastOf(read(from.plus(width.times(share))));
      return plain === null || of[plain] !== least;
    });
  };
  const kept: Stretch[] = [];
  let pending: Stretch | undefined;
  for (const each of stretches) {
    if (isSliver(each)) {
      pending ??= each;
      continue;
    }
    const start = pending?.from ?? each.from;
    const enters = pending?.enters === 'jump' ? 'jump' : each.enters;
    pending = undefined;
    const last = kept.at(-1);
    if (last?.least === each.least) kept[kept.length - 1] = { ...last, to: each.to };
    else {
      if (last !== undefined) kept[kept.length - 1] = { ...last, to: start };
      kept.push({ ...each, from: start, enters: last === undefined ? null : enters });
    }
  }
  const last = kept.at(-1);
  if (pending === undefined) return kept;
  if (last === undefined) return stretches;
  return [...kept.slice(0, -1), { ...last, to: stretches.at(-1)?.to ?? last.to }];
}

/** Where in a narrow stretch it is asked what whole numbers to the letter give. */
const samplesWithin = [Rational.of(1, 64), Rational.of(1, 2), Rational.of(63, 64)];

function isNarrow(from: Rational, to: Rational): boolean {
  const size = to.sign < 0 ? from.negated() : to;
  return to.minus(from).compare(size.times(narrow)) <= 0;
}

/** Says of every change whose kind is not known whether the formulas meet there or jump past each other. */
export function settleEntries(
  forms: readonly PiecewiseForm[],
  stretches: readonly Stretch[],
): readonly Stretch[] {
  return stretches.map((each, at) => {
    const before = stretches[at - 1];
    if (before === undefined || each.enters !== null) return each;
    return { ...each, enters: doMeet(forms, before.least, each.least, each.from) ? 'equal' : 'jump' };
  });
}

/** How far to look to both sides, as a share of the place. */
const nearby = Rational.of(1, 10n ** 7n);
const nearbyPieces = 2_000;

function doMeet(forms: readonly PiecewiseForm[], a: number | null, b: number | null, at: Rational): boolean {
  const pair = [a, b].flatMap((each) => (each === null ? [] : (forms[each] ?? [])));
  const width = at.isZero ? nearby : (at.sign < 0 ? at.negated() : at).times(nearby);
  const pieces = piecesOf(pair, { from: at.minus(width), to: at.plus(width) }, nearbyPieces);
  if (!pieces.ok) return false;
  const [left, right] = pieces.functions.map((each) => limitsAt(each, at));
  if (left === undefined || right === undefined) return false;
  return (['left', 'value', 'right'] as const).some((side) => {
    const [x, y] = [left[side], right[side]];
    return x !== null && y !== null && x.equals(y);
  });
}
