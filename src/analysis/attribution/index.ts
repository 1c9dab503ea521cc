/** Why a cost changed: split by groups of inputs, exactly and independent of any order. */
export { attributeWorkload, sumEffects, type Effect } from './attribute.ts';
export type { Replaced } from './replaced.ts';
export { shapleyValues } from './shapley.ts';
export { apportion } from './apportion.ts';
export { changesBetween, type ChangedInput, type InputChanges } from './shared-inputs.ts';
export { effectGroups, groupOf, type EffectGroup } from './groups.ts';
