import { blockRows, type AllocateColumn, type OutputSummary } from '../../statistics/index.ts';
import {
  prepareTask,
  summarizeOption,
  type Preparation,
  type PreparedTask,
  type ReplicateTally,
  type SimulationTask,
} from '../../analysis/index.ts';
import { prepareReading, sharedColumns } from '../workers/index.ts';
import { takeNumber, takeReplicates, type Control } from './control.ts';

/** Work for a thread: replicates of a simulation, as many as it can take. */
export interface SimulationOrder {
  readonly task: SimulationTask;
  readonly control: Control;
  /** What the thread that gives the order had to find out anyway. */
  readonly preparation: Preparation;
}

/** More work on the last simulation: what all replicates together say of its options, of as many as it can take. */
export interface SummaryOrder {
  readonly tallies: readonly ReplicateTally[];
  readonly options: number;
  readonly control: Control;
}

/** What all replicates say of an option. */
export interface NumberedSummary {
  readonly option: number;
  readonly summary: OutputSummary;
}

export interface Answer {
  readonly tallies: readonly ReplicateTally[];
  readonly summaries: readonly NumberedSummary[];
}

/** What is kept lies in shared memory, so that it is not copied on its way to another thread. */
export const sharedColumn: AllocateColumn = (length) =>
  sharedColumns(1, length)[0] ?? new Float64Array(length);

/** What carries out the orders of a thread, in turn. */
export function openThread(): (order: SimulationOrder | SummaryOrder) => Answer {
  let prepared: PreparedTask | null = null;
  return (order) => {
    if ('tallies' in order)
      return { tallies: [], summaries: prepared === null ? [] : takeSummaries(order, prepared) };
    const { task, control, preparation } = order;
    const reading = prepareReading(task.plan, task.samples, { blockSize: blockRows });
    prepared = prepareTask(task, reading, sharedColumn, preparation);
    const steps = takeReplicates(prepared, control);
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) return { tallies: value, summaries: [] };
    }
  };
}

/** Sums up options that no thread has taken, until there are none. */
export function takeSummaries(
  { tallies, options, control }: SummaryOrder,
  { costOf }: PreparedTask,
): readonly NumberedSummary[] {
  const summaries: NumberedSummary[] = [];
  for (;;) {
    const option = takeNumber(control);
    if (option >= options) return summaries;
    summaries.push({ option, summary: summarizeOption({ tallies, costOf }, option) });
  }
}
