import { greatest, Rational } from '../graph/rational.ts';
import type { Band } from './band.ts';
import { plainRule } from '../operations/index.ts';
import { lowerEnvelope } from './envelope.ts';
import type { Form } from './form.ts';
import { piecesOf } from './pieces.ts';
import { commonPeriod, readBands } from './read-bands.ts';

/** Which of several formulas is the least in the end. */
export type TailComparison =
  /** The one at `least` is proven to be the least everywhere above `from`. */
  | { readonly kind: 'decided'; readonly least: number; readonly from: Rational }
  /** Above `from`, several take turns for ever; the pattern repeats after `period`. */
  | { readonly kind: 'alternates'; readonly from: Rational; readonly period: Rational }
  | { readonly kind: 'unknown' };

const unknown: TailComparison = { kind: 'unknown' };

/** Within one period at most this many steps are gone through. */
const largestPeriodSteps = 5_000;

interface Contender {
  readonly index: number;
  readonly form: Form;
  /** By the rule for whole numbers. */
  readonly exact: Band;
  /** With whole numbers taken to the letter. */
  readonly band: Band;
  readonly period: Rational | null;
}

/**
 * What is proven of the order of formulas as the parameter grows without end. The rule for whole numbers makes a ceiling
 * rise by 1/(1 + 1e-9) instead of 1, which alone must not decide: a formula counts as steeper than another where it is so
 * by the rule and with whole numbers taken to the letter. Formulas that are equally steep to the letter are compared so,
 * over one period of what lies above the common slope.
 */
export function compareTails(forms: readonly Form[], start: Rational): TailComparison {
  if (forms.length === 1) return { kind: 'decided', least: 0, from: start };
  const exact = readBands(forms, { from: start, to: null });
  const plain = readBands(forms, { from: exact.from, to: null }, plainRule);
  let { from } = plain;
  const all: Contender[] = [];
  for (const [index, form] of forms.entries()) {
    const { band = null, period = null } = plain.known[index] ?? {};
    const byRule = exact.known[index]?.band ?? null;
    if (band === null || byRule === null) return unknown;
    all.push({ index, form, band, exact: byRule, period });
  }
  const contenders: Contender[] = [];
  for (const each of all) {
    const beaten = beatenFrom(each, all);
    if (beaten === undefined) contenders.push(each);
    else from = greatest(from, beaten);
  }
  const left = withoutDominated(contenders);
  const [first] = left;
  if (first === undefined) return unknown;
  if (left.length === 1) return { kind: 'decided', least: first.index, from };
  return compareOverPeriod(left, from);
}

/** From where on a flatter one stays below. */
function beatenFrom(each: Contender, all: readonly Contender[]): Rational | undefined {
  let found: Rational | undefined;
  for (const other of all) {
    if (!other.exact.slope.isLess(each.exact.slope) || !other.band.slope.isLess(each.band.slope)) continue;
    const at = other.exact.high.minus(each.exact.low).over(each.exact.slope.minus(other.exact.slope));
    if (found === undefined || at.isLess(found)) found = at;
  }
  return found;
}

/** Those that no other is proven to be at most equal to, the earlier one staying where both are. */
function withoutDominated(contenders: readonly Contender[]): readonly Contender[] {
  const left: Contender[] = [];
  for (const each of contenders) {
    const alike = (other: Contender): boolean => other.band.slope.equals(each.band.slope);
    if (left.some((other) => alike(other) && other.band.high.compare(each.band.low) <= 0)) continue;
    const beats = (other: Contender): boolean => alike(other) && each.band.high.isLess(other.band.low);
    left.splice(0, left.length, ...left.filter((other) => !beats(other)), each);
  }
  return left;
}

function compareOverPeriod(contenders: readonly Contender[], from: Rational): TailComparison {
  const [first] = contenders;
  if (first === undefined || contenders.some(({ band }) => !band.slope.equals(first.band.slope)))
    return unknown;
  const period = contenders.map((each) => each.period).reduce(commonPeriod);
  if (period === null || period.isZero) return unknown;
  const forms = contenders.map(({ form }) => form);
  const { steps } = readBands(forms, { from, to: from.plus(period) }, plainRule);
  const shown =
    steps <= largestPeriodSteps
      ? period
      : period.times(Rational.of(largestPeriodSteps, BigInt(Math.ceil(steps))));
  const pieces = piecesOf(forms, { from, to: from.plus(shown) }, 4 * largestPeriodSteps, plainRule);
  if (!pieces.ok) return unknown;
  const winners = new Set(lowerEnvelope(pieces.functions).map(({ least }) => least));
  if (winners.size > 1) return { kind: 'alternates', from, period };
  const [winner = null] = winners;
  const least = winner === null ? undefined : contenders[winner]?.index;
  return least === undefined || shown !== period ? unknown : { kind: 'decided', least, from };
}
