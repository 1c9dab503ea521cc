import { expect, it } from 'vitest';
import { placementProgram } from '../../src/analysis/index.ts';
import { searchLine } from '../../src/cli/search-progress.ts';
import { openSolver } from '../../src/io/index.ts';
import { largePortfolio } from '../support/large-portfolio.ts';
import { portfolioOf } from '../support/portfolio.ts';

it('a search that is stopped ends with the best plan that it has, and what no plan costs less than', async () => {
  const { program } = placementProgram(
    portfolioOf(largePortfolio({ workloads: 40, clusters: 10, options: 8 })),
  );
  const solver = openSolver({ nodes: 200_000 });
  try {
    const searching = solver.solve(program);
    while (solver.progress().cost === null || solver.progress().bound === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    solver.stop();
    const { status, cost, bound, values } = await searching;
    expect(status).toBe('limit');
    expect(values.length).toBe(program.columns.length);
    expect(bound ?? Infinity).toBeLessThan(cost ?? 0);
    // What is asked after that is not begun.
    expect((await solver.solve(program)).values).toEqual([]);
  } finally {
    await solver.close();
  }
}, 120_000);

it.each([
  [{ cost: null, bound: null, nodes: 0 }, 'looking for a plan'],
  [
    { cost: 12345.4, bound: 12300, nodes: 120 },
    'best plan 12,345 USD/month, none below 12,300 USD/month: gap 0.37 %, 120 nodes; Ctrl-C takes the best so far',
  ],
])('%j is said as: %s', (progress, line) => {
  expect(searchLine(progress, 'USD')).toBe(line);
});
