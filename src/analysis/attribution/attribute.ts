import {
  Exact,
  inputsOf,
  interpret,
  coalitionAlgebra,
  combine,
  valueIn,
  type CoalitionValues,
} from '../../formula/index.ts';
import type { WorkloadModel } from '../../model/index.ts';
import { amount, requiredFigure } from '../run/figures.ts';
import { effectGroups, type EffectGroup } from './groups.ts';
import { shapleyValues } from './shapley.ts';
import { bitOf, type ChangedInput, type InputChanges } from './shared-inputs.ts';

/** What one group of inputs contributes to a change of cost. All effects of a change add up to it exactly. */
export interface Effect {
  readonly group: EffectGroup;
  /** Currency a month. */
  readonly change: Exact;
  /** The inputs of the group that changed and that this cost depends on. */
  readonly inputs: readonly ChangedInput[];
  /** Of `structure`: options that are new, gone, or something else than before. */
  readonly replaced: readonly Replaced[];
}

/** An option that is not what it was; null where that side lacks it. */
export interface Replaced {
  readonly workload: string;
  readonly option: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Decimal places of amounts in results, as `amount` keeps them. */
const scale = new Exact(10).pow(20);

/**
 * Splits the change of what a workload costs, which is the cheapest option that is allowed, by its causes: the Shapley values
 * of the groups of inputs, and of the formulas themselves (`structure`). A workload that only one side has is structure alone.
 */
export function attributeWorkload(
  before: WorkloadModel | undefined,
  after: WorkloadModel | undefined,
  changes: InputChanges,
): readonly Effect[] {
  const [was, is] = [paid(before, changes), paid(after, changes)];
  const isShared = before !== undefined && after !== undefined;
  const bits = isShared ? was.bits | is.bits : 0;
  const players = effectGroups.filter((group) => group === 'structure' || (bits & bitOf(group)) !== 0);
  const values = Array.from({ length: 1 << players.length }, (_, coalition) => {
    const members = players.filter((_group, index) => (coalition & (1 << index)) !== 0);
    const isAfter = members.includes('structure');
    const inside = members.reduce((all, group) => all | bitOf(group), 0);
    const side = isAfter ? is : was;
    return units(valueIn(side, isShared ? inside : isAfter ? side.bits : 0));
  });
  const used = usedAddresses(before, after);
  return shapleyValues(values, players.length)
    .map((change, index) => {
      const group = players[index] ?? 'structure';
      const inputs = (changes.byGroup.get(group) ?? []).filter(({ path }) => used.has(path));
      const replaced = group === 'structure' ? replacedOptions(before, after) : [];
      return { group, change: requiredFigure(new Exact(change.toString()).div(scale)), inputs, replaced };
    })
    .filter(({ change, inputs, replaced }) => !change.isZero() || inputs.length > 0 || replaced.length > 0);
}

function replacedOptions(
  before: WorkloadModel | undefined,
  after: WorkloadModel | undefined,
): readonly Replaced[] {
  const [was, is] = [before?.options ?? [], after?.options ?? []];
  const ids = new Set([...is, ...was].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const old = was.find((each) => each.id === id)?.title ?? null;
    const now = is.find((each) => each.id === id)?.title ?? null;
    const workload = after?.id ?? before?.id ?? '';
    return old === now ? [] : [{ workload, option: id, before: old, after: now }];
  });
}

/** The sum of effects of several workloads, group by group. */
export function sumEffects(of: readonly (readonly Effect[])[]): readonly Effect[] {
  return effectGroups.flatMap((group) => {
    const own = of.flatMap((effects) => effects.filter((each) => each.group === group));
    if (own.length === 0) return [];
    const change = own.reduce((sum, each) => sum.plus(each.change), new Exact(0));
    const inputs = new Map(
      own.flatMap((each) => each.inputs.map((input) => [`${input.path} ${input.before ?? ''}`, input])),
    );
    const replaced = own.flatMap((each) => each.replaced);
    return [{ group, change: requiredFigure(change), inputs: [...inputs.values()], replaced }];
  });
}

/** What is paid in each coalition: the least finite total of the options that can be chosen, 0 where there is none. */
function paid(workload: WorkloadModel | undefined, changes: InputChanges): CoalitionValues {
  const zero = new Exact(0);
  const options = (workload?.options ?? []).flatMap(({ statement, exclusions }) =>
    statement === null || exclusions.length > 0 ? [] : [statement.lines.map((line) => line.monthly)],
  );
  const read = interpret(options.flat(), coalitionAlgebra(changes.shared));
  let next = 0;
  const totals = options.map((lines) => {
    const own = read.slice(next, next + lines.length);
    next += lines.length;
    return combine(own, (values) => values.reduce((sum, each) => sum.plus(amount(each)), zero));
  });
  return combine(totals, (values) => {
    const finite = values.filter((each) => each.isFinite());
    return finite.length === 0 ? zero : Exact.min(...finite);
  });
}

/** Each side is read by itself: they are of two graphs, in which one id stands for different nodes. */
function usedAddresses(...workloads: readonly (WorkloadModel | undefined)[]): ReadonlySet<string> {
  const addresses = workloads.flatMap((workload) => {
    const totals = (workload?.options ?? []).flatMap(({ statement }) => statement?.monthly ?? []);
    return inputsOf(...totals).map(({ address }) => address);
  });
  return new Set(addresses);
}

function units(value: Exact): bigint {
  return BigInt(value.times(scale).toFixed(0));
}
