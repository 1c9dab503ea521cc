import { greatest, least, Rational, zero } from '../graph/rational.ts';
import { onLine, type Line } from './function.ts';

/** A range that may have no end. */
export interface OpenRange {
  readonly from: Rational;
  readonly to: Rational | null;
}

/** What is known of a function on a range: slope · x + low ≤ f(x) ≤ slope · x + high. */
export interface Band {
  readonly slope: Rational;
  readonly low: Rational;
  readonly high: Rational;
}

export function exactBand(intercept: Rational, slope: Rational = zero): Band {
  return { slope, low: intercept, high: intercept };
}

export function isExact(band: Band): boolean {
  return band.low.equals(band.high);
}

/** The least value of a line on the range; null where it has none. */
function lowestOn(line: Line, { from, to }: OpenRange): Rational | null {
  if (line.slope.sign >= 0) return onLine(line, from);
  return to === null ? null : onLine(line, to);
}

/** The largest value of a line on the range; null where it has none. */
function highestOn(line: Line, { from, to }: OpenRange): Rational | null {
  if (line.slope.sign <= 0) return onLine(line, from);
  return to === null ? null : onLine(line, to);
}

/** The least and the largest value on the range; null where there is no bound. */
export function extentOf(
  { slope, low, high }: Band,
  range: OpenRange,
): { readonly low: Rational | null; readonly high: Rational | null } {
  return {
    low: lowestOn({ intercept: low, slope }, range),
    high: highestOn({ intercept: high, slope }, range),
  };
}

export function addBands(a: Band, b: Band): Band {
  return { slope: a.slope.plus(b.slope), low: a.low.plus(b.low), high: a.high.plus(b.high) };
}

export function scaleBand({ slope, low, high }: Band, by: Rational): Band {
  const [bottom, top] = by.sign < 0 ? [high, low] : [low, high];
  return { slope: slope.times(by), low: bottom.times(by), high: top.times(by) };
}

/** The same function's band about another slope; null where the range has no end and the slopes differ that way. */
function withSlope(band: Band, slope: Rational, range: OpenRange): Band | null {
  const tilt = band.slope.minus(slope);
  if (tilt.isZero) return band;
  const low = lowestOn({ intercept: band.low, slope: tilt }, range);
  const high = highestOn({ intercept: band.high, slope: tilt }, range);
  return low === null || high === null ? null : { slope, low, high };
}

/** What holds for a function that is one of two, nobody knows where. */
export function eitherBand(a: Band | null, b: Band | null, range: OpenRange): Band | null {
  if (a === null || b === null) return null;
  const other = withSlope(b, a.slope, range);
  if (other === null) return null;
  return { slope: a.slope, low: least(a.low, other.low), high: greatest(a.high, other.high) };
}

/** Whether `a` lies below `b` on the whole range, with room between them. */
export function isBelow(a: Band, b: Band, range: OpenRange): boolean {
  const gap = lowestOn({ intercept: b.low.minus(a.high), slope: b.slope.minus(a.slope) }, range);
  return gap !== null && gap.sign > 0;
}

/** Whether `a` is nowhere above `b`. */
export function isNotAbove(a: Band, b: Band, range: OpenRange): boolean {
  const gap = lowestOn({ intercept: b.low.minus(a.high), slope: b.slope.minus(a.slope) }, range);
  return gap !== null && gap.sign >= 0;
}

/** The least of two functions, about the lesser slope. */
export function minimumBand(a: Band, b: Band, range: OpenRange): Band | null {
  if (isNotAbove(a, b, range)) return a;
  if (isNotAbove(b, a, range)) return b;
  const slope = least(a.slope, b.slope);
  const tilts = [a, b].map((each) => ({ band: each, tilt: each.slope.minus(slope) }));
  let low: Rational | null = null;
  let high: Rational | null = null;
  for (const { band, tilt } of tilts) {
    const bottom = lowestOn({ intercept: band.low, slope: tilt }, range);
    const top = highestOn({ intercept: band.high, slope: tilt }, range);
    if (bottom === null) return null;
    low = low === null ? bottom : least(low, bottom);
    if (top !== null) high = high === null ? top : least(high, top);
  }
  return low === null || high === null ? null : { slope, low, high };
}

/** The greater of two functions. */
export function maximumBand(a: Band, b: Band, range: OpenRange): Band | null {
  const least = minimumBand(scaleBand(a, minusOne), scaleBand(b, minusOne), range);
  return least === null ? null : scaleBand(least, minusOne);
}

const minusOne = Rational.of(-1);

/** The product; null where it has no bounds of this kind. */
export function productBand(a: Band, b: Band, range: OpenRange): Band | null {
  if (a.slope.isZero && isExact(a)) return scaleBand(b, a.low);
  if (b.slope.isZero && isExact(b)) return scaleBand(a, b.low);
  const left = extentOf(a, range);
  const right = extentOf(b, range);
  if (left.low === null || left.high === null || right.low === null || right.high === null) return null;
  return hull([
    left.low.times(right.low),
    left.low.times(right.high),
    left.high.times(right.low),
    left.high.times(right.high),
  ]);
}

/** The quotient by something above zero on the whole range; null where it has no bounds of this kind. */
export function quotientBand(a: Band, b: Band, range: OpenRange): Band | null {
  const { low } = extentOf(b, range);
  if (low === null || low.sign <= 0) return null;
  if (b.slope.isZero && isExact(b)) return scaleBand(a, Rational.of(1).over(b.low));
  if (range.to === null && b.slope.isZero && !a.slope.isZero) return null;
  const corners: Rational[] = [];
  for (const top of [a.low, a.high]) {
    for (const bottom of [b.low, b.high]) {
      for (const at of [range.from, range.to]) {
        if (at !== null) corners.push(top.plus(a.slope.times(at)).over(bottom.plus(b.slope.times(at))));
        else corners.push(b.slope.isZero ? top.over(bottom) : a.slope.over(b.slope));
      }
    }
  }
  return hull(corners);
}

function hull(values: readonly Rational[]): Band {
  return { slope: zero, low: values.reduce(least), high: values.reduce(greatest) };
}
