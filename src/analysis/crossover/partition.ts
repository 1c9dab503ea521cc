import {
  extendEnvelope,
  isBandBelow,
  lowerEnvelope,
  piecesOf,
  Rational,
  readBands,
  type Band,
  type ClosedRange,
  type EnvelopePiece,
  type PieceProblem,
  type PiecewiseForm,
} from '../../formula/index.ts';

/** Formulas to be compared with each other, by their position in a list, up to a point. */
export interface Comparison {
  readonly of: readonly number[];
  readonly until: Rational;
}

export interface ComparisonResult {
  /** `least` is a position in the list of formulas. */
  readonly pieces: readonly EnvelopePiece[];
  /** Up to here the pieces are complete. */
  readonly reached: Rational;
  /** Why it ended before its end: too many pieces, or a formula that is not piecewise linear. */
  readonly problem: PieceProblem | null;
}

/** Ranges with at most this many steps are read piece by piece; longer ones are divided, as far as bounds do not settle them. */
const fewSteps = 200;
const deepest = 60;

interface Task extends ClosedRange {
  readonly depth: number;
  /** Positions of the contests that are still open here. */
  readonly open: readonly number[];
}

/**
 * Which formula is the least where, from `from` up to each contest's end. Bounds settle most of the range at once; only
 * where they overlap is it gone through piece by piece, for at most `limit` pieces a contest.
 */
export function settleContests(
  forms: readonly PiecewiseForm[],
  contests: readonly Comparison[],
  from: Rational,
  limit: number,
): readonly ComparisonResult[] {
  const progress = contests.map((): Progress => ({ pieces: [], reached: from, left: limit, problem: null }));
  const tasks = firstTasks(contests, from);
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const active = task.open.filter((each) => progress[each]?.problem === null);
    const { steps, unsettled } = settleByBounds(forms, contests, active, task, progress);
    if (unsettled.length === 0) continue;
    if (steps > fewSteps && task.depth < deepest) {
      const { from: start, to } = task;
      const half = { depth: task.depth + 1, open: unsettled.map(({ contest }) => contest) };
      const middle = between(start, to);
      tasks.push({ ...half, from: middle, to }, { ...half, from: start, to: middle });
    } else {
      settleByPieces(forms, unsettled, task, progress);
    }
  }
  return progress;
}

interface Progress {
  readonly pieces: EnvelopePiece[];
  reached: Rational;
  /** Pieces that may still be made. */
  left: number;
  problem: PieceProblem | null;
}

interface Unsettled {
  readonly contest: number;
  /** Positions of the formulas that may be the least somewhere. */
  readonly candidates: readonly number[];
}

function settleByBounds(
  forms: readonly PiecewiseForm[],
  contests: readonly Comparison[],
  active: readonly number[],
  range: ClosedRange,
  progress: readonly Progress[],
): { readonly steps: number; readonly unsettled: readonly Unsettled[] } {
  const needed = [...new Set(active.flatMap((each) => contests[each]?.of ?? []))];
  const { known, steps } = readBands(pick(forms, needed), range);
  const bandOf = new Map(needed.map((each, at) => [each, known[at]?.band ?? null]));
  const unsettled: Unsettled[] = [];
  for (const contest of active) {
    const candidates = possibleLeast(contests[contest]?.of ?? [], bandOf, range);
    const [only] = candidates;
    const into = progress[contest];
    if (into === undefined || only === undefined) throw new Error('a contest of nothing');
    if (candidates.length > 1) {
      unsettled.push({ contest, candidates });
    } else {
      extendEnvelope(into.pieces, { from: range.from, to: range.to, least: only, enters: null });
      into.reached = range.to;
    }
  }
  return { steps, unsettled };
}

function settleByPieces(
  forms: readonly PiecewiseForm[],
  unsettled: readonly Unsettled[],
  range: ClosedRange,
  progress: readonly Progress[],
): void {
  const needed = [...new Set(unsettled.flatMap(({ candidates }) => candidates))];
  const left = Math.max(...unsettled.map(({ contest }) => progress[contest]?.left ?? 0));
  const together = piecesOf(pick(forms, needed), range, left);
  for (const { contest, candidates } of unsettled) {
    const into = progress[contest];
    if (into === undefined) continue;
    const pieces = together.ok
      ? {
          ...together,
          functions: pick(
            together.functions,
            candidates.map((each) => needed.indexOf(each)),
          ),
        }
      : piecesOf(pick(forms, candidates), range, into.left);
    if (!pieces.ok) {
      into.problem = pieces.problem;
      continue;
    }
    const made = pieces.functions.reduce((sum, { points }) => sum + points.length, 0);
    into.left -= made;
    if (into.left < 0) {
      const [node] = pick(forms, candidates).flatMap((form) => form.terms.map(({ atom }) => atom.node));
      if (node !== undefined) into.problem = { reason: 'too-many-pieces', node };
      continue;
    }
    for (const piece of lowerEnvelope(pieces.functions)) {
      const least = piece.least === null ? null : (candidates[piece.least] ?? null);
      extendEnvelope(into.pieces, { ...piece, least });
    }
    into.reached = range.to;
  }
}

function pick<T>(from: readonly T[], positions: readonly number[]): readonly T[] {
  return positions.map((each) => {
    const found = from[each];
    if (found === undefined) throw new Error('a contest of a formula that is not there');
    return found;
  });
}

/** The range from `from` to the last end, cut where a contest ends; the first part last, since tasks are taken from the end. */
function firstTasks(contests: readonly Comparison[], from: Rational): Task[] {
  const ends = contests.map(({ until }) => until).sort((a, b) => a.compare(b));
  const tasks: Task[] = [];
  let start = from;
  for (const end of ends) {
    if (end.compare(start) <= 0) continue;
    const open = [...contests.keys()].filter((each) => contests[each]?.until.isLess(end) === false);
    tasks.push({ from: start, to: end, depth: 0, open });
    start = end;
  }
  return tasks.reverse();
}

function possibleLeast(
  of: readonly number[],
  bandOf: ReadonlyMap<number, Band | null>,
  range: ClosedRange,
): readonly number[] {
  return of.filter((each) => {
    const band = bandOf.get(each) ?? null;
    if (band === null) return true;
    return !of.some((other) => {
      const lower = other === each ? null : (bandOf.get(other) ?? null);
      return lower !== null && isBandBelow(lower, band, range);
    });
  });
}

/** A point between, with few digits: about the geometric mean where the ends are far apart, about the middle otherwise. */
function between(from: Rational, to: Rational): Rational {
  const middle = from.plus(to).times(Rational.of(1, 2));
  const [low, high] = [from.toNumber(), to.toNumber()];
  const wanted = low > 0 && high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : low + (high - low) / 2;
  for (const digits of [2, 4, 8]) {
    if (!Number.isFinite(wanted)) break;
    const [digitsText = '0', exponent = '0'] = wanted.toExponential(digits).split('e');
    const power = Number(exponent) - digits;
    const whole = BigInt(digitsText.replace('.', ''));
    const short =
      power < 0 ? Rational.of(whole, 10n ** BigInt(-power)) : Rational.of(whole * 10n ** BigInt(power));
    if (from.isLess(short) && short.isLess(to)) return short;
  }
  return middle.reduced();
}
