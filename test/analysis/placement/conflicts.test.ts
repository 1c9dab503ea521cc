import { expect, it } from 'vitest';
import { placePortfolio } from '../../../src/analysis/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { portfolioOf } from '../../support/portfolio.ts';

// 20B tokens a month are 20e9 / 2,628,000 / 2,500 / 80 % = 3.8 replicas, and the workload has no other option.
it('a quota below what is required is named with its place, and with what the plan costs without it', async () => {
  const portfolio = portfolioOf(`
currency: USD
hours_per_month: 730
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 1, term: 1 year, switch_off: false }
clusters:
  a: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
plan:
  budget: 50k USD/month
  quotas: { gpu: 3 GPU }
workloads:
  w:
    volume: 20B tokens/month
    ratio: 1:1
    options:
      own: { build: a }
`);
  const { portfolio: placed } = await placePortfolio(portfolio, (program) => solveProgram(program));
  expect(placed.status).toBe('infeasible');
  expect(
    placed.conflicts.map(({ limit, place, relaxedMonthly }) => [limit, place, relaxedMonthly?.toFixed()]),
  ).toEqual([['plan.quotas.gpu', 'test.yaml:11:18', '5840']]);
});
