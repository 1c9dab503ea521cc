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
import { optionChanges, type Replaced } from './replaced.ts';
import { bitOf, changesOf, type ChangedInput, type InputChanges } from './shared-inputs.ts';

/** What one group of inputs contributes to a change of cost. All effects of a change add up to it exactly. */
export interface Effect {
  readonly group: EffectGroup;
  /** Currency a month. */
  readonly change: Exact;
  /** The inputs of the group that changed and that this cost depends on. */
  readonly inputs: readonly ChangedInput[];
  /** Of `model`, `offer` and `added`: the options that are something else than before, new or gone. */
  readonly replaced: readonly Replaced[];
}

/** Decimal places of amounts in results, as `amount` keeps them. */
const scale = new Exact(10).pow(20);

/**
 * Splits the change of what a workload costs, which is the cheapest option that is allowed, by its causes: the Shapley values
 * of the groups of inputs, of options that are something else than before, and of all other formulas (`structure`).
 */
export function attributeWorkload(
  before: WorkloadModel | undefined,
  after: WorkloadModel | undefined,
  changes: InputChanges,
): readonly Effect[] {
  const [was, is] = [costsOf(before, changes), costsOf(after, changes)];
  const { replaced, groups } = optionChanges(before, after);
  const isShared = before !== undefined && after !== undefined;
  const bits = isShared ? [...was.values(), ...is.values()].reduce((all, each) => all | each.bits, 0) : 0;
  const formulas = new Set<EffectGroup>(groups.values());
  const players = effectGroups.filter((group) => formulas.has(group) || (bits & bitOf(group)) !== 0);
  const values = Array.from({ length: 1 << players.length }, (_, coalition) => {
    const members = new Set(players.filter((_group, index) => (coalition & (1 << index)) !== 0));
    const inside = [...members].reduce((all, group) => all | bitOf(group), 0);
    const costs = [...groups].flatMap(([id, group]) => {
      const isAfter = members.has(group);
      const cost = (isAfter ? is : was).get(id);
      // A workload that one side lacks is all that side's own.
      return cost === undefined ? [] : [valueIn(cost, isShared ? inside : isAfter ? cost.bits : 0)];
    });
    const finite = costs.filter((each) => each.isFinite());
    return units(finite.length === 0 ? new Exact(0) : Exact.min(...finite));
  });
  const changed = changesOf(usedAddresses(before, after), changes);
  const effects = shapleyValues(values, players.length).map((change, index) => {
    const group = players[index] ?? 'structure';
    const inputs = changed.get(group) ?? [];
    const own = group === 'model' || group === 'offer' || group === 'added' ? replaced.get(group) : undefined;
    return {
      group,
      change: requiredFigure(new Exact(change.toString()).div(scale)),
      inputs,
      replaced: own ?? [],
    };
  });
  return withOneSidedInputs(effects, changed.get('structure') ?? []).filter(
    ({ change, inputs, replaced: own }) => !change.isZero() || inputs.length > 0 || own.length > 0,
  );
}

/** Inputs that only one side has came or went with the options that are something else, where there are such. */
function withOneSidedInputs(effects: readonly Effect[], inputs: readonly ChangedInput[]): readonly Effect[] {
  const bearer = effects.find(({ replaced }) => replaced.length > 0)?.group ?? 'structure';
  const known = effects.map((effect) =>
    effect.group === bearer
      ? { ...effect, inputs }
      : effect.group === 'structure'
        ? { ...effect, inputs: [] }
        : effect,
  );
  if (inputs.length === 0 || known.some(({ group }) => group === bearer)) return known;
  return [...known, { group: bearer, change: new Exact(0), inputs, replaced: [] }];
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

/** What each option costs that can be chosen, in each coalition of groups of inputs, by id. */
function costsOf(
  workload: WorkloadModel | undefined,
  changes: InputChanges,
): ReadonlyMap<string, CoalitionValues> {
  const zero = new Exact(0);
  const options = (workload?.options ?? []).flatMap(({ id, statement, exclusions }) =>
    statement === null || exclusions.length > 0
      ? []
      : [{ id, lines: statement.lines.map((line) => line.monthly) }],
  );
  const all = options.flatMap(({ lines }) => lines);
  const read = interpret(all, coalitionAlgebra(changes.shared));
  let next = 0;
  return new Map(
    options.map(({ id, lines }) => {
      const own = read.slice(next, next + lines.length);
      next += lines.length;
      return [id, combine(own, (values) => values.reduce((sum, each) => sum.plus(amount(each)), zero))];
    }),
  );
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
