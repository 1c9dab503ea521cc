import { readBands, type OpenRange, type PiecewiseForm, type Rational } from '../../formula/index.ts';
import { dearerSteps } from './dearer-steps.ts';

/** More options of a kind than this are not compared one by one: only those that are the cheapest of their kind somewhere. */
export const mostOfAKind = 4;

interface Line {
  readonly index: number;
  readonly intercept: Rational;
  readonly slope: Rational;
}

/** With fewer formulas than this, looking for those that cannot win costs more than comparing them. */
const fewForms = 12;

/**
 * Of some formulas, given by their positions, those that can be the least on the domain. Straight lines that lie above the
 * lower envelope of all straight lines cannot; of equal ones the first counts. A formula with steps cannot that is made like
 * another and is at least as large in every figure, or whose lower bound lies above the envelope of what the others are at
 * most. Everything else stays.
 */
export function contenders(
  forms: readonly PiecewiseForm[],
  of: readonly number[],
  domain: OpenRange,
): readonly number[] {
  const { from } = domain;
  const lines: Line[] = [];
  const stepped: number[] = [];
  for (const index of of) {
    const form = forms[index];
    if (form === undefined) continue;
    if (form.terms.length > 0) stepped.push(index);
    else lines.push({ index, intercept: form.constant.plus(form.slope.times(from)), slope: form.slope });
  }
  const straight = envelopeOf(lines);
  const dearer = dearerSteps(forms, stepped, from);
  const left = [...stepped.filter((index) => !dearer.has(index)), ...straight];
  const beaten =
    left.length < fewForms
      ? new Set<number>()
      : beatenForms(
          forms,
          left,
          left.filter((index) => !straight.includes(index)),
          domain,
        );
  const kept = new Set(left.filter((index) => !beaten.has(index)));
  return of.filter((index) => kept.has(index));
}

/** Those of `stepped` that others among `all` stay below, on every part of the domain on which bounds are known. */
function beatenForms(
  forms: readonly PiecewiseForm[],
  all: readonly number[],
  stepped: readonly number[],
  domain: OpenRange,
): ReadonlySet<number> {
  const compared = all.flatMap((index) => forms[index] ?? []);
  const whole = readBands(compared, domain);
  const parts =
    whole.from.compare(domain.from) > 0
      ? [
          { from: domain.from, known: readBands(compared, { from: domain.from, to: whole.from }).known },
          whole,
        ]
      : [{ from: domain.from, known: whole.known }];
  let beaten = new Set(stepped);
  for (const { from, known } of parts) {
    const bound = (index: number, of: 'low' | 'high'): Line | undefined => {
      const band = known[all.indexOf(index)]?.band ?? null;
      return band === null
        ? undefined
        : { index, intercept: band[of].plus(band.slope.times(from)), slope: band.slope };
    };
    const most = all.flatMap((index) => bound(index, 'high') ?? []);
    const winning = new Set(envelopeOf(most));
    const envelope = most.filter(({ index }) => winning.has(index));
    const isBeaten = (index: number): boolean => {
      const least = bound(index, 'low');
      if (least === undefined || winning.has(index)) return false;
      return !envelopeOf([{ ...least, index: asked }, ...envelope]).includes(asked);
    };
    beaten = new Set([...beaten].filter(isBeaten));
  }
  return beaten;
}

/** Stands for the position of a formula that is asked about. */
const asked = -1;

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
