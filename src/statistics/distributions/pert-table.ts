import { pertQuantile } from './beta.ts';

/** Each power of two is cut into 2^4 cells. */
const mantissaBits = 4;
const terms = 8;
/** Each cell: its middle, the inverse of half its width, and the polynomial's coefficients from the lowest. */
const cellSize = terms + 2;
/** Below 2^-34, where no cell is, quantiles are computed one by one: sampled numbers stay above. */
const smallestExponent = -34;
const firstCell = (1023 + smallestExponent) << mantissaBits;
const cells = (-smallestExponent + 1) << mantissaBits;

const scratch = new Float64Array(1);
const halves = new Uint32Array(scratch.buffer);
const upperHalf = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * The quantile of `pertQuantile` for u up to 0.5, tabulated: u is cut into sixteen cells for each power of two, and in each
 * cell the quantile is a polynomial through its Chebyshev points, made when first asked for. The quantile behaves like a
 * power of u near 0, so such cells keep the relative error alike everywhere, about 1e-14. The answers do not depend on
 * what was asked before.
 */
export function tabulatedPertQuantile(a: number): (u: number) => number {
  const table = new Float64Array(cells * cellSize);
  return (u) => {
    scratch[0] = u;
    const cell = ((halves[upperHalf] ?? 0) >>> (20 - mantissaBits)) - firstCell;
    if (!(cell >= 0 && cell < cells)) return pertQuantile(u, a);
    const place = cell * cellSize;
    if (table[place] === 0) fillCell(table, place, cell, a);
    const t = (u - (table[place] ?? 0)) * (table[place + 1] ?? 0);
    // Even and odd powers apart, since two short chains of operations take half the time of a long one.
    const s = t * t;
    const even =
      (((table[place + 8] ?? 0) * s + (table[place + 6] ?? 0)) * s + (table[place + 4] ?? 0)) * s +
      (table[place + 2] ?? 0);
    const odd =
      (((table[place + 9] ?? 0) * s + (table[place + 7] ?? 0)) * s + (table[place + 5] ?? 0)) * s +
      (table[place + 3] ?? 0);
    return even + t * odd;
  };
}

function fillCell(table: Float64Array, place: number, cell: number, a: number): void {
  const parts = 2 ** mantissaBits;
  const scale = 2 ** (smallestExponent + Math.floor(cell / parts)) / parts;
  const half = scale / 2;
  const middle = scale * (parts + (cell % parts)) + half;
  const values = Array.from({ length: terms }, (_, point) =>
    pertQuantile(middle + half * Math.cos((Math.PI * (point + 0.5)) / terms), a),
  );
  table.set(powersOf(chebyshevCoefficients(values)), place + 2);
  table[place] = middle;
  table[place + 1] = 1 / half;
}

/** Of the polynomial that has these values at the Chebyshev points cos(π(i + ½)/n). */
function chebyshevCoefficients(values: readonly number[]): readonly number[] {
  const count = values.length;
  return values.map((_, order) => {
    const sum = values.reduce(
      (total, value, point) => total + value * Math.cos((Math.PI * order * (point + 0.5)) / count),
      0,
    );
    return ((order === 0 ? 1 : 2) * sum) / count;
  });
}

/** Coefficients by power of t, from the lowest, of a sum of Chebyshev polynomials. */
function powersOf(chebyshev: readonly number[]): readonly number[] {
  const powers = chebyshev.map(() => 0);
  let previous: readonly number[] = [0];
  let current: readonly number[] = [1];
  chebyshev.forEach((coefficient, order) => {
    current.forEach((value, power) => {
      powers[power] = (powers[power] ?? 0) + coefficient * value;
    });
    const factor = order === 0 ? 1 : 2;
    const next = [0, ...current.map((value) => factor * value)];
    const older = order === 0 ? [] : previous;
    older.forEach((value, power) => {
      next[power] = (next[power] ?? 0) - value;
    });
    previous = current;
    current = next;
  });
  return powers;
}
