import {
  movedInputs,
  pricedIn,
  monthValue,
  type MovedInput,
  type Model,
  type Timeline,
} from '../../../model/index.ts';
import type { Node } from '../../../formula/index.ts';
import { trendAddress, type PathSpace } from './path-space.ts';

/** The columns that a plan takes, and how they are written for a month of many paths. */
export interface PathInputs {
  readonly addresses: readonly string[];
  /** Writes the values of one month. `sample[d]` are those of unknown d for the paths. */
  readonly fill: (
    to: readonly Float64Array[],
    sample: readonly Float64Array[],
    month: number,
    count: number,
  ) => void;
}

/** The inputs behind some formulas that another month or another path moves. */
export function pathInputs(
  model: Model,
  timeline: Timeline,
  roots: readonly Node[],
  unknown: PathSpace,
): PathInputs {
  const moved = movedInputs(model, timeline, roots);
  const timed = new Set(moved.map(({ address }) => address));
  const still = unknown.addresses.filter((address) => !timed.has(address) && model.graph.inputs.has(address));
  const writers = [
    ...moved.map((input) => writerOf(input, model, timeline, unknown)),
    ...still.map((address): Writer => {
      const column = unknown.column(address) ?? -1;
      return (to, sample, _, count) => {
        const from = sample[column];
        if (from !== undefined) to.set(from.subarray(0, count));
      };
    }),
  ];
  return {
    addresses: [...timed, ...still],
    fill: (to, sample, month, count) => {
      for (const [index, write] of writers.entries()) {
        const column = to[index];
        if (column !== undefined) write(column, sample, month, count);
      }
    },
  };
}

type Writer = (to: Float64Array, sample: readonly Float64Array[], month: number, count: number) => void;

/** An input of a month: its value there, times what each of its unknowns makes of it relative to its stated value. */
function writerOf(input: MovedInput, model: Model, timeline: Timeline, unknown: PathSpace): Writer {
  const { trend, workload, address, changes } = input;
  const stated = input.value.toNumber();
  const own = unknown.column(address);
  const rateAddress = trend === 'volume' ? `workloads.${workload ?? ''}.growth` : trendAddress(trend);
  const rate = unknown.column(rateAddress);
  const isYear = unknown.isYearly(rateAddress);
  const central = months(input, timeline);
  const statedRate =
    trend === 'volume' ? monthlyGrowth(model, workload ?? '', isYear) : timeline.trends[trend].toNumber();
  const acted = trend === 'volume' ? timeline.grown.get(workload ?? '') : undefined;
  return (to, sample, month, count) => {
    to.fill(central[month] ?? stated, 0, count);
    const values = own === undefined ? undefined : sample[own];
    if (values !== undefined && stated !== 0)
      for (let row = 0; row < count; row += 1) to[row] = ((to[row] ?? 0) * (values[row] ?? 0)) / stated;
    const rates = rate === undefined ? undefined : sample[rate];
    const { month: priced, contract } = pricedIn(input, month);
    const since = acted?.[month] ?? priced;
    if (rates !== undefined && since > 0) {
      const power = isYear ? since / 12 : since;
      const before = (1 + statedRate) ** since;
      for (let row = 0; row < count; row += 1)
        to[row] = ((to[row] ?? 0) * Math.max(0, 1 + (rates[row] ?? 0)) ** power) / before;
    }
    for (const each of contract === null ? changes : [...changes, contract]) {
      if (priced < each.month) continue;
      const column = unknown.column(`events.${each.event}.change`);
      const drawn = column === undefined ? undefined : sample[column];
      if (drawn === undefined) continue;
      const factor = each.factor.toNumber();
      for (let row = 0; row < count; row += 1)
        to[row] = ((to[row] ?? 0) * Math.max(0, 1 + (drawn[row] ?? 0))) / factor;
    }
  };
}

/** The input's value in each month at what is stated. */
function months(input: MovedInput, timeline: Timeline): readonly number[] {
  return timeline.months.map((_, month) => monthValue(input, timeline, month).toNumber());
}

function monthlyGrowth(model: Model, workload: string, isYear: boolean): number {
  const rate = model.scenario.workloads.get(workload)?.growth.value.toNumber() ?? 0;
  return isYear ? (1 + rate) ** (1 / 12) - 1 : rate;
}
