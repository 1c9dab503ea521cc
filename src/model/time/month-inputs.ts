import type { Trend } from '../../document/index.ts';
import { currencyOfUnit, inputsOf, type Exact, type Node, type Overrides } from '../../formula/index.ts';
import { fieldSpec } from '../../scenario/index.ts';
import type { Model } from '../types.ts';
import type { Timeline } from './timeline.ts';

/** An input that is another from month to month. */
export interface MovedInput {
  readonly address: string;
  readonly value: Exact;
  readonly trend: Trend;
  /** The workload whose volume it is. */
  readonly workload: string | null;
  /** Changes on a date that it takes part in. */
  readonly changes: readonly { readonly month: number; readonly factor: Exact }[];
}

/** The inputs behind some formulas that a timeline moves. What they follow stands in their fields. */
export function movedInputs(model: Model, timeline: Timeline, roots: readonly Node[]): readonly MovedInput[] {
  return inputsOf(...roots).flatMap(({ address, value, unit }): readonly MovedInput[] => {
    const trend = fieldSpec(address)?.trend;
    if (trend === undefined) return [];
    if (trend === 'volume') {
      const workload = model.workloads.find(({ id }) => address === `workloads.${id}.volume`)?.id ?? null;
      return workload === null ? [] : [{ address, value, trend, workload, changes: [] }];
    }
    if (currencyOfUnit(unit) === undefined) return [];
    const changes = timeline.events.flatMap((event) =>
      (event.kind === 'price' && address.startsWith(`prices.${event.entry}.`)) ||
      (event.kind === 'offer' && address.startsWith(`offers.${event.entry}.`))
        ? [{ month: timeline.months.indexOf(event.month), factor: event.change.value.plus(1) }]
        : [],
    );
    if (timeline.trends[trend].isZero() && changes.length === 0) return [];
    return [{ address, value, trend, workload: null, changes }];
  });
}

/** The values of those inputs in a month, counted from 0. */
export function monthInputs(inputs: readonly MovedInput[], timeline: Timeline, month: number): Overrides {
  return new Map(inputs.map((input) => [input.address, valueIn(input, timeline, month)]));
}

function valueIn(input: MovedInput, timeline: Timeline, month: number): Exact {
  const { trend, value, workload } = input;
  if (trend === 'volume') return timeline.volumes.get(workload ?? '')?.[month] ?? value;
  const moved = value.times(timeline.factors[trend][month] ?? 1);
  return input.changes.reduce((sum, each) => (month >= each.month ? sum.times(each.factor) : sum), moved);
}
