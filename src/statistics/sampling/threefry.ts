/**
 * What a seed's random words are for. Words of different purposes never depend on each other, whatever else is drawn.
 */
export type Purpose = 'points' | 'scrambling' | 'resampling';

const purposes: Readonly<Record<Purpose, number>> = { points: 0, scrambling: 1, resampling: 2 };

/** A seed with a purpose, as the two words of a Threefry key. */
export interface Key {
  readonly low: number;
  readonly high: number;
}

/** The key of a seed, which is a whole number from 0 to 2^53 - 1. Throws a RangeError for others. */
export function keyOf(seed: number, purpose: Purpose): Key {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`a seed is a whole number from 0 to 2^53 - 1, not ${seed}`);
  }
  return { low: seed | 0, high: Math.floor(seed / 2 ** 32) | (purposes[purpose] << 21) };
}

/**
 * Threefry-2x32 with 20 rounds, a counter-based generator: 64 random bits of a key and a 64-bit counter, so that any part
 * of a stream can be had without the parts before it. Writes two words into `into`.
 * J. K. Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC'11.
 */
export function threefry(key: Key, counterLow: number, counterHigh: number, into: Uint32Array): void {
  const k0 = key.low;
  const k1 = key.high;
  const k2 = 0x1bd11bda ^ k0 ^ k1;
  let a = (counterLow + k0) | 0;
  let b = (counterHigh + k1) | 0;

  // Unrolled, since a table of rotations costs a factor of three.
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k1) | 0;
  b = (b + k2 + 1) | 0;

  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + k2) | 0;
  b = (b + k0 + 2) | 0;

  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k0) | 0;
  b = (b + k1 + 3) | 0;

  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + k1) | 0;
  b = (b + k2 + 4) | 0;

  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;

  into[0] = a + k2;
  into[1] = b + k0 + 5;
}
