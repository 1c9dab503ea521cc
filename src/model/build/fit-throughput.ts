/** How long one replica, kept busy, works on a request of some length. */
export interface MeasuredRun {
  readonly input: number;
  readonly output: number;
  /** Seconds per request. */
  readonly seconds: number;
}

/**
 * Seconds of one replica: for each input token (prefill), for each output token (decode), and for each output token and token
 * of its context, since a step of decoding reads the keys and values of all that came before. None is below zero.
 */
export interface FittedTimes {
  readonly input: number;
  readonly output: number;
  readonly context: number;
}

/** By how much the fit misses a run that it was not made from, as a share; null where too few are left to tell. */
export interface FitError {
  readonly median: number;
  readonly largest: number;
}

type Features = readonly number[];

/** Tokens of the context that an output token has on average: the input, and half of the output. */
function featuresOf({ input, output }: Pick<MeasuredRun, 'input' | 'output'>): Features {
  return [input, output, output * (input + output / 2)];
}

/** How many different lengths of requests were measured. */
export function lengthsOf(runs: readonly MeasuredRun[]): number {
  return new Set(runs.map(({ input, output }) => `${input} ${output}`)).size;
}

/**
 * The times that come nearest to the runs: least squares of the relative errors, none below zero (docs/model.md, Load). With two
 * different lengths there is no time by context; with one, an input token takes as long as an output token.
 */
export function fitTimes(runs: readonly MeasuredRun[]): FittedTimes {
  const lengths = lengthsOf(runs);
  if (lengths === 1) {
    const each = mean(runs.map(({ input, output, seconds }) => seconds / (input + output)));
    return { input: each, output: each, context: 0 };
  }
  const [input = 0, output = 0, context = 0] = nonNegative(runs, lengths === 2 ? 2 : 3);
  return { input, output, context };
}

/** Seconds that a replica works on a request of the given length. */
export function secondsOf(
  times: FittedTimes,
  request: { readonly input: number; readonly output: number },
): number {
  const [input = 0, output = 0, context = 0] = featuresOf(request);
  return times.input * input + times.output * output + times.context * context;
}

/** Each length left out in turn, and foretold from the others. */
export function leaveOneOut(runs: readonly MeasuredRun[]): FitError | null {
  const misses = runs.flatMap((run) => {
    const others = runs.filter((each) => each.input !== run.input || each.output !== run.output);
    if (lengthsOf(others) < 2) return [];
    return [Math.abs(secondsOf(fitTimes(others), run) / run.seconds - 1)];
  });
  const sorted = misses.toSorted((a, b) => a - b);
  const [median, largest] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return median === undefined || largest === undefined ? null : { median, largest };
}

/** With three unknowns every choice of those that are not zero is tried: the best that has none below zero is the answer. */
function nonNegative(runs: readonly MeasuredRun[], unknowns: number): readonly number[] {
  let best: readonly number[] = Array.from({ length: unknowns }, () => 0);
  let least = Infinity;
  for (let chosen = 1; chosen < 2 ** unknowns; chosen += 1) {
    const places = Array.from({ length: unknowns }, (_, at) => at).filter((at) => (chosen >> at) % 2 === 1);
    const found = leastSquares(runs, places);
    if (found === null || found.some((each) => each < 0)) continue;
    const full = best.map((_, at) => found[places.indexOf(at)] ?? 0);
    const residue = runs.reduce((sum, run) => {
      const fitted = featuresOf(run).reduce((total, each, at) => total + each * (full[at] ?? 0), 0);
      return sum + (fitted / run.seconds - 1) ** 2;
    }, 0);
    if (residue < least * (1 - 1e-12)) [best, least] = [full, residue];
  }
  return best;
}

/** The normal equations of the relative errors; null where they have no one answer. */
function leastSquares(runs: readonly MeasuredRun[], places: readonly number[]): readonly number[] | null {
  const rows = runs.map((run) => places.map((at) => (featuresOf(run)[at] ?? 0) / run.seconds));
  // Scaled columns, so that the equations are of one size.
  const scales = places.map((_, at) => Math.max(...rows.map((row) => row[at] ?? 0)));
  const scaled = rows.map((row) => row.map((each, at) => each / (scales[at] ?? 1)));
  const matrix = places.map((_, a) => [
    ...places.map((__, b) => scaled.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0)),
    scaled.reduce((sum, row) => sum + (row[a] ?? 0), 0),
  ]);
  const solved = eliminate(matrix);
  return solved?.map((each, at) => each / (scales[at] ?? 1)) ?? null;
}

/** Gaussian elimination with the largest pivot. */
function eliminate(matrix: readonly number[][]): readonly number[] | null {
  const rows = matrix.map((row) => [...row]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = rows
      .slice(column)
      .toSorted((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0))[0];
    if (pivot === undefined || Math.abs(pivot[column] ?? 0) < 1e-9) return null;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let at = column; at <= size; at += 1) row[at] = (row[at] ?? 0) - factor * (pivot[at] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

function mean(of: readonly number[]): number {
  return of.reduce((sum, each) => sum + each, 0) / of.length;
}
