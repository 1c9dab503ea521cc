import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forecastModel, runModel, type ForecastResult } from '../../../src/analysis/index.ts';
import { evaluate, Exact } from '../../../src/formula/index.ts';
import { readModel } from '../../../src/library/index.ts';

import { forecastOf, problemsOf, workedCase } from './support.ts';

function sum(values: readonly Exact[]): Exact {
  return values.reduce((total, each) => total.plus(each), new Exact(0));
}

describe('36 months, bought or built', () => {
  const { workloads, horizon } = forecastOf(workedCase);
  const [api, own] = workloads[0]?.options ?? [];

  test('buy: 10,000 USD in month 1, volume +3 % a month, API prices -30 % a year', () => {
    // 0.7^(1/12) - 1 = -2.928553... % a month; month 36: 10,000 · (1.03 · 0.7^(1/12))^35 = 9,942.73.
    expect(horizon.trends[0]?.monthly.times(100).toFixed(6)).toBe('-2.928553');
    expect(api?.months[0]?.cash.toFixed(2)).toBe('10000.00');
    expect(api?.months[35]?.cash.toFixed(2)).toBe('9942.73');
    expect(api?.total.toFixed(2)).toBe('358968.11');
    expect(api?.npv?.toFixed(2)).toBe('311014.35');
  });

  test('build: 240,000 USD at the start, 3,000 a month, 20 % received with month 36', () => {
    // 240,000 + 36 · 3,000 - 48,000 = 300,000; an expense of (240,000 - 48,000) / 36 + 3,000 = 8,333.33 a month.
    expect(own?.total.toFixed(2)).toBe('300000.00');
    expect(own?.months.map(({ expense }) => expense.toFixed(2))).toEqual(
      Array.from({ length: 36 }, () => '8333.33'),
    );
    expect(own?.npv?.toFixed(2)).toBe('297496.26');
    expect(own?.months[0]).toMatchObject({ month: '2027-01', gpus: 1 });
    expect(own?.months[0]?.capex.toFixed()).toBe('240000');
    expect(own?.months[35]?.capex.toFixed()).toBe('-48000');
  });

  test('the difference: payback after 34.4203 months, 1.073252 % a month, 13.6671 % a year', () => {
    expect(own?.against?.reference).toBe('api');
    expect(own?.against?.payback?.toFixed(4)).toBe('34.4203');
    expect(own?.against?.rates.map((rate) => rate.times(100).toFixed(6))).toEqual(['1.073252']);
    expect(own?.against?.yearlyRates.map((rate) => rate.times(100).toFixed(4))).toEqual(['13.6671']);
    expect(own?.against?.ratesAreComplete).toBe(true);
    // At that rate the difference is worth nothing, to ten digits of the rate.
    const saved = (api?.months ?? []).map(({ cash }) => cash.minus(3000));
    const worth = (rate: Exact): Exact =>
      sum(saved.map((each, month) => each.times(rate.plus(1).pow(-(month + 1)))))
        .minus(240_000)
        .plus(new Exact(48_000).times(rate.plus(1).pow(-36)));
    const [rate = new Exact(0)] = own?.against?.rates ?? [];
    expect(worth(rate.times('0.9999999999')).gt(0)).toBe(true);
    expect(worth(rate.times('1.0000000001')).lt(0)).toBe(true);
    // The 35th month is that in which it is paid back.
    expect(own?.paybackMonth).toBe('2029-11');
  });

  test('present value: 13,518.09 USD less than buying, so building is the best, and no switch betters it', () => {
    expect(workloads[0]?.best).toBe('own');
    expect(own?.against?.npv.toFixed(2)).toBe('13518.09');
    expect(workloads[0]?.schedule?.stints.map(({ option }) => option)).toEqual(['own']);
    expect(workloads[0]?.switchMonth).toBeNull();
  });
});

test('payback and present value disagree: at 20 % a year the purchase still pays back in month 35 and is worth less', () => {
  // The difference earns 13.6671 % a year (above): at 20 % its present value is negative, and payback does not see the rate.
  const { workloads } = forecastOf(workedCase.replace('discount_rate: 10%/year', 'discount_rate: 20%/year'));
  const own = workloads[0]?.options.find(({ id }) => id === 'own');
  expect(own?.against?.payback?.toFixed(4)).toBe('34.4203');
  expect(own?.against?.discountedPayback).toBeNull();
  expect(own?.against?.npv.isNegative()).toBe(true);
  expect(workloads[0]?.best).toBe('api');
  expect(workloads[0]?.disagreements).toContain(
    'own pays back within the horizon, but its present value is worse than that of api: payback does not count what money costs until then, and what comes after it',
  );
});

describe('a contract', () => {
  const price = (events: string, trend = '0%/year'): readonly string[] =>
    forecastOf(`crossover: 1
name: A contract
as_of: 2026-12-01
horizon: { start: 2027-01, months: 6, api_price_trend: ${trend}, gpu_price_trend: ${trend} }
events: [ ${events} ]
prices: [ { id: acme/chat, input: 10 USD/Mtok, output: 10 USD/Mtok } ]
workloads: { chat: { volume: 100M tokens/month, ratio: 1:1, options: { api: { buy: acme/chat } } } }
`).workloads[0]?.options[0]?.months.map(({ cash }) => cash.toFixed(2)) ?? [];

  test('holds a discount from the price of its first month for its term, whatever prices do meanwhile', () => {
    // -1 % a month: 1,000; 990; from the price of month 2, 20 % less for 3 months: 792; then the list price again.
    expect(
      price('{ month: 2027-02, contract: acme/chat, term: 3 months, change: -20% }', '-1%/month'),
    ).toEqual(['1000.00', '792.00', '792.00', '792.00', '960.60', '950.99']);
  });

  test('keeps a change of the list price away that comes within its term', () => {
    expect(
      price(
        '{ month: 2027-02, contract: acme/chat, term: 2 months, change: 0% }, { month: 2027-03, price: acme/chat, change: 50% }',
      ),
    ).toEqual(['1000.00', '1000.00', '1000.00', '1500.00', '1500.00', '1500.00']);
  });

  test('that follows another without a gap is no overlap', () => {
    expect(
      price(
        '{ month: 2027-01, contract: acme/chat, term: 2 months, change: -10% }, { month: 2027-03, contract: acme/chat, term: 2 months, change: -20% }',
      ),
    ).toEqual(['900.00', '900.00', '800.00', '800.00', '1000.00', '1000.00']);
  });
});

test('a price that is set and later retired holds until then', async () => {
  // 12M requests of 900 input, 600 cached and 350 output tokens: 10,800 and 7,200 and 4,200 Mtok. At 0.15, 0.075 and now 1 USD.
  const model = await readModel('three-years', { set: { 'prices.openai/gpt-4o-mini.output': '1 USD/Mtok' } });
  const forecast = model.ok ? forecastModel(model.value) : model;
  if (!forecast.ok) throw new Error(forecast.diagnostics.map(({ message }) => message).join());
  const api = forecast.value.workloads[0]?.options.find(({ id }) => id === 'api');
  expect(api?.months[0]?.cash.toFixed(2)).toBe('6360.00');
});

function laws({ workloads, portfolio }: ForecastResult): void {
  for (const { options } of workloads)
    for (const option of options) {
      if (option.npv === null) continue;
      const { months, years, total, totalExpense, lines } = option;
      expect(sum(months.map(({ cash }) => cash)).eq(total)).toBe(true);
      expect(sum(years.map(({ cash }) => cash)).eq(total)).toBe(true);
      expect(sum(months.map(({ expense }) => expense)).eq(totalExpense)).toBe(true);
      expect(sum(lines.map(({ expense }) => expense)).eq(totalExpense)).toBe(true);
      for (const { cash, capex, opex } of months) expect(capex.plus(opex).eq(cash)).toBe(true);
      // What was paid and not used is what the balance says; over a whole life that is nothing.
      const left = months.at(-1)?.balance ?? new Exact(0);
      expect(total.minus(totalExpense).minus(left).abs().lt('1e-12')).toBe(true);
    }
  if (portfolio !== null)
    expect(sum(portfolio.months.map(({ cash }) => cash)).eq(portfolio.total)).toBe(true);
}

describe('bundled scenarios', () => {
  const names = readdirSync(new URL('../../../scenarios/', import.meta.url))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace('.yaml', ''));

  test.each(names)(
    '%s: the first month of the forecast is the statement of run, and months add up',
    async (name) => {
      const model = await readModel(name);
      if (!model.ok) throw new Error(name);
      const forecast = forecastModel(model.value);
      if (!forecast.ok) throw new Error(forecast.diagnostics.map(({ message }) => message).join());
      expect(forecast.value.workloads.length).toBeGreaterThan(0);
      laws(forecast.value);
      for (const { id, options } of runModel(model.value).workloads) {
        const months = forecast.value.workloads.find((each) => each.id === id);
        for (const { id: option, monthly } of options) {
          const found = months?.options.find((each) => each.id === option);
          if (monthly === null) expect(found?.npv).toBeNull();
          else {
            // People who are hired ahead are paid before the first month: what falls into no month of the horizon is in it.
            const stated = model.value.workloads
              .find((each) => each.id === id)
              ?.options.find((each) => each.id === option);
            const people = stated?.statement?.lines.find(({ id: line }) => /(?:^|\.)people$/u.test(line));
            const ahead = stated?.option.switching.hireAhead.value ?? new Exact(0);
            const before = people === undefined ? new Exact(0) : evaluate(people.monthly).times(ahead);
            const expense = found?.months[0]?.expense.minus(before);
            expect(expense?.minus(monthly).abs().lt('1e-15')).toBe(true);
          }
        }
      }
    },
  );
});

describe('what cannot be', () => {
  const at = (text: string): string => workedCase.replace('horizon:', `${text}\nhorizon:`);

  test.each([
    ['no months', workedCase.replace('months: 36', 'months: 0'), 'horizon.months'],
    [
      'growth of -100 %',
      workedCase.replace('growth: 3%/month', 'growth: -100%/month'),
      'workloads.chat.growth',
    ],
    [
      'a retired model without a successor',
      at('events: [ { month: 2028-01, retire: acme/chat } ]'),
      "the key 'successor' is missing",
    ],
    [
      'an event out of the horizon',
      at('events: [ { month: 2031-01, price: acme/chat, change: 5% } ]'),
      '2031-01',
    ],
    ['an unknown price', at('events: [ { month: 2028-01, price: acme/chad, change: 5% } ]'), 'acme/chad'],
    [
      'a model that is retired twice',
      at(
        'events: [ { month: 2028-01, retire: acme/chat, successor: acme/next }, { month: 2028-03, retire: acme/chat, successor: acme/next } ]',
      ),
      'is retired already',
    ],
    [
      'two contracts for the same price in one month',
      at(
        'events: [ { month: 2027-06, contract: acme/chat, term: 12 months, change: -10% }, { month: 2028-05, contract: acme/chat, term: 1 month, change: -20% } ]',
      ),
      'the contract for acme/chat from 2028-05 to 2028-05 overlaps the one from 2027-06 to 2028-05',
    ],
    [
      'a contract without a term',
      at('events: [ { month: 2027-06, contract: acme/chat, change: -10% } ]'),
      "the key 'term' is missing",
    ],
    [
      'two kinds of change at once',
      at('events: [ { month: 2028-01, price: acme/chat, launch: chat } ]'),
      'exclude',
    ],
  ])('%s is an error at its place', (_, text, says) => {
    const [first] = problemsOf(text);
    expect(first?.message).toContain(says);
    expect(first?.span?.line).toBeGreaterThan(1);
  });
});
