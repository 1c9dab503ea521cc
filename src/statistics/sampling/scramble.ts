import { sobolBits } from './direction-numbers.ts';
import { keyOf, threefry } from './threefry.ts';

/** Direction vectors with scrambled digits, and what each dimension's digits are shifted by. */
export interface ScrambledVectors {
  readonly vectors: Uint32Array;
  readonly shifts: Uint32Array;
}

/**
 * Random linear matrix scrambling with a digital shift (J. Matoušek, On the L2-discrepancy for anchored boxes,
 * J. Complexity 14, 1998): in each dimension the digits are multiplied by a random lower triangular binary matrix with a
 * unit diagonal, then a random word is added without carry. Every point is then uniformly distributed, and the variance
 * of a mean is that of Owen's nested scrambling (A. B. Owen, Variance with alternative scramblings of digital nets,
 * ACM TOMACS 13, 2003), while a point costs nothing more: the matrix goes into the direction vectors once.
 * Different replicates of one seed are scrambled independently. Only the first `bits` vectors of a dimension are scrambled: they
 * have no digits below as many.
 */
export function scrambleVectors(
  vectors: Uint32Array,
  seed: number,
  replicate: number,
  bits: number,
): ScrambledVectors {
  const key = keyOf(seed, 'scrambling');
  const dimensions = vectors.length / sobolBits;
  const scrambled = new Uint32Array(vectors.length);
  const shifts = new Uint32Array(dimensions);
  const columns = new Uint32Array(sobolBits);
  const words = new Uint32Array(2);
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    for (let column = 0; column < bits; column += 1) {
      if (column % 2 === 0) threefry(key, dimension * sobolBits + column, replicate, words);
      // Of column c the digits above c are zero, digit c is one, those below are random.
      const digit = 2 ** (31 - column);
      columns[column] = digit + ((words[column % 2] ?? 0) % digit);
    }
    threefry(key, dimension * sobolBits + 1, replicate, words);
    shifts[dimension] = words[0] ?? 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const place = dimension * sobolBits + bit;
      scrambled[place] = multiply(columns, vectors[place] ?? 0);
    }
  }
  return { vectors: scrambled, shifts };
}

function multiply(columns: Uint32Array, vector: number): number {
  let product = 0;
  for (let rest = vector; rest !== 0;) {
    const column = Math.clz32(rest);
    product ^= columns[column] as number;
    rest ^= 1 << (31 - column);
  }
  return product;
}
