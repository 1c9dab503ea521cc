import { expect, test } from 'vitest';
import { lpText, mpsText, ProgramBuilder } from '../../src/optimization/index.ts';
import { solveText } from './solve-text.ts';

function program() {
  const builder = new ProgramBuilder();
  const own = builder.choice('workloads.chat.options.own/h100@2x', 1000);
  const api = builder.choice('workloads.chat.options.own-h100@2x', 2500.125);
  const nodes = builder.column('clusters.eu.nodes', { cost: 12.5, lower: 0, upper: 7, isWhole: true });
  const spare = builder.column('spare', { cost: 0.1, lower: -3, upper: Infinity });
  builder.addOffset(7);
  builder.row('one option', [{ column: own, coefficient: 1 }, { column: api, coefficient: 1 }], { lower: 1, upper: 1 });
  builder.row('load', [{ column: own, coefficient: 2.5 }, { column: nodes, coefficient: -1 }], { upper: 0 });
  builder.row('range', [{ column: nodes, coefficient: 1 }, { column: spare, coefficient: 1 }], { lower: 1, upper: 4 });
  return builder.build('a = plan');
} // prettier-ignore

test('names keep what can be read, and stay apart', () => {
  const text = lpText(program());
  expect(text).toContain('workloads.chat.options.own_h100_2x_2');
  expect(text).toContain(' - 1 clusters.eu.nodes');
});

// By hand: own costs 1000 and needs 3 nodes at 12.5; spare can fall to -2 where nodes are 3: 1000 + 37.5 - 0.2 + 7.
test.each([
  ['lp', lpText],
  ['mps', mpsText],
] as const)('solvers find the same plan in %s', async (format, write) => {
  expect(await solveText(format, write(program()))).toBeCloseTo(1044.3, 9);
});
