import type { Node } from '../graph/graph.ts';

/** What a step does, as a number. */
export const codes = {
  constant: 0,
  input: 0,
  count: 0,
  named: 1,
  add: 2,
  subtract: 3,
  multiply: 4,
  divide: 5,
  minimum: 6,
  maximum: 7,
  ceiling: 8,
  power: 9,
  choose: 10,
  least: 11,
} as const satisfies Record<Node['op'], number>;
