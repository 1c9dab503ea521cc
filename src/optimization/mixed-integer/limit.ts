import type { Node } from '../../formula/index.ts';

/** What has to hold of a formula. */
export interface Limit {
  /** As a person reads it: `plan.budget.monthly`. */
  readonly name: string;
  readonly of: Node;
  readonly lower?: number;
  readonly upper?: number;
}
