import { setImmediate } from 'node:timers/promises';
import { blockRows } from '../../statistics/index.ts';
import {
  indicesRun,
  sensitivityResult,
  summarizeSensitivity,
  type Sensitivity,
  type SensitivityAnalysis,
  type SensitivityWorkload,
} from '../../analysis/index.ts';
import { prepareReading } from '../workers/index.ts';
import type { Helpers } from './helpers.ts';
import { runReplicates, withHelpers, type RunOptions } from './run-simulation.ts';

/** Runs a sensitivity analysis. A workload has no meaning in part: one that is ended early has those that were done until then. */
export async function runSensitivity(
  sensitivity: Sensitivity,
  options: RunOptions = {},
): Promise<SensitivityAnalysis> {
  const { contests } = sensitivity.simulation;
  const workloads = await withHelpers(contests, options, async (helpers) =>
    summarizeAll(sensitivity, options, helpers),
  );
  return sensitivityResult(sensitivity, workloads);
}

async function summarizeAll(
  { simulation, designs, question }: Sensitivity,
  options: RunOptions,
  helpers: Helpers | null,
): Promise<readonly SensitivityWorkload[]> {
  const workloads: SensitivityWorkload[] = [];
  let before = 0;
  for (const [index, contest] of simulation.contests.entries()) {
    const own = { ...options, onProgress: (count: number) => options.onProgress?.(before + count) };
    const { tallies } =
      contest.options.length === 0 ? { tallies: [] } : await runReplicates(contest.task, own, { helpers });
    if (contest.options.length > 0) before += contest.task.samples;
    const design = designs[index] ?? null;
    const run =
      design === null
        ? null
        : indicesRun(design, question.seed, (plan, rows) =>
            prepareReading(plan, rows, { blockSize: blockRows }),
          );
    while (options.signal?.aborted !== true && run?.advance() === true) {
      options.onProgress?.(before + run.done());
      await setImmediate();
    }
    if (options.signal?.aborted === true) break;
    before += run?.done() ?? 0;
    workloads.push(summarizeSensitivity(contest, question.bounds, tallies, run?.indices() ?? null));
  }
  return workloads;
}
