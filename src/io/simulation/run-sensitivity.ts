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
import { runReplicates, type RunOptions } from './run-simulation.ts';

/** Runs a sensitivity analysis. It has no meaning in part, so nobody can end it early but by ending the process. */
export async function runSensitivity(
  sensitivity: Sensitivity,
  options: Pick<RunOptions, 'threads'> = {},
): Promise<SensitivityAnalysis> {
  const { simulation, designs, question } = sensitivity;
  const workloads: SensitivityWorkload[] = [];
  for (const [index, contest] of simulation.contests.entries()) {
    const tallies = contest.options.length === 0 ? [] : await runReplicates(contest.task, options);
    const design = designs[index] ?? null;
    const run =
      design === null
        ? null
        : indicesRun(design, question.seed, (plan, rows) =>
            prepareReading(plan, rows, { blockSize: blockRows }),
          );
    while (run?.advance() === true) await setImmediate();
    workloads.push(summarizeSensitivity(contest, question.bounds, tallies, run?.indices() ?? null));
  }
  return sensitivityResult(sensitivity, workloads);
}
