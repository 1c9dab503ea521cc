import {
  movedInputs,
  pricedIn,
  monthValue,
  type MovedInput,
  type Model,
  type Timeline,
} from '../../../model/index.ts';
import type { Node } from '../../../formula/index.ts';
import type { DrawnPaths } from './drawn-paths.ts';
import { trendAddress } from './path-space.ts';

/** The columns that a plan takes, and how they are written for a month of many paths. */
export interface PathInputs {
  readonly addresses: readonly string[];
  /** Whether an input is another from path to path, and not only from month to month. */
  readonly varies: (address: string) => boolean;
  /** Writes the values of one month on `count` paths from `start` on. */
  readonly fill: (to: readonly Float64Array[], month: number, start: number, count: number) => void;
}

/** The inputs behind some formulas that another month or another path moves. */
export function pathInputs(
  model: Model,
  timeline: Timeline,
  roots: readonly Node[],
  drawn: DrawnPaths,
): PathInputs {
  const { unknown } = drawn;
  const moved = movedInputs(model, timeline, roots);
  const timed = new Set(moved.map(({ address }) => address));
  const still = unknown.addresses.filter((address) => !timed.has(address) && model.graph.inputs.has(address));
  const isVaried = ({ address, trend, workload, changes, contracts }: MovedInput): boolean =>
    [
      address,
      rateAddressOf(trend, workload),
      ...[...changes, ...contracts].map(({ event }) => changeAddress(event)),
    ].some((each) => unknown.column(each) !== undefined);
  const varied = new Set([...moved.filter(isVaried).map(({ address }) => address), ...still]);
  const writers = [
    ...moved.map((input) => writerOf(input, model, timeline, drawn)),
    ...still.map((address): Writer => {
      const column = unknown.column(address) ?? -1;
      return (to, _, start, count) => to.set(drawn.values(column, start, count));
    }),
  ];
  return {
    addresses: [...timed, ...still],
    varies: (address) => varied.has(address),
    fill: (to, month, start, count) => {
      for (const [index, write] of writers.entries()) {
        const column = to[index];
        if (column !== undefined) write(column, month, start, count);
      }
    },
  };
}

type Writer = (to: Float64Array, month: number, start: number, count: number) => void;

/** An input of a month: its value there, times what each of its unknowns makes of it relative to its stated value. */
function writerOf(input: MovedInput, model: Model, timeline: Timeline, drawn: DrawnPaths): Writer {
  const { unknown } = drawn;
  const { trend, workload, address, changes } = input;
  const stated = input.value.toNumber();
  const own = unknown.column(address);
  const rateAddress = rateAddressOf(trend, workload);
  const rate = unknown.column(rateAddress);
  const isYear = unknown.isYearly(rateAddress);
  const central = months(input, timeline);
  const statedRate =
    trend === 'volume' ? monthlyGrowth(model, workload ?? '', isYear) : timeline.trends[trend].toNumber();
  const acted = trend === 'volume' ? timeline.grown.get(workload ?? '') : undefined;
  return (to, month, start, count) => {
    to.fill(central[month] ?? stated, 0, count);
    if (own !== undefined && stated !== 0) {
      const values = drawn.values(own, start, count);
      for (let row = 0; row < count; row += 1)
        to[row] = ((to[row] as number) * (values[row] as number)) / stated;
    }
    const { month: priced, contract } = pricedIn(input, month);
    const since = acted?.[month] ?? priced;
    if (rate !== undefined && since > 0) {
      const growth = drawn.growth(rate, [since, isYear ? 12 : 1], start, count);
      const before = (1 + statedRate) ** since;
      for (let row = 0; row < count; row += 1)
        to[row] = ((to[row] as number) * (growth[row] as number)) / before;
    }
    for (const each of contract === null ? changes : [...changes, contract]) {
      if (priced < each.month) continue;
      const column = unknown.column(changeAddress(each.event));
      if (column === undefined) continue;
      const growth = drawn.growth(column, [1, 1], start, count);
      const factor = each.factor.toNumber();
      for (let row = 0; row < count; row += 1)
        to[row] = ((to[row] as number) * (growth[row] as number)) / factor;
    }
  };
}

function rateAddressOf(trend: MovedInput['trend'], workload: string | null): string {
  return trend === 'volume' ? `workloads.${workload ?? ''}.growth` : trendAddress(trend);
}

function changeAddress(event: number): string {
  return `events.${event}.change`;
}

/** The input's value in each month at what is stated. */
function months(input: MovedInput, timeline: Timeline): readonly number[] {
  return timeline.months.map((_, month) => monthValue(input, timeline, month).toNumber());
}

function monthlyGrowth(model: Model, workload: string, isYear: boolean): number {
  const rate = model.scenario.workloads.get(workload)?.growth.value.toNumber() ?? 0;
  return isYear ? (1 + rate) ** (1 / 12) - 1 : rate;
}
