import { describe, expect, test } from 'vitest';
import { forecastModel, type ForecastResult } from '../../src/analysis/index.ts';
import { checkPolicy, hasForecastRules, parsePolicy, type CheckForecast } from '../../src/policy/index.ts';
import { modelOf } from '../support/model.ts';

/** 100 Mtok at so much, for 18 months: at 10 USD 1,000 a month, 12,000 and 6,000 a year, 18,000 in all. */
function planOf(price: number, id = 'api'): ForecastResult {
  const result = forecastModel(
    modelOf(`horizon: { start: 2027-01, months: 18 }
prices: [ { id: acme/chat, input: ${price} USD/Mtok, output: ${price} USD/Mtok } ]
workloads: { chat: { volume: 100M tokens/month, ratio: 1:1, options: { ${id}: { buy: acme/chat } } } }
`),
  );
  if (!result.ok) throw new Error('no forecast');
  return result.value;
}

const side = planOf(10);
const subject: CheckForecast = { file: 'plan.yaml', side, locate: () => null, baseline: null };

function casesOf(rules: string, of: CheckForecast = subject) {
  const policy = parsePolicy(`crossover_policy: 1\n${rules}`, 'policy.yaml');
  if (!policy.ok) throw new Error(policy.diagnostics[0]?.message);
  expect(hasForecastRules(policy.value)).toBe(true);
  const result = checkPolicy(policy.value, [], null, [of]);
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value;
}

const outcomes = (rules: string, of?: CheckForecast): readonly string[] =>
  casesOf(rules, of).cases.map(({ rule, outcome }) => `${rule}: ${outcome}`);

describe('budgets of a forecast', () => {
  test.each([
    ['total: 18k USD', ['forecast-total: passed']],
    ['total: 17999.99 USD', ['forecast-total: failed']],
    // Without a discount rate the present value is the cash.
    ['npv: 18k USD', ['forecast-npv: passed']],
    ['npv: 17k USD', ['forecast-npv: failed']],
    ['month: 1k USD', ['forecast-month: passed']],
    ['month: 999 USD', ['forecast-month: failed']],
    ['years: [12k USD, 6k USD]', ['forecast-year: passed', 'forecast-year: passed']],
    ['years: [12k USD, 5k USD]', ['forecast-year: passed', 'forecast-year: failed']],
    ['years: 11k USD', ['forecast-year: failed', 'forecast-year: passed']],
  ])('%s', (limits, expected) => {
    expect(outcomes(`forecast: { ${limits} }`)).toEqual(expected);
  });

  test('the message names the month, and the violation the workload', () => {
    const [found] = casesOf('forecast: { month: 900 USD }').cases;
    expect(found?.message).toBe(
      'the largest month, 2027-01, costs 1,000.00 USD, above the budget of 900.00 USD',
    );
  });

  test('a warning does not fail, and another currency is an error', () => {
    expect(casesOf('forecast: { month: 900 USD }\nwarn: forecast-month').passed).toBe(true);
    expect(() => casesOf('forecast: { month: 900 EUR }')).toThrow('EUR');
  });

  test('limits are required', () => {
    const policy = parsePolicy('crossover_policy: 1\nforecast: {}\n', 'policy.yaml');
    expect(policy.diagnostics.map(({ code }) => code)).toEqual(['policy/empty']);
  });
});

describe('against a forecast of before', () => {
  const rules = (of: string): string => `baseline: { result: main.json, ${of} }`;
  const since = (before: ForecastResult): CheckForecast => ({ ...subject, baseline: before });

  test.each([
    // From 16,200 to 18,000 is 11.1 % or 1,800 more.
    ['forecast_increase: 12%', 9, 'forecast-increase: passed'],
    ['forecast_increase: 11%', 9, 'forecast-increase: failed'],
    ['forecast_increase: 1800 USD', 9, 'forecast-increase: passed'],
    ['forecast_increase: 1799 USD', 9, 'forecast-increase: failed'],
    ['keep_forecast: true', 9, 'forecast-verdict: passed'],
  ])('%s', (rule, price, expected) => {
    expect(outcomes(rules(rule), since(planOf(price)))).toEqual([expected]);
  });

  test('another best option fails, and nothing to compare with is skipped', () => {
    expect(outcomes(rules('keep_forecast: true'), since(planOf(10, 'other')))).toEqual([
      'forecast-verdict: failed',
    ]);
    expect(outcomes(rules('keep_forecast: true'))).toEqual(['forecast-verdict: skipped']);
    expect(casesOf(rules('keep_forecast: true')).passed).toBe(false);
  });

  test('what was over its budget before is standing', () => {
    const found = casesOf(`forecast: { total: 1k USD }\n${rules('keep_forecast: true')}`, since(planOf(10)));
    expect(found.cases.map(({ standing }) => standing)).toEqual([true, false]);
  });

  test('rules about a month are skipped for a saved forecast', () => {
    expect(outcomes('forecast: { total: 18k USD }\nmargin: 5%')).toEqual([
      'forecast-total: passed',
      'margin: skipped',
    ]);
  });
});
