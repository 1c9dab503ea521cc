/** What a model costs under uncertainty: each option's cost, which is the cheapest how often, and from which volume. */
export { rangeOfOption, type OptionRange } from './cost-range.ts';
export {
  prepareSimulation,
  type Contest,
  type Simulation,
  type SimulationQuestion,
} from './prepare-simulation.ts';
export {
  prepareTask,
  type Preparation,
  type PreparedTask,
  type ReplicateTally,
  type SimulationTask,
  type TaskRun,
} from './simulation-task.ts';
export {
  crossoverRun,
  type CrossoverRun,
  type CrossoverTally,
  type PrepareReading,
} from './crossover-volumes.ts';
export {
  simulationResult,
  summarizeContest,
  summarizeOption,
  uncertainInputs,
  type Simulated,
  type SimulatedContest,
} from './simulation-result.ts';
export type {
  SimulateResult,
  SimulatedCrossover,
  SimulatedOption,
  SimulatedWorkload,
  UncertainInputResult,
} from './result.ts';
