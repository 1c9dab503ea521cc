/** Of a stretch, strides get no shorter than this part of the value. */
const shortest = 1e-6;
/** More looks than these are not taken: then the rest is gone through exactly. */
const mostLooks = 120;

/**
 * How far from one value towards another something surely holds, in strides that lengthen while it does and shorten where
 * it is not sure. `holds` is asked of a stretch, lower end first.
 */
export function settledUntil(
  start: number,
  end: number,
  holds: (from: number, to: number) => boolean,
): number {
  const isUp = end > start;
  let at = start;
  let stride = Math.abs(end - start);
  for (let look = 0; look < mostLooks && at !== end; look += 1) {
    const to = isUp ? Math.min(end, at + stride) : Math.max(end, at - stride);
    if (isUp ? holds(at, to) : holds(to, at)) {
      at = to;
      stride *= 2;
    } else {
      stride = Math.abs(to - at) / 4;
      if (stride < Math.abs(at) * shortest) break;
    }
  }
  return at;
}
