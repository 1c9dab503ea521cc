import type { VectorPlan, VectorReading } from '../formula/index.ts';
import type { Sensitivity, SensitivityAnalysis, SimulatedContest, Simulation } from '../analysis/index.ts';
import { availableParallelism } from 'node:os';
import type { Helpers, RunOptions } from './simulation/index.ts';

/** Runs a simulation in turn or in threads; the engines are loaded only then. */
export async function runSimulation(
  simulation: Simulation,
  options: RunOptions = {},
): Promise<readonly SimulatedContest[]> {
  const machine = await import('./simulation/index.ts');
  return machine.runSimulation(simulation, options);
}

/** From so many samples other threads are worth it whatever the scenario. */
const manySamples = 1_000_000;

/** Starts the threads that so many samples will want, so that they load while the scenario is read; null where there are none. */
export async function startHelpers(samples: number, threads: number | undefined): Promise<Helpers | null> {
  const others = (threads ?? (samples >= manySamples ? availableParallelism() : 1)) - 1;
  if (others < 1 || samples < 2) return null;
  const machine = await import('./simulation/index.ts');
  return machine.startHelpers(Math.min(others, mostHelpers));
}

/** There are sixteen replicates, and this thread takes some. */
const mostHelpers = 15;

/** Runs a sensitivity analysis; the engines are loaded only then. */
export async function runSensitivity(
  sensitivity: Sensitivity,
  options: RunOptions = {},
): Promise<SensitivityAnalysis> {
  const machine = await import('./simulation/index.ts');
  return machine.runSensitivity(sensitivity, options);
}

/** What makes a plan ready to run, on the engine that suits so many rows; the engines are loaded only then. */
export async function prepareEngine(): Promise<(plan: VectorPlan, rows: number) => VectorReading> {
  const machine = await import('./workers/index.ts');
  return machine.prepareReading;
}
