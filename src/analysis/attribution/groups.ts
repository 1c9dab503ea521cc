import { inputGroups, type InputGroup } from '../../document/index.ts';
import { fieldSpec } from '../../scenario/index.ts';

/** Options that are not what they were: another model or price entry, another offer, or new or gone. */
const replacedGroups = ['model', 'offer', 'added'] as const;

export type ReplacedGroup = (typeof replacedGroups)[number];

/**
 * What a change of cost can be due to, in the order of reports. `structure` is what neither a shared input nor an option that
 * is something else explains: the same options by other formulas.
 */
export const effectGroups = [...inputGroups, ...replacedGroups, 'structure'] as const;

export type EffectGroup = (typeof effectGroups)[number];

/** The group of an input, which its field has; an input without one is an assumption. */
export function groupOf(address: string): InputGroup {
  return fieldSpec(address)?.group ?? 'assumption';
}
