import type { IsoMonth, Quantity, Trend } from '../../document/index.ts';
import {
  currencyOfUnit,
  inputsOf,
  nearDouble,
  type Exact,
  type Node,
  type Overrides,
} from '../../formula/index.ts';
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
  readonly changes: readonly DatedChange[];
  /** Contracts that hold it: from a month up to, and without, another. No two of them have a month in common. */
  readonly contracts: readonly (DatedChange & { readonly until: number })[];
}

/** What an event makes of an input, from a month on. */
interface DatedChange {
  readonly month: number;
  readonly factor: Exact;
  /** Its place among the events. */
  readonly event: number;
}

/** The inputs behind some formulas that a timeline moves. What they follow stands in their fields. */
export function movedInputs(model: Model, timeline: Timeline, roots: readonly Node[]): readonly MovedInput[] {
  return inputsOf(...roots).flatMap(({ address, value, unit }): readonly MovedInput[] => {
    const trend = fieldSpec(address)?.trend;
    if (trend === undefined) return [];
    if (trend === 'volume') {
      const workload = model.workloads.find(({ id }) => address === `workloads.${id}.volume`)?.id ?? null;
      return workload === null ? [] : [{ address, value, trend, workload, changes: [], contracts: [] }];
    }
    if (currencyOfUnit(unit) === undefined) return [];
    const { changes, contracts } = datedChanges(address, timeline);
    const isKnown = timeline.known?.has(address) === true;
    const isStill = !isKnown && changes.length === 0 && contracts.length === 0;
    if (isStill && timeline.trends[trend].isZero() && !timeline.uncertain.has(trend)) return [];
    return [{ address, value, trend, workload: null, changes, contracts }];
  });
}

/** The events that move the price at an address. */
function datedChanges(
  address: string,
  { events, months }: Timeline,
): Pick<MovedInput, 'changes' | 'contracts'> {
  const ofEntry = (entry: string, parts: readonly string[]): boolean =>
    parts.some((part) => address.startsWith(`${part}.${entry}.`));
  const changeOf = (month: IsoMonth, change: Quantity, event: number): DatedChange => ({
    month: months.indexOf(month),
    factor: change.value.plus(1),
    event,
  });
  const changes = events.flatMap((event, index) =>
    (event.kind === 'price' && ofEntry(event.entry, ['prices'])) ||
    (event.kind === 'offer' && ofEntry(event.entry, ['offers']))
      ? [changeOf(event.month, event.change, index)]
      : [],
  );
  const contracts = events.flatMap((event, index) => {
    if (event.kind !== 'contract' || !ofEntry(event.entry, ['prices', 'offers'])) return [];
    const change = changeOf(event.month, event.change, index);
    return [{ ...change, until: change.month + event.term.value.toNumber() }];
  });
  return { changes, contracts };
}

/**
 * The month whose trend and changes an input has in a month: its own, or the first of the contract that holds it then.
 */
export function pricedIn(
  { contracts }: MovedInput,
  month: number,
): { readonly month: number; readonly contract: DatedChange | null } {
  const contract = contracts.find((each) => month >= each.month && month < each.until) ?? null;
  return { month: contract?.month ?? month, contract };
}

/** The values of those inputs in each month. */
export function monthInputs(inputs: readonly MovedInput[], timeline: Timeline): (month: number) => Overrides {
  const series = inputs.map((input) => [input.address, seriesOf(input, timeline)] as const);
  return (month) => new Map(series.map(([address, values]) => [address, values[month] as Exact]));
}

/** The same in doubles: a column of all months for each. */
export function columnsOf(inputs: readonly MovedInput[], timeline: Timeline): readonly Float64Array[] {
  return inputs.map((input) => Float64Array.from(seriesOf(input, timeline), nearDouble));
}

/** Workloads share prices, and so their months. */
const known = new WeakMap<Timeline, Map<string, readonly Exact[]>>();

/** An input's value in each month. What stands still from one to the next is the same number. */
function seriesOf(input: MovedInput, timeline: Timeline): readonly Exact[] {
  const ofTimeline = known.get(timeline) ?? new Map<string, readonly Exact[]>();
  known.set(timeline, ofTimeline);
  const key = `${input.address} ${input.value.toString()}`;
  const found = ofTimeline.get(key);
  if (found !== undefined) return found;
  let before: Exact | null = null;
  const made = timeline.months.map((_, month) => {
    const value = monthValue(input, timeline, month);
    return (before = before?.eq(value) === true ? before : value);
  });
  ofTimeline.set(key, made);
  return made;
}

/** The value of an input in a month, counted from 0. */
export function monthValue(input: MovedInput, timeline: Timeline, month: number): Exact {
  const { trend, value, workload } = input;
  if (trend === 'volume') return timeline.volumes.get(workload ?? '')?.[month] ?? value;
  const known = timeline.known?.get(input.address)?.[month];
  if (known !== undefined) return known;
  const { month: priced, contract } = pricedIn(input, month);
  const moved = value.times(timeline.factors[trend][priced] ?? 1).times(contract?.factor ?? 1);
  return input.changes.reduce((sum, each) => (priced >= each.month ? sum.times(each.factor) : sum), moved);
}
