import { problem, type Diagnostic } from '../../diagnostics/index.ts';
import type { SamplingMethod } from '../../statistics/index.ts';

export interface Sampling {
  readonly samples: number;
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  readonly method: SamplingMethod;
}

/** What is wrong with a number of samples or a seed; each problem names its flag. */
export function checkSampling({ samples, seed }: Sampling, mostSamples: number): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  if (!Number.isSafeInteger(samples) || samples < 1 || samples > mostSamples) {
    const text = `--samples: expected a whole number from 1 to ${mostSamples}, found ${samples}`;
    problems.push(problem('uncertainty/samples', text));
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    problems.push(
      problem('uncertainty/seed', `--seed: expected a whole number from 0 to 2^53 - 1, found ${seed}`),
    );
  }
  return problems;
}
