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
  looks = mostLooks,
): number {
  const isUp = end > start;
  let at = start;
  let stride = Math.abs(end - start);
  for (let look = 0; look < looks && at !== end; look += 1) {
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

/** How near to a change, by factor, is near enough. */
const nearEnough = 1e-8;

/** Halving towards a value just before one where something ends that holds at `from` and not at `end`. */
export function lastBefore(holds: (value: number) => boolean, from: number, end: number): number {
  let [before, behind] = [from, end];
  for (let look = 0; look < 80; look += 1) {
    if (Math.abs(behind - before) <= Math.abs(before) * nearEnough) break;
    const ratio = behind / before;
    // By size while they are of different ones.
    const isFar = before !== 0 && (ratio > 4 || (ratio > 0 && ratio < 0.25));
    const middle = isFar ? before * Math.sqrt(ratio) : before + (behind - before) / 2;
    if (middle === before || middle === behind) break;
    if (holds(middle)) before = middle;
    else behind = middle;
  }
  return before;
}
