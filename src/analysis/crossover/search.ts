import { Rational, type ClosedRange, type PiecewiseForm } from '../../formula/index.ts';
import { gridOf } from './grid.ts';
import { place, rounded, roughSampler, sampler, type RoughSample, type Sample } from './sample.ts';
import type { Stretch } from './stretches.ts';

/** A change is pinned down to this share of its place. */
const precision = Rational.of(1, 10n ** 16n);
/** Costs meet at a change where pinning it down shrank their difference to this share: at a jump it stays. */
const meeting = Rational.of(1, 1000);
/** A lead below this share of the figures is looked at exactly. */
const doubtful = 1e-9;
/** The same for the bottom of a dip, which double precision misses by more. */
const doubtfulDip = 1e-6;
/** How often a dip is narrowed in double precision, and exactly. */
const roughNarrowings = 60;
const narrowings = 48;

/**
 * Which formula is the least where, for formulas that are not piecewise linear: compared on a grid, each change pinned down
 * by exact bisection, and each place between where the lead shrinks and grows again narrowed for a change and its reverse.
 * A search: narrower stretches can be missed.
 */
export function searchStretches(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  range: ClosedRange,
): readonly Stretch[] {
  const search = new Search(
    of.flatMap((each) => forms[each] ?? []),
    range,
  );
  return search
    .run()
    .map(({ least, ...rest }) => ({ ...rest, least: least === null ? null : (of[least] ?? null) }));
}

class Search {
  readonly #exact: (at: Rational) => Sample;
  readonly #rough: (at: number) => RoughSample;
  readonly #range: ClosedRange;
  readonly #forms: readonly PiecewiseForm[];
  readonly #found: Stretch[] = [];

  constructor(forms: readonly PiecewiseForm[], range: ClosedRange) {
    this.#forms = forms;
    this.#range = range;
    this.#exact = sampler(forms);
    this.#rough = roughSampler(forms);
  }

  run(): readonly Stretch[] {
    const grid = gridOf(this.#forms, this.#range);
    const samples = grid.map((at) => this.#rough(at.toNumber()));
    for (const [index, from] of grid.entries()) {
      const to = grid[index + 1];
      const [start, end] = [samples[index], samples[index + 1]];
      if (to === undefined || start === undefined || end === undefined) break;
      if (start.least !== end.least || isDoubtful(start) || isDoubtful(end)) {
        const [first, last] = [this.#exact(from), this.#exact(to)];
        this.#between(first, this.#exactDip(first, last), last);
        continue;
      }
      const dip = this.#dip(samples[index - 1], start, end, samples[index + 2]);
      if (dip === undefined) this.#extend(from, to, start.least, null);
      else this.#between(this.#exact(from), dip, this.#exact(to));
    }
    return this.#found;
  }

  #between(from: Sample, dip: Sample | undefined, to: Sample): void {
    if (dip === undefined) {
      this.#cell(from, to);
    } else {
      this.#cell(from, dip);
      this.#cell(dip, to);
    }
  }

  /** Adds what lies between two places, pinning down every change that shows. */
  #cell(from: Sample, to: Sample, wide: readonly [Sample, Sample] = [from, to]): void {
    if (from.least === to.least) {
      this.#extend(from.at, to.at, from.least, null);
      return;
    }
    const width = to.at.minus(from.at);
    const size = from.at.sign < 0 ? from.at.negated() : to.at;
    const floor = this.#range.to.minus(this.#range.from).times(precision).times(precision);
    if (width.compare(size.times(precision)) <= 0 || width.compare(floor) <= 0) {
      this.#extend(from.at, to.at, to.least, doMeet(from, to, wide) ? 'equal' : 'jump');
      return;
    }
    const middle = this.#exact(middleOf(from.at, to.at));
    const isNew = middle.least !== from.least && middle.least !== to.least;
    this.#cell(from, middle, isNew ? [from, middle] : wide);
    this.#cell(middle, to, isNew ? [middle, to] : wide);
  }

  #extend(from: Rational, to: Rational, least: number | null, enters: Stretch['enters']): void {
    const last = this.#found.at(-1);
    if (last?.least === least) this.#found[this.#found.length - 1] = { ...last, to };
    else this.#found.push({ from, to, least, enters: last === undefined ? null : (enters ?? 'jump') });
  }

  /** Where the lead shrinks inside a cell and grows again: a place in it where another one is the least. */
  #dip(
    before: RoughSample | undefined,
    from: RoughSample,
    to: RoughSample,
    after: RoughSample | undefined,
  ): Sample | undefined {
    const middle = this.#rough(from.at + (to.at - from.at) / 2);
    if (middle.least !== from.least) return this.#exact(place(middle.at));
    const isInside = middle.lead < from.lead && middle.lead < to.lead;
    const isAtStart = from.lead < middle.lead && !(before !== undefined && before.lead < from.lead);
    const isAtEnd = to.lead < middle.lead && !(after !== undefined && after.lead < to.lead);
    if (!isInside && !isAtStart && !isAtEnd) return undefined;
    let [low, high] = [from.at, to.at];
    let bottom = middle;
    for (let step = 0; step < roughNarrowings; step++) {
      const third = (high - low) / 3;
      const [left, right] = [this.#rough(low + third), this.#rough(high - third)];
      const deeper = right.lead < left.lead ? right : left;
      if (deeper.least !== from.least) return this.#exact(place(deeper.at));
      if (deeper.lead < bottom.lead) bottom = deeper;
      if (right.lead === left.lead && left.lead > doubtfulDip * left.size) return undefined;
      if (right.lead < left.lead) low = left.at;
      else high = right.at;
      if (bottom.lead <= doubtfulDip * bottom.size)
        return this.#exactDip(this.#exact(place(low)), this.#exact(place(high)));
    }
    return undefined;
  }

  /** The same, exactly. */
  #exactDip(from: Sample, to: Sample): Sample | undefined {
    if (from.least !== to.least) return undefined;
    let [low, high] = [from.at, to.at];
    for (let step = 0; step < narrowings; step++) {
      const third = high.minus(low).times(Rational.of(1, 3));
      const left = this.#exact(rounded(low.plus(third)));
      const right = this.#exact(rounded(high.minus(third)));
      if (left.least !== from.least) return left;
      if (right.least !== from.least) return right;
      if (left.lead === null || right.lead === null || left.lead.equals(right.lead)) return undefined;
      if (right.lead.isLess(left.lead)) low = left.at;
      else high = right.at;
    }
    return undefined;
  }
}

function isDoubtful({ lead, size }: RoughSample): boolean {
  return lead <= doubtful * size;
}

function middleOf(from: Rational, to: Rational): Rational {
  const middle = from.plus(to).times(Rational.of(1, 2));
  const short = rounded(middle);
  return from.isLess(short) && short.isLess(to) ? short : middle;
}

/** Whether the formulas that are the least left and right of a change come together there. */
function doMeet(from: Sample, to: Sample, wide: readonly [Sample, Sample]): boolean {
  const gap = ({ values }: Sample): Rational | null => {
    const a = from.least === null ? null : (values[from.least] ?? null);
    const b = to.least === null ? null : (values[to.least] ?? null);
    if (a === null || b === null) return null;
    return a.isLess(b) ? b.minus(a) : a.minus(b);
  };
  const largest = (samples: readonly Sample[]): Rational | null => {
    const gaps = samples.map(gap);
    return gaps.every((each) => each !== null) ? gaps.reduce((a, b) => (a.isLess(b) ? b : a)) : null;
  };
  const [before, after] = [largest(wide), largest([from, to])];
  return before !== null && after !== null && after.compare(before.times(meeting)) <= 0;
}
