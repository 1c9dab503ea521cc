import { prepareSimulation, simulationResult, type RunResult } from '../analysis/index.ts';
import { runSimulation } from '../io/index.ts';
import type { Model } from '../model/index.ts';
import type { CostRange } from '../report/index.ts';

/** Enough for two percentiles of three digits; the seed is fixed, so that the same input gives the same screen. */
const samples = 256;
const mostOptions = 12;

/**
 * P10 and P90 of what the chosen option costs a month, by workload: with the distributions of the file, and usual ones
 * for common inputs that have none. Only of a single workload with few options, so that the answer does not wait for it.
 */
export async function costRanges(model: Model, result: RunResult): Promise<ReadonlyMap<string, CostRange>> {
  const [only] = result.workloads;
  if (result.workloads.length !== 1 || only === undefined || only.options.length > mostOptions)
    return new Map();
  const prepared = prepareSimulation(model, { samples, seed: 1, method: 'sobol', assumeDefaults: true });
  if (!prepared.ok) return new Map();
  const simulated = simulationResult(prepared.value, await runSimulation(prepared.value, { threads: 1 }));
  const option = simulated.workloads
    .find(({ id }) => id === only.id)
    ?.options.find(({ id }) => id === only.placement.option);
  if (option === undefined || option.p10 === null || option.p90 === null) return new Map();
  const assumed = simulated.uncertain.filter(({ origin }) => origin === 'default').length;
  const own = simulated.uncertain.length - assumed;
  const basis =
    own === 0
      ? 'with usual distributions'
      : assumed === 0
        ? 'with the distributions of your file'
        : `with ${own} distributions of your file and ${assumed} usual ones`;
  return new Map([[only.id, { p10: option.p10, p90: option.p90, basis }]]);
}
