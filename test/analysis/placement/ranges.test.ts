import { expect, it } from 'vitest';
import { placePortfolio } from '../../../src/analysis/index.ts';
import { solveProgram } from '../../../src/io/solve-program.ts';
import { portfolioOf } from '../../support/portfolio.ts';

// Two GPUs for 2,920 and a quarter of a person for 2,000 serve 6.5B tokens that cost 6,500 bought: 4,920 together. So a GPU may cost
// up to 4,500 / 1,460 = 3.0822 USD an hour, and a person up to 3,580 · 12 / 0.25 = 171,840 a year.
const scenario = `
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

it('main inputs say how far they can move before another plan costs less, solved on both sides', async () => {
  let solved = 0;
  const { portfolio: placed } = await placePortfolio(
    portfolioOf(scenario),
    (program) => {
      solved += 1;
      return solveProgram(program);
    },
    { ranges: true },
  );
  const range = (address: string) => placed.ranges.find((each) => each.address === address);
  const gpu = range('offers.gpu.hourly');
  expect(gpu?.lower).toBe(null);
  expect(gpu?.upper?.at.toFixed()).toBe('3.08219');
  expect(gpu?.upper?.monthly.toFixed(2)).toBe('6500.00');
  expect(gpu?.upper?.changes.map(({ option }) => option)).toEqual(['api', 'api', 'api']);
  expect(gpu?.proved).toBe(true);
  expect(range('teams.ops.loaded_cost')?.upper?.at.toFixed()).toBe('171840');
  // Half of the 6,500 is input and half output: 3,250 + 3,250 · 0.513846 = 4,920.
  expect(range('prices.api.input')?.lower?.at.toFixed()).toBe('0.513846');
  // 2B more tokens fill the two GPUs up: 2 · 0.8 · 2,500 · 2,628,000 = 10.512B in all. Beyond, w0 buys 2B for 2,000 rather than rent two more.
  expect(range('workloads.w1.volume')?.upper?.at.div('1e9').toFixed(3)).toBe('7.012');
  expect(placed.ranges.length).toBeGreaterThan(3);
  expect(solved).toBeGreaterThan(2 * placed.ranges.length);
});

// Every end that is given is the truth: just inside the plan is the best, just outside it is not.
it('at each end a file with that value plans the same just inside, and another plan just outside', async () => {
  const plan = async (hourly: string): Promise<string> => {
    const text = scenario.replace('hourly: 2 USD', `hourly: ${hourly} USD`);
    const { portfolio } = await placePortfolio(portfolioOf(text), (program) => solveProgram(program));
    return portfolio.assignments.map(({ option }) => option).join(' ');
  };
  expect(await plan('3.0821')).toBe('own own own');
  expect(await plan('3.0823')).toBe('api api api');
});
