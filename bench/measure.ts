/** What one rival did, alone in its process. */
export interface Measurement {
  readonly evaluations: number;
  readonly seconds: number;
  /** Peak resident memory of the process that did it, in bytes. */
  readonly memory: number;
}

/** The shortest of some rounds of `work`, in seconds; rounds go on for at least `forSeconds`. */
export function bestSeconds(work: () => void, { rounds = 5, forSeconds = 0.5 } = {}): number {
  const started = performance.now();
  let best = Infinity;
  for (let round = 0; round < rounds || performance.now() - started < forSeconds * 1000; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best / 1000;
}

/** Peak resident memory of this process so far, in bytes. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** The largest |a - b| / |b| over all rows of all outputs; infinite where one is missing. */
export function largestDifference(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let largest = 0;
  for (const [index, expected] of b.entries())
    for (const [row, value] of expected.entries()) {
      const got = a[index]?.[row] ?? Number.NaN;
      const difference = Math.abs(got - value) / Math.abs(value);
      largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
    }
  return largest;
}
