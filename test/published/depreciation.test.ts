import { describe, expect, it } from 'vitest';
import { Exact } from '../../src/formula/index.ts';
import { forecastOf } from '../analysis/forecast/support.ts';

/** A machine of 50,000 USD that costs nothing but its price, over its life by the books. */
const forecastUnder = (schedule: string, months: number) =>
  forecastOf(`crossover: 1
name: a machine by the books
as_of: 2026-12-01
horizon: { start: 2027-01, months: ${months} }
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok } ]
offers:
  - id: own
    gpu: x
    term: owned
    node: 1
    ownership: { price: 50000 USD, residual: 0%, depreciation: ${months} months, maintenance: 0%/year, colocation: 0 USD/month, power: 0 kW, pue: 1, power_price: 0 USD/kWh, idle: 0% }
clusters:
  own: { model: any, offer: own, gpus_per_replica: 1, throughput: { mixed: 10k tokens/s } }
workloads:
  chat:
    volume: 1M tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat }, own: { build: own, depreciation: ${schedule} } }
`).workloads[0]?.options.find(({ id }) => id === 'own');

describe('P14 what a machine loses by the books', () => {
  // IRS Publication 946, Table A-1, five-year property, half-year convention: 20 %, 32 %, 19.2 %, 11.52 %, 11.52 %, 5.76 %.
  it('50,000 USD by the table: 10,000; 16,000; 9,600; 5,760; 5,760; 2,880 a year', () => {
    const own = forecastUnder('macrs_5', 72);
    expect(own?.years.map(({ expense }) => expense.toFixed(2))).toEqual([
      '10000.00',
      '16000.00',
      '9600.00',
      '5760.00',
      '5760.00',
      '2880.00',
    ]);
    // A month is a twelfth of its year: 50,000 · 20 % / 12.
    expect(own?.months[0]?.expense.toFixed(8)).toBe('833.33333333');
  });

  it.each([
    ['macrs_5', 72],
    ['straight_line', 60],
    ['double_declining', 60],
  ])('%s: over its whole life the expense is the cash, and nothing is left', (schedule, months) => {
    const own = forecastUnder(schedule, months);
    expect(own?.total.toFixed(10)).toBe('50000.0000000000');
    expect(own?.totalExpense.minus(own.total).abs().lt(new Exact('1e-14'))).toBe(true);
    expect(own?.months.at(-1)?.balance.abs().lt('1e-14')).toBe(true);
    expect(own?.soldAtEnd.toFixed(2)).toBe('0.00');
  });
});
