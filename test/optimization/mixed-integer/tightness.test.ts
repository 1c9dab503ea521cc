import { expect, it } from 'vitest';
import { placementProgram } from '../../../src/analysis/index.ts';
import { Exact, Graph, type InputNode } from '../../../src/formula/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { readProgram } from '../../../src/optimization/index.ts';
import { largePortfolio } from '../../support/large-portfolio.ts';
import { portfolioOf } from '../../support/portfolio.ts';

it('a team that grows with its clusters is no product: it is zero where the team is not used', () => {
  const { program } = placementProgram(
    portfolioOf(largePortfolio({ workloads: 8, clusters: 6, options: 6 })),
  );
  expect(program.columns.filter(({ name }) => name.startsWith('gated'))).toEqual([]);
});

// One for every begun three of five. Three and a half of four ask for half of a second one: no less than their sum, less two.
it('groups that a ceiling counts are stated, so that fractions cost what they must', async () => {
  const graph = new Graph();
  const parts = Array.from({ length: 5 }, (_, index): InputNode =>
    graph.input({
      address: `part.${index}`,
      label: 'part',
      value: new Exact(0),
      unit: '1',
      provenance: { kind: 'stated', origin: { type: 'assumption', words: 'decided' } },
      minimum: new Exact(0),
      maximum: new Exact(1),
      whole: true,
    }),
  );
  const sum = graph.add(...parts.slice(0, 4));
  const groups = graph.ceiling(graph.divide(graph.add(...parts), graph.constant(3)));
  const { program } = readProgram({
    name: 'groups',
    cost: graph.multiply(graph.constant(10), groups),
    decisions: parts,
    limits: [{ name: 'asked', of: sum, lower: 3.5 }],
  });
  const relaxed = { ...program, columns: program.columns.map((each) => ({ ...each, isWhole: false })) };
  expect((await solveProgram(relaxed)).cost).toBeCloseTo(15, 6);
  expect((await solveProgram(program)).cost).toBe(20);
});
