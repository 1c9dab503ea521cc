import { describe, expect, it } from 'vitest';
import { periodRate } from '../../src/finance/index.ts';
import { Exact } from '../../src/formula/index.ts';
import { forecastOf } from '../analysis/forecast/support.ts';

/** A month's price of a million tokens, each month of a forecast, by a yearly trend. */
function pricesUnder(trend: string, start: number, months: number): readonly Exact[] {
  const { workloads } = forecastOf(`crossover: 1
name: a million tokens a month
as_of: 2021-11-01
horizon: { start: 2021-11, months: ${months}, api_price_trend: ${trend} }
prices: [ { id: acme/chat, input: ${start} USD/Mtok, output: ${start} USD/Mtok } ]
workloads:
  all: { volume: 1M tokens/month, ratio: 1:1, options: { api: { buy: acme/chat } } }
`);
  return workloads[0]?.options[0]?.months.map(({ cash }) => cash) ?? [];
}

describe('P15 how fast prices fall', () => {
  // https://a16z.com/llmflation-llm-inference-cost/: from 60 to 0.06 USD for a million tokens in three years, ten times a year.
  it('60 to 0.06 USD in three years is a tenth each year: -90 % a year in the trend of a scenario', () => {
    const yearly = periodRate(new Exact('0.06').div(60).minus(1), 3);
    expect(yearly.toFixed(12)).toBe('-0.900000000000');
    const prices = pricesUnder('-90%/year', 60, 37);
    expect([0, 12, 24, 36].map((month) => prices[month]?.toFixed(10))).toEqual([
      '60.0000000000',
      '6.0000000000',
      '0.6000000000',
      '0.0600000000',
    ]);
  });

  // https://epoch.ai/publications/the-plunging-price-of-thought: 47 % a quarter, published as thirteen times a year.
  it('47 % a quarter is 12.67 times a year, published as 13', () => {
    // 0.53^4 = 0.07890481: a factor of 12.6735 a year, and -92.109519 % a year as a trend.
    const yearly = new Exact('0.53').pow(4);
    const factor = new Exact(1).div(yearly);
    expect(factor.toFixed(4)).toBe('12.6735');
    expect(Math.abs(factor.toNumber() - 13)).toBeLessThanOrEqual(0.5);
    const prices = pricesUnder('-92.109519%/year', 1, 13);
    expect(prices[3]?.toFixed(10)).toBe('0.5300000000');
    expect(prices[12]?.toFixed(10)).toBe('0.0789048100');
  });
});
