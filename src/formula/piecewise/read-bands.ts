import { greatest, leastCommonMultiple, one, Rational, zero } from '../graph/rational.ts';
import {
  addBands,
  eitherBand,
  exactBand,
  extentOf,
  isExact,
  isNotAbove,
  maximumBand,
  minimumBand,
  productBand,
  quotientBand,
  scaleBand,
  type Band,
  type OpenRange,
} from './band.ts';
import { operations, wholeRule, type WholeRule } from '../operations/index.ts';
import { atomsOf, isConstant, type Atom, type Form } from './form.ts';

/** A band, and after how long what lies above slope · x repeats: zero where nothing does, null where it is not known. */
export interface BandInTail {
  readonly band: Band | null;
  readonly period: Rational | null;
}

/** What is known of forms on a range. Without an end, it holds above `from`, which may lie above the range's own start. */
export interface BandReading {
  readonly from: Rational;
  readonly known: readonly BandInTail[];
  /** Roughly how many steps the forms make on the range; infinite where it has no end. */
  readonly steps: number;
}

/** Slopes whose relative difference is at most this cannot be told apart: the rule for whole numbers changes them by 1e-9. */
const slopeTolerance = Rational.of(2, 10n ** 9n);

/** Whether two slopes are equal up to what the rule for whole numbers does to them. */
function areSlopesAlike(a: Rational, b: Rational): boolean {
  const size = greatest(magnitude(a), magnitude(b));
  return magnitude(a.minus(b)).compare(size.times(slopeTolerance)) <= 0;
}

function magnitude(value: Rational): Rational {
  return value.sign < 0 ? value.negated() : value;
}

/** Larger periods are of no use to anybody. */
const largestPeriod = Rational.of(1n << 256n);

const unknown: BandInTail = { band: null, period: null };

/** Bounds of the forms on a range; without an end, from some point on for ever. */
export function readBands(
  forms: readonly Form[],
  range: OpenRange,
  rule: WholeRule = wholeRule,
): BandReading {
  const reading = new BandReader(range, rule);
  for (const atom of atomsOf(forms)) reading.read(atom);
  const known = forms.map((form) => reading.form(form));
  return {
    from: reading.range.from,
    known,
    steps: range.to === null ? Number.POSITIVE_INFINITY : reading.steps,
  };
}

class BandReader {
  steps = 0;
  range: OpenRange;
  readonly #rule: WholeRule;
  readonly #known = new Map<Atom, BandInTail>();

  constructor(range: OpenRange, rule: WholeRule) {
    this.range = range;
    this.#rule = rule;
  }

  read(atom: Atom): void {
    this.#known.set(atom, this.#atom(atom));
  }

  form(form: Form): BandInTail {
    let band: Band | null = exactBand(form.constant, form.slope);
    let period: Rational | null = zero;
    for (const { atom, factor } of form.terms) {
      const term = this.#known.get(atom) ?? unknown;
      band = band === null || term.band === null ? null : addBands(band, scaleBand(term.band, factor));
      period = commonPeriod(period, term.period);
    }
    return band === null ? unknown : { band, period: isExact(band) ? zero : period };
  }

  #atom(atom: Atom): BandInTail {
    switch (atom.op) {
      case 'least':
        return unknown;
      case 'ceiling':
        return this.#ceiling(this.form(atom.of));
      case 'minimum':
      case 'maximum':
        return this.#extreme(atom.op, this.form(atom.left), this.form(atom.right));
      case 'select':
        return this.#select(atom, this.form(atom.by), this.form(atom.met), this.form(atom.otherwise));
      case 'product':
        return this.#pair(this.form(atom.left), this.form(atom.right), productBand);
      case 'quotient':
        return isConstant(atom.right) ? unknown : this.#quotient(this.form(atom.left), this.form(atom.right));
      case 'power':
        return this.#power(this.form(atom.left), this.form(atom.right));
    }
  }

  /** From here on for ever, where the range has no end. */
  #raise(from: Rational): void {
    if (this.range.to === null) this.range = { from: greatest(this.range.from, from), to: null };
  }

  #ceiling({ band, period }: BandInTail): BandInTail {
    if (band === null) return unknown;
    const { above, below } = this.#rule;
    if (this.range.to === null && !band.slope.isZero)
      this.#raise((band.slope.sign > 0 ? band.low : band.high).negated().over(band.slope));
    const { low, high } = extentOf(band, this.range);
    if (low !== null && high !== null) {
      const first = operations.ceiling.rational(low, this.#rule);
      const last = operations.ceiling.rational(high, this.#rule);
      this.steps += Number(last - first);
      if (first === last) return { band: exactBand(Rational.of(first)), period: zero };
      if (band.slope.isZero)
        return { band: { slope: zero, low: Rational.of(first), high: Rational.of(last) }, period };
    }
    const falls = high !== null && high.sign <= 0;
    const factor = falls ? below : above;
    const shrunk = scaleBand(band, one.over(factor));
    const mixed = !falls && low !== null && low.sign < 0 ? low.over(below).minus(low.over(above)) : zero;
    if (!falls && low === null) return unknown;
    return {
      band: { slope: shrunk.slope, low: shrunk.low.plus(mixed), high: shrunk.high.plus(one) },
      period: stepPeriod(magnitude(band.slope), period, factor),
    };
  }

  #extreme(op: 'minimum' | 'maximum', left: BandInTail, right: BandInTail): BandInTail {
    this.steps += 1;
    const a = left.band;
    const b = right.band;
    if (a === null || b === null) return unknown;
    if (this.range.to === null && !areSlopesAlike(a.slope, b.slope)) {
      const [flatter, steeper] = a.slope.isLess(b.slope) ? [a, b] : [b, a];
      this.#raise(flatter.high.minus(steeper.low).over(steeper.slope.minus(flatter.slope)));
    }
    if (isNotAbove(a, b, this.range)) return op === 'minimum' ? left : right;
    if (isNotAbove(b, a, this.range)) return op === 'minimum' ? right : left;
    const band = op === 'minimum' ? minimumBand(a, b, this.range) : maximumBand(a, b, this.range);
    const period = a.slope.equals(b.slope) ? commonPeriod(left.period, right.period) : null;
    return { band, period };
  }

  #select(
    atom: Atom & { readonly op: 'select' },
    by: BandInTail,
    met: BandInTail,
    otherwise: BandInTail,
  ): BandInTail {
    this.steps += 1;
    const { band } = by;
    if (band === null) return unknown;
    if (this.range.to === null && !band.slope.isZero) {
      const rises = band.slope.sign > 0;
      this.#raise((rises ? band.low : band.high).negated().over(band.slope));
      return rises ? met : otherwise;
    }
    const { low, high } = extentOf(band, this.range);
    const holds = ({ sign }: Rational): boolean => (atom.inclusive ? sign >= 0 : sign > 0);
    if (low !== null && holds(low)) return met;
    if (high !== null && !holds(high)) return otherwise;
    const either = eitherBand(met.band, otherwise.band, this.range);
    const alike = met.band !== null && otherwise.band !== null && met.band.slope.equals(otherwise.band.slope);
    if (either === null || !alike || !band.slope.isZero) return { band: either, period: null };
    return { band: either, period: commonPeriod(by.period, commonPeriod(met.period, otherwise.period)) };
  }

  #quotient(left: BandInTail, right: BandInTail): BandInTail {
    const divisor = right.band;
    if (divisor === null) return unknown;
    const falls = divisor.slope.sign < 0 || (divisor.slope.isZero && divisor.high.sign < 0);
    if (falls) return this.#quotient(negated(left), negated(right));
    if (!divisor.slope.isZero && (extentOf(divisor, this.range).low?.sign ?? -1) <= 0) {
      const size = divisor.low.isZero ? one : magnitude(divisor.low).plus(magnitude(divisor.low));
      this.#raise(size.over(divisor.slope));
    }
    return this.#pair(left, right, quotientBand);
  }

  #pair(
    left: BandInTail,
    right: BandInTail,
    combine: (a: Band, b: Band, range: OpenRange) => Band | null,
  ): BandInTail {
    if (left.band === null || right.band === null) return unknown;
    const band = combine(left.band, right.band, this.range);
    const flat = (of: Band): boolean => of.slope.isZero;
    const steady = (of: Band): boolean => flat(of) && isExact(of);
    const periodic =
      (flat(left.band) && flat(right.band)) ||
      steady(right.band) ||
      (combine === productBand && steady(left.band));
    return { band, period: periodic ? commonPeriod(left.period, right.period) : null };
  }

  #power(base: BandInTail, exponent: BandInTail): BandInTail {
    const [a, b] = [base.band, exponent.band];
    if (a === null || b === null || !a.slope.isZero || !b.slope.isZero || !isExact(a) || !isExact(b))
      return unknown;
    const value = operations.power.rational(a.low, b.low);
    return value === null ? unknown : { band: exactBand(value), period: zero };
  }
}

function negated({ band, period }: BandInTail): BandInTail {
  return { band: band === null ? null : scaleBand(band, Rational.of(-1)), period };
}

export function commonPeriod(a: Rational | null, b: Rational | null): Rational | null {
  if (a === null || b === null || a.isZero) return a === null ? null : b;
  if (b.isZero) return a;
  const period = leastCommonMultiple(a, b);
  return period.isLess(largestPeriod) ? period : null;
}

/** The least multiple of the argument's period over which it rises by whole steps of `factor`. */
function stepPeriod(slope: Rational, period: Rational | null, factor: Rational): Rational | null {
  if (period === null || slope.isZero) return period;
  if (period.isZero) return factor.over(slope);
  const rises = slope.times(period).over(factor).reduced();
  return period.times(Rational.of(rises.denominator));
}
