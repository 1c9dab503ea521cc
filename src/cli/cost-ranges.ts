import { rangeOfOption, type RunResult } from '../analysis/index.ts';
import type { Model } from '../model/index.ts';
import type { CostRange } from '../report/index.ts';

const mostOptions = 12;

/**
 * P10 and P90 of what the chosen option costs a month, by workload: with the distributions of the file, and usual ones
 * for common inputs that have none. Only of a single workload with few options, so that the answer does not wait for it.
 */
export function costRanges(model: Model, result: RunResult): ReadonlyMap<string, CostRange> {
  const [only] = result.workloads;
  if (result.workloads.length !== 1 || only === undefined || only.options.length > mostOptions)
    return new Map();
  const range = only.placement.option === null ? null : rangeOfOption(model, only.placement.option);
  if (range === null) return new Map();
  const { p10, p90, stated, assumed } = range;
  const basis =
    stated === 0
      ? 'with usual distributions'
      : assumed === 0
        ? 'with the distributions of your file'
        : `with ${stated} distributions of your file and ${assumed} usual ones`;
  return new Map([[only.id, { p10, p90, basis }]]);
}
