import { describe, expect, it } from 'vitest';
import { placePortfolio } from '../../../src/analysis/index.ts';
import { evaluate, Exact } from '../../../src/formula/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { portfolioOf } from '../../support/portfolio.ts';

const hours = Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? 3 : 1)).join(', ');
const scenario = (replicas: string): string => `
currency: USD
hours_per_month: 730
prices:
  - { id: api, input: 0.30 USD/Mtok, output: 0.30 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 1, term: 1 year, switch_off: false }
teams:
  ops: { headcount: 0.001, loaded_cost: 12k USD/year }
clusters:
  a: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 2.5k tokens/s } }
workloads:
${[0, 1]
  .map(
    (index) => `  w${index}:
    volume: 3.285B tokens/month
    ratio: 1:1
    load: { hourly: [${hours}] }
    options:
      api: { buy: api }
      own: { build: a, team: ops }
      burst: { hybrid: { base: own, overflow: api${replicas} } }`,
  )
  .join('\n')}
`;

describe('bursts in a plan', () => {
  // 3.285B tokens a month are half a replica, 0.75 in every other hour and 0.25 between. Two of them need 1.5 replicas, two GPUs for
  // 2,920; bought they are 1,971. One GPU for 1,460 serves all but half a replica in every other hour: a quarter of a replica
  // on average, 1.6425B tokens for 492.75. With the team's 1 a month that is 1,953.75.
  it('share the base: one GPU for two workloads, and what is above it is bought', async () => {
    const { portfolio: placed } = await placePortfolio(portfolioOf(scenario('')), (program) =>
      solveProgram(program),
    );
    expect(placed.monthly?.toFixed(2)).toBe('1953.75');
    expect(placed.clusters.map(({ gpus }) => gpus.toFixed())).toEqual(['1']);
    const served = placed.assignments.map(
      ({ option, replicas }) => [option, replicas?.toNumber() ?? 0.75] as const,
    );
    expect(served.some(([option]) => option === 'burst')).toBe(true);
    expect(served.reduce((sum, [, size]) => sum + size, 0)).toBe(1);
  });

  it.each([1, 2])('cost by themselves what their statement says, at %d replicas', (replicas) => {
    const portfolio = portfolioOf(scenario(`, replicas: ${replicas}`));
    const bursts = portfolio.choices.filter(({ option }) => option.id === 'burst');
    expect(bursts.map(({ shares }) => shares.replicas?.toNumber())).toEqual([replicas, replicas]);
    for (const { taken, option } of bursts) {
      const joint = evaluate(portfolio.monthly, new Map([[taken.address, new Exact(1)]]));
      const served = Math.min(0.75, replicas);
      expect(served).toBe(0.75);
      // Both sizes hold the peak of 0.75, so a second replica is not needed in a plan, and is paid where it is stated alone.
      const alone = option.statement === null ? null : evaluate(option.statement.monthly);
      expect(alone?.minus(joint).toFixed(2)).toBe((1460 * (replicas - 1)).toFixed(2));
    }
  });
});
