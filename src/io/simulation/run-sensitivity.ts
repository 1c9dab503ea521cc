import { setImmediate } from 'node:timers/promises';
import {
  blockRows,
  indicesRun,
  sensitivityResult,
  type Sensitivity,
  type SensitivityAnalysis,
} from '../../analysis/index.ts';
import { prepareReading } from '../workers/index.ts';
import { runReplicates, type RunOptions } from './run-simulation.ts';

/** Runs a sensitivity analysis. It has no meaning in part, so nobody can end it early but by ending the process. */
export async function runSensitivity(
  sensitivity: Sensitivity,
  options: Pick<RunOptions, 'threads'> = {},
): Promise<SensitivityAnalysis> {
  const tallies = await runReplicates(sensitivity.simulation.task, options);
  const run = indicesRun(sensitivity, (plan, rows) => prepareReading(plan, rows, { blockSize: blockRows }));
  while (run?.advance() === true) await setImmediate();
  return sensitivityResult(sensitivity, tallies, run?.indices() ?? null);
}
