/**
 * The beta distributions of PERT: shapes a and b from 1 to 5 with a + b = 6, on [0, 1].
 */

const precision = 1e-16;

/** B(a, 6 - a) by the reflection formula of the gamma function, which is exact to rounding and needs no table. */
function pertBeta(a: number): number {
  const nearest = Math.round(a);
  const offset = (a - nearest) * Math.PI;
  let product = offset === 0 ? 1 : offset / Math.sin(offset);
  for (let integer = 1; integer <= 5; integer += 1) {
    if (integer !== nearest) product *= Math.abs(integer - a);
  }
  return product / 120;
}

/**
 * The distribution function at x in [0, 1], to about 1e-15 relative: the continued fraction of the regularized incomplete
 * beta function (DLMF 8.17.22), by Lentz's method.
 */
function pertCumulative(x: number, a: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x <= (a + 1) / 8 ? lowerPart(x, 1 - x, a) : 1 - lowerPart(1 - x, x, 6 - a);
}

function lowerPart(x: number, complement: number, a: number): number {
  const b = 6 - a;
  const front = (x ** a * complement ** b) / (a * pertBeta(a));
  let c = 1;
  let d = 1 / (1 - (6 * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 1_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= d * c;
    const odd = (-(a + m) * (6 + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) <= 2 * precision) break;
  }
  return front * fraction;
}

/** The quantile at u in [0, 1], to about 1e-14 relative: Newton's method on the distribution function, kept in a bracket. */
export function pertQuantile(u: number, a: number): number {
  if (u <= 0) return 0;
  if (u >= 1) return 1;
  const b = 6 - a;
  const beta = pertBeta(a);
  let low = 0;
  let high = 1;
  let x = Math.min((u * a * beta) ** (1 / a), 0.9);
  for (let step = 0; step < 100; step += 1) {
    const excess = pertCumulative(x, a) - u;
    if (excess > 0) high = x;
    else low = x;
    const density = (x ** (a - 1) * (1 - x) ** (b - 1)) / beta;
    let next = x - excess / density;
    if (!(next > low && next < high)) next = low + (high - low) / 2;
    if (Math.abs(next - x) <= 4 * precision * x) return next;
    x = next;
  }
  return x;
}

/** Terms of a series: a cell's half width is at most a 33rd of the way to where the quantile is no power series. */
export const seriesTerms = 12;

/**
 * The quantile around u as a power series: coefficients by power of t, where `step` times t is added to u. The quantile's
 * derivative is the inverse of the density, whose powers follow from each other: D. E. Knuth, The Art of Computer Programming 2, 4.7.
 */
export function pertSeries(u: number, step: number, a: number): Float64Array {
  const x = new Float64Array(seriesTerms);
  const ofX = new Float64Array(seriesTerms);
  const ofRest = new Float64Array(seriesTerms);
  const first = pertQuantile(u, a);
  x[0] = first;
  ofX[0] = first ** (1 - a);
  ofRest[0] = (1 - first) ** (a - 5);
  const factor = step * pertBeta(a);
  for (let order = 0; order + 1 < seriesTerms; order += 1) {
    let slope = 0;
    for (let index = 0; index <= order; index += 1) slope += (ofX[index] ?? 0) * (ofRest[order - index] ?? 0);
    const next = order + 1;
    x[next] = (factor * slope) / next;
    ofX[next] = nextOfPower(x, ofX, next, 1 - a) / first;
    // 1 - x has the same coefficients with the other sign, but for the first.
    ofRest[next] = -nextOfPower(x, ofRest, next, a - 5) / (1 - first);
  }
  return x;
}

/** The coefficient of that order of a series to a power, times the first of the series. */
function nextOfPower(series: Float64Array, power: Float64Array, order: number, exponent: number): number {
  let sum = 0;
  for (let index = 1; index <= order; index += 1)
    sum += (exponent * index - (order - index)) * (series[index] ?? 0) * (power[order - index] ?? 0);
  return sum / order;
}
