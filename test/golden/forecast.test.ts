import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { forecastOf } from '../analysis/forecast/support.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

describe('a forecast as it is printed', () => {
  test.each(['table', 'markdown', 'csv', 'json'] as const)('three years, as %s', async (format) => {
    const { environment, stdout } = recordedEnvironment();
    const details = format === 'table' ? ['--details'] : [];
    const flags = ['--format', format, '--width', '120', '--quiet', ...details];
    expect(await runCli(['forecast', 'three-years', ...flags], environment)).toBe(0);
    await expect(stdout()).toMatchFileSnapshot(`./forecast.three-years.${format}`);
  });

  test('three years on the first screen', async () => {
    const { environment, stdout } = recordedEnvironment();
    expect(await runCli(['forecast', 'three-years', '--quiet'], environment)).toBe(0);
    expect(stdout().split('\n').length).toBeLessThanOrEqual(40);
    await expect(stdout()).toMatchFileSnapshot('./forecast.three-years.screen.txt');
  });
});

/*
Four months by hand. No discounting, so that every cell can be done in the head.

Volume: 100, 110, 121, 133.1 million tokens a month (growth 10 %). One replica is a GPU that does 50 tokens/s at the mix: in
a month of 730 h = 2,628,000 s, that is 131.4 Mtok, all of it usable (utilization 100 %).
  replicas needed: 100/131.4 -> 1, 110/131.4 -> 1, 121/131.4 -> 1, 133.1/131.4 = 1.013 -> 2

api: 10 USD/Mtok, from 2027-03 on 20 % less (event):
  1,000; 1,100; 121 · 8 = 968; 133.1 · 8 = 1,064.80. Total 4,132.80.

reserved: 1 USD/h = 730 USD a month for each GPU, 120 USD upfront for a term of 3 months, rents +10 % from 2027-04 on (event):
  month 1: 120 upfront at the start, 730 at the end            cash 850   expense 730 + 40 = 770  balance 80
  month 2: 730                                                 cash 730   expense 770             balance 40
  month 3: 730; the term ends                                  cash 730   expense 770             balance 0
  month 4: two GPUs, new terms at the new price: 1.1 · 120 · 2 = 264 upfront, 1.1 · 730 · 2 = 1,606
                                              cash 1,870   expense 1,606 + 264/3 = 1,694          balance 176
  total cash 4,180, expense 4,004; runs on after the horizon: 2 months · 1,606 = 3,212

owned: 900 USD for each GPU, worth 300 after 3 months, colocation 400 USD a month, set-up 60 USD over 2 months:
  month 1: 900 + 60 at the start, 400         cash 1,360   expense (900 - 300)/3 + 30 + 400 = 630   balance 730
  month 2: 400                                cash 400     expense 200 + 30 + 400 = 630             balance 500
  month 3: 400, sold for 300                  cash 100     expense 200 + 400 = 600                  balance 0
  month 4: two for 1,800, 800; at the end of the horizon worth 1,800 - 2 · 200 = 1,400, counted as sold
                                              cash 1,200   expense 400 + 800 = 1,200                balance 0
  CapEx: 960, 0, -300, 1,800 - 1,400 = 400; OpEx: 400, 400, 400, 800. Total cash 3,060 = expense 3,060.
*/
const byHand = `crossover: 1
name: By hand
as_of: 2026-12-15
horizon: { start: 2027-01, months: 4 }
events:
  - { month: 2027-03, price: acme/chat, change: -20% }
  - { month: 2027-04, offer: reserved, change: 10% }
prices: [ { id: acme/chat, input: 10 USD/Mtok, output: 10 USD/Mtok } ]
offers:
  - { id: reserved, gpu: x, hourly: 1 USD/hour, upfront: 120 USD, term: 3 months, node: 1 }
  - id: owned
    gpu: x
    term: owned
    node: 1
    ownership: { price: 900 USD, residual: 33.333333333333333333333333333333333333%, depreciation: 3 months, maintenance: 0%/year, colocation: 400 USD/month, power: 0 kW, pue: 1, power_price: 0 USD/kWh, idle: 0% }
clusters:
  reserved: { model: any, offer: reserved, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 50 tokens/s } }
  owned: { model: any, offer: owned, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 50 tokens/s } }
workloads:
  chat:
    volume: 100M tokens/month
    ratio: 1:1
    growth: 10%/month
    options:
      api: { buy: acme/chat }
      reserved: { build: reserved }
      owned: { build: owned, setup: 60 USD, amortize: 2 months }
`;

describe('four months by hand', () => {
  const [workload] = forecastOf(byHand).workloads;
  const rows = (id: string): readonly (readonly string[])[] =>
    (workload?.options.find((each) => each.id === id)?.months ?? []).map((month) =>
      [month.cash, month.expense, month.capex, month.opex, month.balance].map((each) => each.toFixed(2)),
    );

  test('api', () => {
    expect(rows('api').map(([cash]) => cash)).toEqual(['1000.00', '1100.00', '968.00', '1064.80']);
  });

  test('reserved', () => {
    expect(rows('reserved')).toEqual([
      ['850.00', '770.00', '0.00', '850.00', '80.00'],
      ['730.00', '770.00', '0.00', '730.00', '40.00'],
      ['730.00', '770.00', '0.00', '730.00', '0.00'],
      ['1870.00', '1694.00', '0.00', '1870.00', '176.00'],
    ]);
    const option = workload?.options.find(({ id }) => id === 'reserved');
    expect(option?.committed.toFixed(2)).toBe('3212.00');
    expect(option?.months.map(({ gpus }) => gpus)).toEqual([1, 1, 1, 2]);
  });

  test('owned', () => {
    expect(rows('owned')).toEqual([
      ['1360.00', '630.00', '960.00', '400.00', '730.00'],
      ['400.00', '630.00', '0.00', '400.00', '500.00'],
      ['100.00', '600.00', '-300.00', '400.00', '0.00'],
      ['1200.00', '1200.00', '400.00', '800.00', '0.00'],
    ]);
    expect(workload?.options.find(({ id }) => id === 'owned')?.soldAtEnd.toFixed(2)).toBe('1400.00');
  });

  test('the months in which each is the cheapest, by expense: 630, 630, 600, 1,200 of owned against 1,064.80 of api', () => {
    expect(workload?.cheapest.map(({ option }) => option)).toEqual(['owned', 'owned', 'owned', 'api']);
    expect(workload?.crossoverMonth).toBe('2027-04');
  });
});

test('tables add up as shown', async () => {
  const { environment, stdout } = recordedEnvironment();
  await runCli(['forecast', 'three-years', '--format', 'table', '--width', '200', '--quiet', '--details'], environment);
  const cents = (cell: string): number => Math.round(Number(cell.replaceAll(',', '')) * 100);
  let sums = [0, 0, 0, 0];
  let tables = 0;
  for (const line of stdout().split('\n')) {
    const cells = line.trim().split(/\s{2,}/u);
    if (/^\d{4}-\d{2}$/u.test(cells[0] ?? '')) {
      sums = sums.map((sum, index) => sum + cents(cells[index + 1] ?? ''));
      expect(cents(cells[3] ?? '') + cents(cells[4] ?? '')).toBe(cents(cells[1] ?? ''));
    } else if (cells[0] === 'Total' && sums[0] !== 0) {
      expect(cells.slice(1, 5).map(cents)).toEqual(sums);
      sums = [0, 0, 0, 0];
      tables += 1;
    }
  }
  expect(tables).toBe(4);
});
