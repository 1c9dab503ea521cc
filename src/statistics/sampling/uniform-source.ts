import { directionVectors, sobolBits } from './direction-numbers.ts';
import { scrambleVectors } from './scramble.ts';
import { keyOf, threefry } from './threefry.ts';

/** `sobol`: scrambled Sobol points. `random`: independent pseudo-random numbers. */
export type SamplingMethod = 'sobol' | 'random';

/**
 * Points of the unit cube by their index, so that a stream can be split in any way and come out the same to the bit.
 * Indices are from 0 to 2^32 - 1.
 */
export interface UniformSource {
  readonly dimensions: number;
  /** Writes coordinate d of the points `start` to `start + count - 1` into the first places of `columns[d]`. */
  readonly fill: (columns: readonly Float64Array[], start: number, count: number) => void;
}

const unit = 2 ** -32;

/**
 * The points of one replicate: strictly between 0 and 1, on the midpoints of a grid of 2^-32. Where no more than so many points
 * are to be asked for, less has to be prepared.
 */
export function uniformSource(
  method: SamplingMethod,
  dimensions: number,
  seed: number,
  replicate: number,
  points = 2 ** 32,
): UniformSource {
  return method === 'sobol'
    ? scrambledSobol(dimensions, seed, replicate, points)
    : randomPoints(dimensions, seed, replicate);
}

/** The published sequence itself, in Gray-code order. Its first point is the origin. */
export function publishedSobol(dimensions: number): UniformSource {
  return sobolSource(directionVectors(dimensions), new Uint32Array(dimensions), 0, 2 ** 32);
}

/** Sobol points, scrambled as `scrambleVectors` says: each replicate of a seed independently. At most 1024 dimensions. */
function scrambledSobol(dimensions: number, seed: number, replicate: number, points: number): UniformSource {
  // A point's index has no more bits than the number of points, and each bit has a vector.
  const bits = points < 2 ** 31 ? Math.max(1, 32 - Math.clz32(points - 1)) : sobolBits;
  const { vectors, shifts } = scrambleVectors(directionVectors(dimensions), seed, replicate, bits);
  return sobolSource(vectors, shifts, 0.5, points);
}

function sobolSource(
  vectors: Uint32Array,
  shifts: Uint32Array,
  offset: number,
  points: number,
): UniformSource {
  const dimensions = shifts.length;
  return {
    dimensions,
    fill: (columns, start, count) => {
      checkRange(start, count, points);
      for (let dimension = 0; dimension < dimensions; dimension += 1) {
        const column = columns[dimension];
        if (column === undefined) throw new RangeError(`no column for dimension ${dimension}`);
        const first = dimension * sobolBits;
        fillSobol(
          column,
          vectors.subarray(first, first + sobolBits),
          shifts[dimension] ?? 0,
          offset,
          start,
          count,
        );
      }
    },
  };
}

function fillSobol(
  column: Float64Array,
  vectors: Uint32Array,
  shift: number,
  offset: number,
  start: number,
  count: number,
): void {
  let point = shift;
  const gray = start ^ (start >>> 1);
  for (let bit = 0; bit < sobolBits; bit += 1) {
    if ((gray >>> bit) & 1) point ^= vectors[bit] ?? 0;
  }
  column[0] = ((point >>> 0) + offset) * unit;
  for (let row = 1; row < count; row += 1) {
    // In Gray-code order a point differs from the one before by the vector of the index's lowest set bit.
    const index = (start + row) | 0;
    point ^= vectors[31 - Math.clz32(index & -index)] ?? 0;
    column[row] = ((point >>> 0) + offset) * unit;
  }
}

/** Pseudo-random numbers by Threefry-2x32-20: the point's index and the dimension are its counter. */
function randomPoints(dimensions: number, seed: number, replicate: number): UniformSource {
  const key = keyOf(seed, 'points');
  const words = new Uint32Array(2);
  return {
    dimensions,
    fill: (columns, start, count) => {
      checkRange(start, count, 2 ** 32);
      for (let dimension = 0; dimension < dimensions; dimension += 1) {
        const column = columns[dimension];
        if (column === undefined) throw new RangeError(`no column for dimension ${dimension}`);
        const stream = replicate * 65_536 + dimension;
        for (let row = 0; row < count; row += 1) {
          const index = start + row;
          if (row === 0 || (index & 1) === 0) threefry(key, index >>> 1, stream, words);
          column[row] = ((words[index & 1] ?? 0) + 0.5) * unit;
        }
      }
    },
  };
}

function checkRange(start: number, count: number, points: number): void {
  if (
    !Number.isInteger(start) ||
    !Number.isInteger(count) ||
    start < 0 ||
    count < 1 ||
    start + count > points
  ) {
    throw new RangeError(
      `points ${start} to ${start + count - 1} are not within 0 to ${points === 2 ** 32 ? '2^32 - 1' : points - 1}`,
    );
  }
}
