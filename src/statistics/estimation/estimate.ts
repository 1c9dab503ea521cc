/** A figure from samples. */
export interface Estimate {
  readonly value: number;
  /** From the spread between independent replicates; null where there is only one, or where the figure is not finite. */
  readonly standardError: number | null;
}

/** The mean of replicates' values, each weighted by the number of its samples. */
export function estimateOfMean(values: readonly number[], weights: readonly number[]): Estimate {
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const value = values.reduce((sum, each, index) => sum + (each * (weights[index] ?? 0)) / weight, 0);
  const count = weights.filter((each) => each > 0).length;
  const squares = values.reduce(
    (sum, each, index) => sum + (((weights[index] ?? 0) / weight) * (each - value)) ** 2,
    0,
  );
  return { value, standardError: finiteOrNull(Math.sqrt((squares * count) / (count - 1))) };
}

/** A figure of all samples together, with the error that the same figure of each replicate lets expect. */
export function estimateOfWhole(value: number, replicates: readonly number[]): Estimate {
  const present = replicates.filter((each) => !Number.isNaN(each));
  const { standardError } = estimateOfMean(
    present,
    present.map(() => 1),
  );
  return { value, standardError };
}

/**
 * How far the estimates have converged: the largest standard error relative to its estimate. Null where an error is not
 * known; estimates of zero without error count as exact.
 */
export function largestRelativeError(estimates: readonly Estimate[]): number | null {
  let largest = 0;
  for (const { value, standardError } of estimates) {
    if (standardError === null) return null;
    if (standardError > 0) largest = Math.max(largest, standardError / Math.abs(value));
  }
  return finiteOrNull(largest);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
