import {
  compilePlan,
  type Exact,
  type Node,
  type VectorPlan,
  type VectorReading,
} from '../../formula/index.ts';
import {
  blockRows,
  startReplicate,
  summarizeOutput,
  tallyOutput,
  type BlockEvaluator,
  type OutputSummary,
  type OutputTally,
} from '../../statistics/index.ts';
import { fillColumns } from '../uncertainty/bounded-evaluator.ts';
import type { Contest } from './prepare-simulation.ts';
import { percentiles } from './simulation-task.ts';

/** Each of these needs hundreds of evaluations, so there are fewer of them than samples of cost. */
export const mostCrossoverSamples = 8192;

/** From and to which multiple of the present volume is searched, and how densely before it is refined. */
const lowest = 1e-4;
const highest = 1e6;
const gridSteps = 120;
/** Halvings of a step of the grid: to a relative 1e-9. */
const halvings = 28;

export type PrepareReading = (plan: VectorPlan, rows: number, blockSize: number) => VectorReading;

/** Where each option to build first costs less than each option to buy, from some of the samples. */
export interface CrossoverTally {
  readonly pairs: readonly {
    readonly buy: string;
    readonly build: string;
    readonly tallies: readonly OutputTally[];
    readonly summary: OutputSummary;
  }[];
  readonly samples: number;
  /** Volumes that were searched, in the unit of the workload's volume. */
  readonly range: { readonly from: number; readonly to: number };
}

export interface CrossoverRun {
  /** Computes a replicate after the other; true while there is more to do. */
  readonly advance: () => boolean;
  /** Worked out once: it may be asked for before it is used, when there is time. */
  readonly tally: () => CrossoverTally;
}

/** The search for the crossover volumes of a workload, in tokens a month; null where nothing can cross. */
export function crossoverRun(contest: Contest, prepare: PrepareReading): CrossoverRun | null {
  const options = contest.options.flatMap(({ model }, index) => {
    const total = contest.totals[index];
    return total === undefined || model.kind === 'hybrid' ? [] : [{ id: model.id, kind: model.kind, total }];
  });
  const pairs = options.flatMap((buy, from) =>
    buy.kind !== 'buy'
      ? []
      : options.flatMap((build, to) => (build.kind === 'build' ? [{ from, to, buy, build }] : [])),
  );
  if (pairs.length === 0) return null;
  const { task, uncertainty } = contest;
  const { volume, tokensPerVolume } = contest.workload.demand;
  const samples = Math.min(task.samples, mostCrossoverSamples);
  const uncertain = uncertainty.parameters.map(({ input }) => input.address);
  const varied = uncertain.includes(volume.address) ? uncertain : [...uncertain, volume.address];
  const evaluations = samples * gridSteps;
  const reading = (...roots: readonly Node[]): VectorReading =>
    prepare(compilePlan(roots, varied), evaluations, blockRows);
  const grid = gridFor(volume.value, volume.maximum);
  // When the search begins: other threads have their work before.
  const evaluate = once(() =>
    searchVolumes({
      all: reading(...options.map(({ total }) => total), tokensPerVolume),
      each: options.map(({ total }) => once(() => reading(total))),
      pairs,
      limits: task.limits,
      volumeColumn: varied.indexOf(volume.address),
      grid,
    }),
  );
  const sample = { inputs: uncertainty.space, method: task.method, seed: task.seed, samples };
  const replicates = Math.min(16, samples);
  const tallies: OutputTally[][] = pairs.map(() => []);
  let next = 0;
  const tally = (): CrossoverTally => ({
    pairs: pairs.map(({ buy, build }, pair) => {
      const own = tallies[pair] ?? [];
      return { buy: buy.id, build: build.id, tallies: own, summary: summarizeOutput(own, percentiles, 0) };
    }),
    samples: (tallies[0] ?? []).reduce((sum, each) => sum + each.samples, 0),
    range: { from: 0, to: grid.at(-1) ?? 0 },
  });
  let told: { readonly at: number; readonly tally: CrossoverTally } | undefined;
  return {
    advance: () => {
      if (next === replicates) return false;
      const size = Math.ceil(samples / replicates);
      const collected = pairs.map((_, pair) => tallyOutput(pair, size, true));
      const run = startReplicate(
        sample,
        evaluate(),
        next,
        collected.map(({ observe }) => observe),
      );
      run.advance(size);
      for (const [pair, each] of collected.entries()) tallies[pair]?.push(each.tally());
      next += 1;
      return next < replicates;
    },
    tally: () => {
      if (told?.at !== next) told = { at: next, tally: tally() };
      return told.tally;
    },
  };
}

function gridFor(present: Exact, maximum: Exact | undefined): readonly number[] {
  const size = present.isZero() ? 1 : present.toNumber();
  const most = maximum?.toNumber() ?? Infinity;
  const ratio = highest / lowest;
  const steps = Array.from(
    { length: gridSteps + 1 },
    (_, step) => size * lowest * ratio ** (step / gridSteps),
  );
  return [0, ...new Set(steps.map((step) => Math.min(step, most)))];
}

/** Makes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Search {
  /** All options' totals, then the tokens of one unit of volume: what they share is computed once. */
  readonly all: VectorReading;
  /** By option: its total alone, for those pairs that cross. */
  readonly each: readonly (() => VectorReading)[];
  readonly pairs: readonly { readonly from: number; readonly to: number }[];
  readonly limits: Parameters<typeof fillColumns>[1];
  readonly volumeColumn: number;
  readonly grid: readonly number[];
}

/**
 * A model whose outputs are the first volumes, in tokens a month, at which each pair's second option costs less: found on
 * the grid, refined by halving; infinite where there is none. A win that begins and ends between two points is missed.
 */
function searchVolumes({ all, each, pairs, limits, volumeColumn, grid }: Search): BlockEvaluator {
  const searched = pairs.map(({ from, to }) => ({
    buy: all.outputs[from] ?? nothing,
    build: all.outputs[to] ?? nothing,
    found: new Float64Array(blockRows),
    below: new Float64Array(blockRows),
  }));
  const at = new Float64Array(blockRows);
  const run = (reading: VectorReading, count: number): Float64Array => {
    reading.columns[volumeColumn]?.set(count === blockRows ? at : at.subarray(0, count));
    reading.run(count);
    return reading.outputs[0] ?? nothing;
  };
  return (columns, count) => {
    const filled = new Set<VectorReading>();
    const readingOf = (option: number | undefined): VectorReading => {
      const reading = each[option ?? 0]?.() ?? all;
      if (!filled.has(reading)) fillColumns(reading, limits, columns, count);
      filled.add(reading);
      return reading;
    };
    fillColumns(all, limits, columns, count);
    const open = pairs.map(() => count);
    for (const { found } of searched) found.fill(Infinity, 0, count);
    for (const [step, volume] of grid.entries()) {
      at.fill(volume, 0, count);
      run(all, count);
      for (const [index, { buy, build, found, below }] of searched.entries()) {
        if (open[index] === 0) continue;
        open[index] = markWins(buy, build, found, below, grid[step - 1] ?? volume, volume, count);
      }
      if (open.every((rows) => rows === 0)) break;
    }
    for (const [index, { found, below }] of searched.entries()) {
      if (open[index] === count) continue;
      const [buy, build] = [readingOf(pairs[index]?.from), readingOf(pairs[index]?.to)];
      for (let halving = 0; halving < halvings; halving += 1) {
        setMiddles(at, below, found, count);
        halve(run(buy, count), run(build, count), found, below, at, count);
      }
    }
    at.fill(1, 0, count);
    run(all, count);
    const perVolume = all.outputs.at(-1) ?? nothing;
    return searched.map(({ found }) => {
      for (let row = 0; row < count; row += 1) found[row] = (found[row] ?? 0) * (perVolume[row] ?? 0);
      return found;
    });
  };
}

const nothing = new Float64Array(0);

function setMiddles(at: Float64Array, low: Float64Array, high: Float64Array, count: number): void {
  for (let row = 0; row < count; row += 1) {
    const end = high[row] ?? 0;
    at[row] = end === Infinity ? 0 : ((low[row] ?? 0) + end) / 2;
  }
}

/** Notes where the second costs less for the first time; returns how many rows are still without. */
function markWins(
  buy: Float64Array,
  build: Float64Array,
  found: Float64Array,
  below: Float64Array,
  before: number,
  volume: number,
  count: number,
): number {
  let open = 0;
  for (let row = 0; row < count; row += 1) {
    if ((found[row] ?? 0) < Infinity) continue;
    if ((build[row] ?? 0) < (buy[row] ?? 0)) {
      found[row] = volume;
      below[row] = before;
    } else open += 1;
  }
  return open;
}

function halve(
  buy: Float64Array,
  build: Float64Array,
  high: Float64Array,
  low: Float64Array,
  middle: Float64Array,
  count: number,
): void {
  for (let row = 0; row < count; row += 1) {
    if (high[row] === Infinity) continue;
    if ((build[row] ?? 0) < (buy[row] ?? 0)) high[row] = middle[row] ?? 0;
    else low[row] = middle[row] ?? 0;
  }
}
