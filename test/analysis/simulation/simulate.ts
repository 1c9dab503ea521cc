import {
  prepareSimulation,
  simulationResult,
  type Simulation,
  type SimulateResult,
  type SimulationQuestion,
} from '../../../src/analysis/index.ts';
import { runSimulation } from '../../../src/io/index.ts';
import { written, type Written } from '../../support/written.ts';
import { modelOf } from '../../support/model.ts';

/** A simulation of a scenario's text; throws with the problems. */
export function simulationOf(yaml: string, question: Partial<SimulationQuestion> = {}): Simulation {
  const asked = { samples: 16_384, seed: 1, method: 'sobol', assumeDefaults: false, ...question } as const;
  const prepared = prepareSimulation(modelOf(yaml), asked);
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  return prepared.value;
}

export async function simulate(
  yaml: string,
  question: Partial<SimulationQuestion> = {},
  threads = 1,
): Promise<Written<SimulateResult>> {
  const simulation = simulationOf(yaml, question);
  return written(simulationResult(simulation, await runSimulation(simulation, { threads })));
}
