import { formatUnit, type Exact, type InputNode, type SharedInput } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { requiredFigure } from '../run/figures.ts';
import { effectGroups, groupOf, type EffectGroup } from './groups.ts';

/** An input that is not the same before and after; null where one side has none under the address. */
export interface ChangedInput {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly before: Exact | null;
  readonly after: Exact | null;
}

/** How the inputs of two models differ. */
export interface InputChanges {
  /** Inputs under one address in one unit, with different values. */
  readonly shared: ReadonlyMap<string, SharedInput>;
  /** All that differ, also those that only one side has, by address. */
  readonly byPath: ReadonlyMap<string, GroupedChange>;
}

interface GroupedChange {
  readonly group: EffectGroup;
  /** Two where an address has another unit than before: what went and what came. */
  readonly changes: readonly ChangedInput[];
}

/** The changes of some inputs by group, addresses in order. */
export function changesOf(
  addresses: Iterable<string>,
  { byPath }: InputChanges,
): ReadonlyMap<EffectGroup, readonly ChangedInput[]> {
  const changed = [...addresses].filter((path) => byPath.has(path)).sort();
  const found = new Map<EffectGroup, ChangedInput[]>();
  for (const path of changed) {
    const { group, changes } = byPath.get(path) as GroupedChange;
    const own = found.get(group);
    if (own === undefined) found.set(group, [...changes]);
    else own.push(...changes);
  }
  return found;
}

/** The bit that stands for a group in coalitions. */
export function bitOf(group: EffectGroup): number {
  return 1 << effectGroups.indexOf(group);
}

/** Compares all inputs of two models by their addresses. */
export function changesBetween(before: Model, after: Model): InputChanges {
  const shared = new Map<string, SharedInput>();
  const byPath = new Map<string, GroupedChange>();
  const addresses = new Set([...before.graph.inputs.keys(), ...after.graph.inputs.keys()]);
  for (const path of addresses) {
    const was = before.graph.inputs.get(path);
    const is = after.graph.inputs.get(path);
    if (was === undefined || is === undefined) {
      byPath.set(path, { group: 'structure', changes: [changedInput(path, was, is)] });
    } else if (was.unit.key !== is.unit.key) {
      const changes = [changedInput(path, was, undefined), changedInput(path, undefined, is)];
      byPath.set(path, { group: 'structure', changes });
    } else if (!was.value.eq(is.value)) {
      const group = groupOf(path);
      shared.set(path, { bit: bitOf(group), before: was.value, after: is.value });
      byPath.set(path, { group, changes: [changedInput(path, was, is)] });
    }
  }
  return { shared, byPath };
}

function changedInput(path: string, was: InputNode | undefined, is: InputNode | undefined): ChangedInput {
  const one = is ?? was;
  return {
    path,
    label: one?.label ?? path,
    unit: one === undefined ? '' : formatUnit(one.unit),
    before: was === undefined ? null : requiredFigure(was.value),
    after: is === undefined ? null : requiredFigure(is.value),
  };
}
