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
  /** All that differ, also those that only one side has, by group; addresses in order. */
  readonly byGroup: ReadonlyMap<EffectGroup, readonly ChangedInput[]>;
}

/** The bit that stands for a group in coalitions. */
export function bitOf(group: EffectGroup): number {
  return 1 << effectGroups.indexOf(group);
}

/** Compares all inputs of two models by their addresses. */
export function changesBetween(before: Model, after: Model): InputChanges {
  const shared = new Map<string, SharedInput>();
  const byGroup = new Map<EffectGroup, ChangedInput[]>();
  const add = (group: EffectGroup, change: ChangedInput): void => {
    byGroup.set(group, [...(byGroup.get(group) ?? []), change]);
  };
  const addresses = new Set([...before.graph.inputs.keys(), ...after.graph.inputs.keys()]);
  for (const path of [...addresses].sort()) {
    const was = before.graph.inputs.get(path);
    const is = after.graph.inputs.get(path);
    if (was === undefined || is === undefined) {
      add('structure', changedInput(path, was, is));
    } else if (was.unit.key !== is.unit.key) {
      add('structure', changedInput(path, was, undefined));
      add('structure', changedInput(path, undefined, is));
    } else if (!was.value.eq(is.value)) {
      const group = groupOf(path);
      shared.set(path, { bit: bitOf(group), before: was.value, after: is.value });
      add(group, changedInput(path, was, is));
    }
  }
  return { shared, byGroup };
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
