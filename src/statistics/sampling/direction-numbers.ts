import { packedDirectionNumbers } from './direction-table.ts';

/** How many dimensions have published direction numbers here. */
export const mostSobolDimensions = 1024;
/** Bits of a point's coordinate, and of its index. */
export const sobolBits = 32;

/** One row of the published set: the polynomial's degree is the number of initial values. */
export interface DirectionNumbers {
  /** The polynomial's inner coefficients as bits (`a` of the publication). */
  readonly polynomial: number;
  /** m_1 to m_s. */
  readonly initial: readonly number[];
}

/** The published rows for dimensions from 2 on: at most 1023 of them. */
export function publishedDirectionNumbers(rows: number): readonly DirectionNumbers[] {
  const read = bitReader(atob(packedDirectionNumbers));
  return Array.from({ length: rows }, () => {
    const degree = read(4);
    const polynomial = read(degree - 1);
    return { polynomial, initial: Array.from({ length: degree }, (_, index) => read(index) * 2 + 1) };
  });
}

/**
 * The 32 direction vectors of each dimension, one dimension after the other: bit 31 is the digit worth one half, and
 * vector b of a dimension belongs to bit b of the index. Not to be written over. Throws a RangeError beyond 1024 dimensions.
 */
export function directionVectors(dimensions: number): Uint32Array {
  if (!Number.isInteger(dimensions) || dimensions < 0 || dimensions > mostSobolDimensions) {
    throw new RangeError(`Sobol points have 0 to ${mostSobolDimensions} dimensions, not ${dimensions}`);
  }
  if (prepared.length < dimensions * sobolBits) prepared = vectorsOf(dimensions);
  return prepared.subarray(0, dimensions * sobolBits);
}

/** Each replicate asks for the same ones. */
let prepared = new Uint32Array();

function vectorsOf(dimensions: number): Uint32Array<ArrayBuffer> {
  const vectors = new Uint32Array(dimensions * sobolBits);
  for (let bit = 0; bit < Math.min(vectors.length, sobolBits); bit += 1) vectors[bit] = 2 ** (31 - bit);
  for (const [index, row] of publishedDirectionNumbers(Math.max(0, dimensions - 1)).entries()) {
    fillVectors(vectors, (index + 1) * sobolBits, row);
  }
  return vectors;
}

function fillVectors(vectors: Uint32Array, offset: number, { polynomial, initial }: DirectionNumbers): void {
  const degree = initial.length;
  for (let bit = 0; bit < sobolBits; bit += 1) {
    let vector = (initial[bit] ?? 0) << (31 - bit);
    if (bit >= degree) {
      const oldest = vectors[offset + bit - degree] ?? 0;
      vector = oldest ^ (oldest >>> degree);
      for (let back = 1; back < degree; back += 1) {
        if ((polynomial >>> (degree - 1 - back)) & 1) vector ^= vectors[offset + bit - back] ?? 0;
      }
    }
    vectors[offset + bit] = vector;
  }
}

function bitReader(bytes: string): (bits: number) => number {
  let position = 0;
  return (bits) => {
    let value = 0;
    for (let taken = 0; taken < bits; taken += 1, position += 1) {
      value = value * 2 + ((bytes.charCodeAt(position >>> 3) >>> (7 - (position & 7))) & 1);
    }
    return value;
  };
}
