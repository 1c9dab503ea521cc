/** Of a stretch, strides get no shorter than this part of the value. */
const shortest = 1e-6;
/** More looks than these are not taken: then the rest is gone through exactly. */
const mostLooks = 120;

/**
 * How far from one value towards another something surely holds, in strides that lengthen while it does and shorten where
 * it is not sure. `holdsUntil` is asked how far, from one value towards another: the latter where all of the way, the former
 * where it is not sure at all.
 */
export function settledUntil(
  start: number,
  end: number,
  holdsUntil: (from: number, to: number) => number,
): number {
  const isUp = end > start;
  let at = start;
  let stride = Math.abs(end - start);
  for (let look = 0; look < mostLooks && at !== end; look += 1) {
    const to = isUp ? Math.min(end, at + stride) : Math.max(end, at - stride);
    const until = holdsUntil(at, to);
    if (until === to) stride *= 2;
    else {
      stride = Math.abs(to - until) / 8;
      if (stride < Math.abs(until) * shortest) return until;
    }
    at = until;
  }
  return at;
}
