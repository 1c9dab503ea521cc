import type { Lengths } from './answer.ts';

/** The least length that at least this share of the requests does not exceed; null where there are none. */
export function lengthAt(lengths: Lengths, share: number): number | null {
  const total = lengths.reduce((sum, { requests }) => sum + requests, 0);
  if (total === 0) return null;
  const wanted = Math.ceil(share * total);
  let below = 0;
  for (const { length, requests } of lengths) {
    below += requests;
    if (below >= wanted) return length;
  }
  return lengths.at(-1)?.length ?? null;
}
