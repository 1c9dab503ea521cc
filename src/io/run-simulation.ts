import type { VectorPlan, VectorReading } from '../formula/index.ts';
import type { Sensitivity, SensitivityAnalysis, SimulatedContest, Simulation } from '../analysis/index.ts';
import type { RunOptions } from './simulation/index.ts';

/** Runs a simulation in turn or in threads; the engines are loaded only then. */
export async function runSimulation(
  simulation: Simulation,
  options: RunOptions = {},
): Promise<readonly SimulatedContest[]> {
  const machine = await import('./simulation/index.ts');
  return machine.runSimulation(simulation, options);
}

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
