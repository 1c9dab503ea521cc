import { describe, expect, it } from 'vitest';
import { evaluate, Exact } from '../../../src/formula/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { readProgram } from '../../../src/optimization/index.ts';
import { portfolioOf } from '../../support/portfolio.ts';

const worked = `
currency: USD
hours_per_month: 730
prices:
  - { id: api, input: 1 USD/Mtok, output: 1 USD/Mtok }
offers:
  - { id: gpu, gpu: h100-sxm, hourly: 2 USD/hour, node: 2, term: 1 year, switch_off: false }
teams:
  ops: { headcount: 0.25, loaded_cost: 96k USD/year }
clusters:
  own: { model: any, offer: gpu, gpus_per_replica: 1, utilization: 80%, throughput: { mixed: 2.5k tokens/s } }
workloads:
${[2, 3, 1.5]
  .map(
    (billions, index) => `  w${index}:
    volume: ${billions}B tokens/month
    ratio: 1:1
    options:
      api: { buy: api }
      own: { build: own, team: ops }`,
  )
  .join('\n')}
`;

describe('a portfolio', () => {
  it('shares GPUs and people: two GPUs and a quarter of a person serve three workloads for 4,920', async () => {
    const portfolio = portfolioOf(worked);
    const { program, columns } = readProgram({
      name: 'worked',
      cost: portfolio.monthly,
      decisions: portfolio.choices.map(({ taken }) => taken),
      limits: ['w0', 'w1', 'w2'].map((id) => ({
        name: id,
        of: portfolio.model.graph.add(
          ...portfolio.choices.filter(({ workload }) => workload === id).map(({ taken }) => taken),
        ),
        lower: 1,
        upper: 1,
      })),
    });
    const solution = await solveProgram(program);
    expect(solution.cost).toBeCloseTo(4920, 9);
    const plan = new Map(
      [...columns].map(([address, column]) => [address, new Exact(solution.values[column] ?? 0)]),
    );
    expect(evaluate(portfolio.monthly, plan).toFixed(2)).toBe('4920.00');
  });
});
