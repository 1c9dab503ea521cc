import type { Sensitivity, SensitivityAnalysis, Simulated, Simulation } from '../analysis/index.ts';
import type { RunOptions } from './simulation/index.ts';

/** Runs a simulation in turn or in threads; the engines are loaded only then. */
export async function runSimulation(simulation: Simulation, options: RunOptions = {}): Promise<Simulated> {
  const machine = await import('./simulation/index.ts');
  return machine.runSimulation(simulation, options);
}

/** Runs a sensitivity analysis; the engines are loaded only then. */
export async function runSensitivity(sensitivity: Sensitivity): Promise<SensitivityAnalysis> {
  const machine = await import('./simulation/index.ts');
  return machine.runSensitivity(sensitivity);
}
