import { expect, it } from 'vitest';
import { placePortfolio } from '../../../src/analysis/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { portfolioOf } from '../../support/portfolio.ts';

// 1B tokens a month are 1e9 / 2,628,000 / 2,500 / 80 % = 0.19 replicas: thirteen need 2.47, twelve 2.28, both two nodes of two
// GPUs for 5,840 a month. So one that is bought costs its 1,000 on top.
it('of thirteen workloads, what one costs otherwise is counted with the others where they are', async () => {
  const portfolio = portfolioOf(`
currency: USD
hours_per_month: 730
prices:
  - { id: api, input: 1 USD/Mtok, output: 1 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 2, term: 1 year, switch_off: false }
clusters:
  own: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
workloads:
${Array.from(
  { length: 13 },
  (_, index) => `  w${index}:
    volume: 1B tokens/month
    ratio: 1:1
    options:
      api: { buy: api }
      own: { build: own }`,
).join('\n')}
`);
  const solved: number[] = [];
  const { portfolio: placed } = await placePortfolio(portfolio, async (program) => {
    const solution = await solveProgram(program);
    solved.push(program.columns.filter(({ lower, upper }) => lower < upper).length);
    return solution;
  });
  expect(placed.monthly?.toFixed(2)).toBe('5840.00');
  expect(placed.othersKept).toBe(true);
  expect(
    placed.assignments.map(({ option, otherwise }) => [
      option,
      otherwise?.option,
      otherwise?.more.toFixed(2),
    ]),
  ).toEqual(Array.from({ length: 13 }, () => ['own', 'api', '1000.00']));
  expect(placed.near).toEqual([]);
  // One search over everything; what a single other option costs is read from the formula.
  expect(solved.length).toBe(1);
});
