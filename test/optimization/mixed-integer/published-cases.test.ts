import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placementProgram } from '../../../src/analysis/index.ts';
import { evaluate, Exact, Graph, type InputNode } from '../../../src/formula/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { readProgram } from '../../../src/optimization/index.ts';
import { portfolioOf } from '../../support/portfolio.ts';

/**
 * OR-Library, capacitated warehouse location: what a customer asks for is divided among sites, and a site costs its fixed
 * amount for each begun multiple of its capacity, of which there is at most one.
 */
function cap41() {
  const text = readFileSync(new URL('../../fixtures/or-library/cap41.txt', import.meta.url), 'utf8');
  const lines = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
  const [sizes, ...rest] = lines;
  const siteCount = Number(sizes?.[0]);
  const sites = rest.slice(0, siteCount).map(([capacity = '', fixed = '']) => ({ capacity, fixed }));
  const customers = rest.slice(siteCount).map(([demand = '', ...costs]) => ({ demand, costs }));
  const graph = new Graph();
  const shares = customers.map((_, customer) =>
    sites.map((__, site): InputNode =>
      graph.input({
        address: `customers.${customer}.from.${site}`,
        label: 'share',
        value: new Exact(0),
        unit: '1',
        provenance: { kind: 'stated', origin: { type: 'assumption', words: 'decided' } },
        minimum: new Exact(0),
        maximum: new Exact(1),
      }),
    ),
  );
  const share = (customer: number, site: number): InputNode => {
    const found = shares[customer]?.[site];
    if (found === undefined) throw new Error('no such share');
    return found;
  };
  const used = sites.map(({ capacity }, site) =>
    graph.divide(
      graph.add(
        ...customers.map(({ demand }, customer) =>
          graph.multiply(graph.constant(demand), share(customer, site)),
        ),
      ),
      graph.constant(capacity),
    ),
  );
  const cost = graph.add(
    ...sites.map(({ fixed }, site) =>
      graph.multiply(graph.constant(fixed), graph.ceiling(used[site] ?? graph.constant(0))),
    ),
    ...customers.flatMap(({ costs }, customer) =>
      costs.map((each, site) => graph.multiply(graph.constant(each), share(customer, site))),
    ),
  );
  const limits = [
    ...used.map((of, site) => ({ name: `capacity of ${site}`, of, upper: 1 })),
    ...customers.map((_, customer) => ({
      name: `demand of ${customer}`,
      of: graph.add(...sites.map((__, site) => share(customer, site))),
      lower: 1,
      upper: 1,
    })),
  ];
  const demands = customers.map(({ demand }) => Number(demand));
  return { cost, decisions: shares.flat(), limits, demands };
}

describe('published cases', () => {
  it('OR-Library cap41: 16 sites and 50 customers, optimum 1040444.375', async () => {
    const { demands, ...question } = cap41();
    expect(demands.reduce((sum, each) => sum + each, 0)).toBe(58_268);
    const { program, columns } = readProgram({ name: 'cap41', ...question });
    const solution = await solveProgram(program);
    expect(solution.status).toBe('optimal');
    expect(solution.cost).toBeCloseTo(1_040_444.375, 2);
    // What the formula says of the plan, and not the program alone: a full site is full but for the last digits of a double.
    const plan = new Map(
      [...columns].map(([address, column]) => [
        address,
        new Exact(solution.values[column] ?? 0).times('0.9999999995'),
      ]),
    );
    expect(evaluate(question.cost, plan).toNumber()).toBeCloseTo(1_040_444.375, 2);
  });

  /**
   * Mélange (T. Griggs and others, 2024), config/example.json: 30 requests a second in four sizes, with shares and the rates
   * that one GPU of each type serves. 3 A10G and 1 A100 for 6.70 USD an hour.
   */
  it('Mélange: the cheapest mix of GPU types is 3 A10G and 1 A100 at 6.70 an hour', async () => {
    const sizes = [
      { share: '0.2', a10g: 2, a100: 20 },
      { share: '0.1', a10g: 1, a100: 20 },
      { share: '0.5', a10g: 5, a100: 40 },
      { share: '0.2', a10g: 2, a100: 20 },
    ];
    // Rates by token: one token a request, and as many times as many as the GPU serves fewer requests.
    const requests = (share: string): string => new Exact(share).times(30 * 3600 * 730).toFixed();
    const portfolio = portfolioOf(`
currency: USD
hours_per_month: 730
offers:
  - { id: a10g, gpu: a10g, hourly: 1.01 USD/hour, node: 1, term: 1 year, switch_off: false }
  - { id: a100, gpu: a100-sxm-80gb, hourly: 3.67 USD/hour, node: 1, term: 1 year, switch_off: false }
clusters:
  small: { model: any, offer: a10g, gpus_per_replica: 1, utilization: 100%, min_replicas: 0, throughput: { mixed: 40 tokens/s } }
  large: { model: any, offer: a100, gpus_per_replica: 1, utilization: 100%, min_replicas: 0, throughput: { mixed: 40 tokens/s } }
workloads:
${sizes
  .map(
    ({ share, a10g, a100 }, index) => `  size${index}:
    volume: ${requests(share)} requests/month
    tokens: { input: 1, output: 0 }
    options:
      small: { build: small, token_multiplier: ${40 / a10g} }
      large: { build: large, token_multiplier: ${40 / a100} }`,
  )
  .join('\n')}
`);
    const { program, columns } = placementProgram(portfolio);
    const solution = await solveProgram(program);
    expect(solution.cost).toBeCloseTo(6.7 * 730, 6);
    const plan = new Map(
      [...columns].map(([address, column]) => [address, new Exact(solution.values[column] ?? 0)]),
    );
    const gpus = new Map(
      portfolio.clusters.map(({ id, gpus: count }) => [id, evaluate(count, plan).toNumber()]),
    );
    expect(gpus).toEqual(new Map([['small', 3], ['large', 1]])); // prettier-ignore
    expect(evaluate(portfolio.monthly, plan).toFixed(9)).toBe('4891.000000000');
  });
});
