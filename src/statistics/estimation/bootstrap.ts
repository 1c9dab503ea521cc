import { keyOf, threefry } from '../sampling/index.ts';

/** How often each of `size` items is drawn in the resample of that number: `size` draws with replacement. */
export function resampledCounts(seed: number, resample: number, size: number): Float64Array {
  const key = keyOf(seed, 'resampling');
  const words = new Uint32Array(2);
  const counts = new Float64Array(size);
  for (let draw = 0; draw < size; draw += 1) {
    if (draw % 2 === 0) threefry(key, draw, resample, words);
    const item = Math.floor(((words[draw % 2] ?? 0) / 2 ** 32) * size);
    counts[item] = (counts[item] ?? 0) + 1;
  }
  return counts;
}
