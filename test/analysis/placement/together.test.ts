import { expect, it } from 'vitest';
import { mayShare, placePortfolio, runModel, togetherWith } from '../../../src/analysis/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import type { LinearProgram } from '../../../src/optimization/index.ts';
import { portfolioOf } from '../../support/portfolio.ts';

const head = `
currency: USD
hours_per_month: 730
prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok }
  - { id: globex/chat, input: 2 USD/Mtok, output: 2 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 2, term: 1 year, switch_off: false }
clusters:
  a: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
  b: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
`;
const workload = (id: string, cluster: string): string => `
  ${id}:
    volume: 2B tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat }, other: { buy: globex/chat }, own: { build: ${cluster} } }`;

async function together(yaml: string) {
  const portfolio = portfolioOf(yaml);
  const asked: LinearProgram[] = [];
  let built = 0;
  const result = await togetherWith(runModel(portfolio.model), portfolio.model, {
    build: () => {
      built += 1;
      return portfolio;
    },
    solve: async (program) => {
      asked.push(program);
      return solveProgram(program);
    },
  });
  return { portfolio, placed: result.portfolio, asked: asked.length, built };
}

// 2B tokens a month are 0.38 replicas: alone 2,000 for the API against 2,920 for a node of two; together one node.
it('run has the joint total of place beside the sum of the answers, proved without asking the solver', async () => {
  const { portfolio, placed, asked } = await together(
    `${head}workloads:${workload('x', 'a')}${workload('y', 'a')}`,
  );
  expect(placed.monthly?.toFixed()).toBe('4000');
  expect(placed.together).toEqual({ status: 'optimal', monthly: expect.objectContaining({}) as unknown });
  expect(placed.together?.monthly?.toFixed()).toBe('2920');
  expect(placed.gap?.toFixed()).toBe('0');
  expect(asked).toBe(0);
  const plan = await placePortfolio(portfolio, (program) => solveProgram(program));
  expect(plan.portfolio.monthly?.toFixed()).toBe('2920');
});

it('of workloads that share nothing, no portfolio is built and no solver asked, and there is no gap', async () => {
  const { placed, asked, built } = await together(
    `${head}workloads:${workload('x', 'a')}${workload('y', 'b')}`,
  );
  expect({ asked, built, together: placed.together, gap: placed.gap }).toEqual({
    asked: 0,
    built: 0,
    together: undefined,
    gap: null,
  });
});

it('limits of the plan are looked at, though nothing is shared', async () => {
  const text = `${head}plan: { budget: 3k USD/month }\nworkloads:${workload('x', 'a')}${workload('y', 'b')}`;
  const { placed } = await together(text);
  expect(placed.together).toEqual({ status: 'infeasible', monthly: null });
  expect(placed.gap).toBeNull();
});

it.each([
  [
    'a team',
    'teams: { ops: { headcount: 1, loaded_cost: 12k USD/year } }',
    '{ build: a, team: ops }',
    '{ build: b, team: ops }',
  ],
  [
    'a minimum',
    '',
    '{ buy: acme/chat, monthly_minimum: 9k USD/month }',
    '{ buy: acme/chat, monthly_minimum: 9k USD/month }',
  ],
  ['a cluster', '', '{ build: a }', '{ build: a, failover: api }'],
])('%s is shared', (_, more, first, second) => {
  const own = (id: string, option: string): string =>
    workload(id, 'a').replace('own: { build: a }', `own: ${option}`);
  const { model } = portfolioOf(`${head}${more}\nworkloads:${own('x', first)}${own('y', second)}`);
  expect(mayShare(model)).toBe(true);
});

it('one workload has no joint plan', () => {
  expect(mayShare(portfolioOf(`${head}workloads:${workload('x', 'a')}`).model)).toBe(false);
});
