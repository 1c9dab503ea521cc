import { pertQuantile, pertSeries, seriesTerms } from './beta.ts';

/** Each power of two is cut into 2^4 cells. */
const mantissaBits = 4;
const terms = 8;
/** Each cell: its middle, the inverse of half its width, and the polynomial's coefficients from the lowest. */
const cellSize = terms + 2;
/** Tails are cut by their first 32 digits. Those below 2^-28 are computed one by one: of sampled numbers, one in 2^27. */
const tailDigits = 32;
const cells = tailDigits << mantissaBits;

/** The quantiles of one shape of beta distribution. */
export interface PertTable {
  readonly shape: number;
  /** Cells of u up to 0.5, then those of 1 - u above it; a middle of zero is that of a cell which is not made yet. */
  readonly values: Float64Array;
}

const mostTables = 64;
const tables = new Map<number, PertTable>();

/**
 * The quantiles of the beta distribution of a shape, tabulated: u, or 1 - u where that is less, is cut into sixteen cells for each
 * power of two, and in each cell the quantile is a polynomial through its Chebyshev points, made when first asked for. The
 * quantile behaves like a power of u near 0, so such cells keep the relative error alike everywhere, about 1e-14. The answers do
 * not depend on what was asked before, so all inputs of one shape share a table.
 */
export function pertTable(shape: number): PertTable {
  const known = tables.get(shape);
  if (known !== undefined) return known;
  const table = { shape, values: new Float64Array(2 * cells * cellSize) };
  if (tables.size === mostTables) tables.clear();
  tables.set(shape, table);
  return table;
}

/** All tables with what was made of them, for another thread to start from. */
export function knownTables(): readonly PertTable[] {
  return [...tables.values()];
}

/** Starts from copies of tables of another thread, where there are none of the same shape. */
export function adoptTables(others: readonly PertTable[]): void {
  for (const table of others)
    if (tables.size < mostTables && !tables.has(table.shape)) tables.set(table.shape, table);
}

/** Makes the cells that so many evenly spread numbers ask for, where they are not made yet. */
export function makeCells(table: PertTable, numbers: number): void {
  const least = Math.max(mantissaBits, Math.floor(tailDigits - 1 - Math.log2(numbers)));
  for (let octave = least; octave < tailDigits - 1; octave += 1)
    for (let part = 0.5; part < 2 ** mantissaBits; part += 1) {
      const tail = (1 + part / 2 ** mantissaBits) * 2 ** (octave - tailDigits);
      for (const u of [tail, 1 - tail]) if (!hasCell(table, u)) makeCell(table, u);
    }
}

function hasCell({ values }: PertTable, u: number): boolean {
  const place = placeOf(u);
  return place >= 0 && values[place] !== 0;
}

/** Where the cell of a number is; negative where it has none, being too near an end. */
function placeOf(u: number): number {
  const isUpper = u > 0.5;
  const digits = (isUpper ? 1 - u : u) * 2 ** tailDigits;
  const octave = 31 - Math.clz32(digits);
  if (!(octave >= mantissaBits)) return -1;
  const cell = ((octave - 1) << mantissaBits) + (digits >>> (octave - mantissaBits));
  return (cell + (isUpper ? cells : 0)) * cellSize;
}

/** Writes the quantiles between low and high for the first `count` uniform numbers. */
export function fillPert(
  table: PertTable,
  low: number,
  high: number,
  uniforms: Float64Array,
  values: Float64Array,
  count: number,
): void {
  const ends = Float64Array.of(low, high, high - low, low - high);
  for (let row = 0; ;) {
    row = fillKnown(table.values, ends, uniforms, values, row, count);
    if (row === count) return;
    const u = uniforms[row] ?? 0;
    if (makeCell(table, u)) continue;
    values[row] =
      u <= 0.5
        ? low + (high - low) * pertQuantile(u, table.shape)
        : high - (high - low) * pertQuantile(1 - u, 6 - table.shape);
    row += 1;
  }
}

/**
 * Goes on to the first number that has no cell, which it returns. It is small and calls nothing, since what V8 takes into
 * a loop it compiles with it. Which half a number is in is reckoned: a branch would be foreseen wrongly every other time.
 */
function fillKnown(
  table: Float64Array,
  ends: Float64Array,
  uniforms: Float64Array,
  values: Float64Array,
  from: number,
  count: number,
): number {
  // The module's own constants would be looked up each time; the least above a half becomes one.
  const bits = 4;
  const size = 10;
  const half = 512 * size;
  for (let row = from; row < count; row += 1) {
    const u = uniforms[row] ?? 0;
    const side = (u + 0.4999999999999999) | 0;
    const tail = side + (1 - 2 * side) * u;
    const digits = (tail * 0x1_0000_0000) >>> 0;
    const octave = 31 - Math.clz32(digits);
    if (octave < bits) return row;
    const place = (((octave - 1) << bits) + (digits >>> (octave - bits))) * size + side * half;
    const middle = table[place] ?? 0;
    if (middle === 0) return row;
    const t = (tail - middle) * (table[place + 1] ?? 0);
    // Even and odd powers apart, since two short chains of operations take half the time of a long one.
    const s = t * t;
    const even =
      (((table[place + 8] ?? 0) * s + (table[place + 6] ?? 0)) * s + (table[place + 4] ?? 0)) * s +
      (table[place + 2] ?? 0);
    const odd =
      (((table[place + 9] ?? 0) * s + (table[place + 7] ?? 0)) * s + (table[place + 5] ?? 0)) * s +
      (table[place + 3] ?? 0);
    values[row] = (ends[side] ?? 0) + (ends[2 + side] ?? 0) * (even + t * odd);
  }
  return count;
}

/** The same of one number. */
export function pertAt(table: PertTable, low: number, high: number, u: number): number {
  const value = Float64Array.of(u);
  fillPert(table, low, high, value, value, 1);
  return value[0] ?? Number.NaN;
}

/** Makes the cell of a number; false where it has none, being too near an end. */
function makeCell({ shape, values }: PertTable, u: number): boolean {
  const isUpper = u > 0.5;
  const digits = (isUpper ? 1 - u : u) * 2 ** tailDigits;
  const octave = 31 - Math.clz32(digits);
  if (!(octave >= mantissaBits)) return false;
  const half = 2 ** (octave - tailDigits - mantissaBits - 1);
  const middle = half * (2 * (digits >>> (octave - mantissaBits)) + 1);
  const series = pertSeries(middle, half, isUpper ? 6 - shape : shape);
  economization ??= economized();
  const place = placeOf(u);
  values[place] = middle;
  values[place + 1] = 1 / half;
  for (let power = 0; power < terms; power += 1) {
    let sum = series[power] ?? 0;
    for (let more = terms; more < seriesTerms; more += 1)
      sum += (series[more] ?? 0) * (economization[more - terms]?.[power] ?? 0);
    values[place + 2 + power] = sum;
  }
  return true;
}

/** By power from the eighth: the polynomial of fewer terms that has its values at the Chebyshev points cos(π(i + ½)/n). */
let economization: readonly (readonly number[])[] | undefined;

function economized(): readonly (readonly number[])[] {
  return Array.from({ length: seriesTerms - terms }, (_, more) => {
    const points = Array.from(
      { length: terms },
      (__, point) => Math.cos((Math.PI * (point + 0.5)) / terms) ** (terms + more),
    );
    return powersOf(chebyshevCoefficients(points));
  });
}

/** Of the polynomial that has these values at the Chebyshev points. */
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
