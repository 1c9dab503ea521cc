import { compilePlan, type Exact, type VectorPlan, type VectorReading } from '../../formula/index.ts';
import {
  blockRows,
  startReplicate,
  tallyOutput,
  type BlockEvaluator,
  type OutputTally,
} from '../../statistics/index.ts';
import { fillColumns } from '../uncertainty/bounded-evaluator.ts';
import type { Contest } from './prepare-simulation.ts';

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
  }[];
  readonly samples: number;
  /** Volumes that were searched, in the unit of the workload's volume. */
  readonly range: { readonly from: number; readonly to: number };
}

export interface CrossoverRun {
  /** Computes a replicate after the other; true while there is more to do. */
  readonly advance: () => boolean;
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
  const reading = (root: (typeof options)[number]['total']): VectorReading =>
    prepare(compilePlan([root], varied), evaluations, blockRows);
  const grid = gridFor(volume.value, volume.maximum);
  const evaluate = searchVolumes({
    readings: options.map(({ total }) => reading(total)),
    tokens: reading(tokensPerVolume),
    pairs,
    limits: task.limits,
    volumeColumn: varied.indexOf(volume.address),
    grid,
  });
  const sample = { inputs: uncertainty.space, method: task.method, seed: task.seed, samples };
  const replicates = Math.min(16, samples);
  const tallies: OutputTally[][] = pairs.map(() => []);
  let next = 0;
  return {
    advance: () => {
      if (next === replicates) return false;
      const size = Math.ceil(samples / replicates);
      const collected = pairs.map((_, pair) => tallyOutput(pair, size, true));
      const run = startReplicate(
        sample,
        evaluate,
        next,
        collected.map(({ observe }) => observe),
      );
      run.advance(size);
      for (const [pair, { tally }] of collected.entries()) tallies[pair]?.push(tally());
      next += 1;
      return next < replicates;
    },
    tally: () => ({
      pairs: pairs.map(({ buy, build }, pair) => ({
        buy: buy.id,
        build: build.id,
        tallies: tallies[pair] ?? [],
      })),
      samples: (tallies[0] ?? []).reduce((sum, each) => sum + each.samples, 0),
      range: { from: 0, to: grid.at(-1) ?? 0 },
    }),
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

interface Search {
  /** By option: its total. */
  readonly readings: readonly VectorReading[];
  readonly tokens: VectorReading;
  readonly pairs: readonly { readonly from: number; readonly to: number }[];
  readonly limits: Parameters<typeof fillColumns>[1];
  readonly volumeColumn: number;
  readonly grid: readonly number[];
}

/**
 * A model whose outputs are the first volumes, in tokens a month, at which each pair's second option costs less: found on
 * the grid, refined by halving; infinite where there is none. A win that begins and ends between two points is missed.
 */
function searchVolumes({ readings, tokens, pairs, limits, volumeColumn, grid }: Search): BlockEvaluator {
  const found = pairs.map(() => new Float64Array(blockRows));
  const below = pairs.map(() => new Float64Array(blockRows));
  const at = new Float64Array(blockRows);
  const setVolume = (reading: VectorReading, count: number): void => {
    reading.columns[volumeColumn]?.set(at.subarray(0, count));
  };
  const run = (option: number, count: number): Float64Array => {
    const reading = readings[option];
    if (reading === undefined) throw new RangeError(`no option ${option}`);
    setVolume(reading, count);
    reading.run(count);
    return reading.outputs[0] ?? at;
  };
  return (columns, count) => {
    for (const reading of [...readings, tokens]) fillColumns(reading, limits, columns, count);
    for (const volumes of found) volumes.fill(Infinity, 0, count);
    for (const [step, volume] of grid.entries()) {
      at.fill(volume, 0, count);
      const costs = readings.map((_, option) => run(option, count));
      const before = grid[step - 1] ?? volume;
      let open = 0;
      for (const [index, { from, to }] of pairs.entries()) {
        open += markWins(
          costs[from] ?? at,
          costs[to] ?? at,
          found[index] ?? at,
          below[index] ?? at,
          before,
          volume,
          count,
        );
      }
      if (open === 0) break;
    }
    for (const [index, { from, to }] of pairs.entries()) {
      const [high, low] = [found[index] ?? at, below[index] ?? at];
      for (let halving = 0; halving < halvings; halving += 1) {
        for (let row = 0; row < count; row += 1) {
          const end = high[row] ?? 0;
          at[row] = end === Infinity ? 0 : ((low[row] ?? 0) + end) / 2;
        }
        halve(run(from, count), run(to, count), high, low, at, count);
      }
    }
    at.fill(1, 0, count);
    setVolume(tokens, count);
    tokens.run(count);
    const perVolume = tokens.outputs[0] ?? at;
    for (const volumes of found) {
      for (let row = 0; row < count; row += 1) volumes[row] = (volumes[row] ?? 0) * (perVolume[row] ?? 0);
    }
    return found;
  };
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
