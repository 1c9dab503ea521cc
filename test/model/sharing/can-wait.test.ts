import { expect, it } from 'vitest';
import { placePortfolio } from '../../../src/analysis/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { unusedKeys } from '../../../src/model/index.ts';
import { portfolioOf } from '../../support/portfolio.ts';

const hours = Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? 3 : 1)).join(', ');

// 13.14B tokens a month are two replicas, three in every other hour and one between. A kept GPU is 1,022 a month, a spot GPU 730,
// and one on demand 2,190 for all hours.
const scenario = (load: string, fleet: string): string => `
currency: USD
hours_per_month: 730
offers:
  - { id: kept, gpu: h100-sxm, hourly: 1.4 USD/hour, node: 1, term: 1 year, switch_off: false }
  - { id: spot, gpu: h100-sxm, hourly: 1 USD/hour, node: 1, term: spot, interruption: { waste: 0%, unavailable: 0% } }
  - { id: hourly, gpu: h100-sxm, hourly: 3 USD/hour, node: 1, term: on-demand }
clusters:
  own: { model: any, offer: hourly, fleet: ${fleet}, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 2.5k tokens/s } }
workloads:
  w:
    volume: 13.14B tokens/month
    ratio: 1:1
    load: { hourly: [${hours}]${load} }
    options:
      own: { build: own }
`;

it.each([
  // Three kept. With two there is one on demand in half of the hours: 2,044 + 1,095.
  ['', '[kept, spot]', '3066.00', [3, 0]],
  // One and a half and a half are left, two GPUs and one: two kept. The other replica has half a GPU idle there, and a spot GPU.
  [', can_wait: 50%', '[kept, spot]', '2774.00', [2, 1]],
  // Without spot the third is kept again: with two kept, half a GPU is missing, one on demand for all hours.
  [', can_wait: 50%', '[kept]', '3066.00', [3]],
])(
  'what can wait runs on idle nodes that are kept, and then on spot: %s %s',
  async (load, fleet, cost, kept) => {
    const { portfolio: placed } = await placePortfolio(portfolioOf(scenario(load, fleet)), (program) =>
      solveProgram(program),
    );
    expect(placed.monthly?.toFixed(2)).toBe(cost);
    expect(placed.clusters[0]?.kept.map(({ nodes }) => nodes.toNumber())).toEqual(kept);
  },
);

it('is said to be of use to a plan alone', () => {
  const keysOf = (load: string): readonly string[] =>
    unusedKeys(portfolioOf(scenario(load, '[kept]')).model.scenario).map(({ address }) => address);
  expect(keysOf(', can_wait: 50%')).toContain('workloads.w.load.can_wait');
  expect(keysOf('')).not.toContain('workloads.w.load.can_wait');
});
