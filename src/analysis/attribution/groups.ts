import { inputGroups, type InputGroup } from '../../document/index.ts';
import { fieldSpec } from '../../scenario/index.ts';

/** What a change of cost can be due to, in the order of reports. `structure` is everything that no shared input explains. */
export const effectGroups = [...inputGroups, 'structure'] as const;

export type EffectGroup = (typeof effectGroups)[number];

/** The group of an input, which its field has; an input without one is an assumption. */
export function groupOf(address: string): InputGroup {
  return fieldSpec(address)?.group ?? 'assumption';
}
