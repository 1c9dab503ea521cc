import { describe, expect, test } from 'vitest';
import { minimal, problemsOf, scenarioOf } from './support.ts';

const growthOf = (text: string) => {
  const found = scenarioOf({ 'a.yaml': minimal(`growth: ${text}`) }).workloads.get('chat')?.growth;
  if (found === undefined) throw new Error('growth is there');
  return found;
};

describe('distributions', () => {
  test.each([
    ['{ uniform: [1%/month, 4%/month] }', '0.025'],
    ['{ triangular: [1%/month, 2%/month, 4%/month] }', '0.02'],
    ['{ pert: [1%/month, 3%/month, 4%/month] }', '0.03'],
    ['{ normal: { mean: 5%/month, sd: 1%/month } }', '0.05'],
    ['{ lognormal: { p10: 1%/month, p90: 4%/month } }', '0.02'],
    ['{ observed: [3%/month, 1%/month, 9%/month] }', '0.03'],
    ['{ observed: [3%/month, 1%/month] }', '0.02'],
  ])('%s has its middle at %s', (text, middle) => {
    const growth = growthOf(text);
    expect(growth.value.toFixed()).toBe(middle);
    expect(growth.unit.key).toBe('1/month');
    expect(text).toContain(String(growth.distribution?.shape));
  });

  test.each([
    ['{ uniform: [4%/month, 1%/month] }', 'low (0.04) is above high (0.01)'],
    ['{ pert: [1%/month, 5%/month, 4%/month] }', 'the mode (0.05) is not between low (0.01) and high (0.04)'],
    ['{ normal: { mean: 1%/month, sd: 0%/month } }', 'the standard deviation (0) has to be more than 0'],
    ['{ lognormal: { p10: 0%/month, p90: 4%/month } }', 'p10 (0) has to be more than 0'],
    ['{ lognormal: { p10: 5%/month, p90: 4%/month } }', 'p10 (0.05) is above p90 (0.04)'],
    ['{ uniform: [1%/month, 4%/year] }', 'its numbers have different units'],
    ['{ uniform: [1%/month] }', "uniform is written as 'uniform: [1, 3]', found a list of 1"],
    ['{ observed: [] }', "observed is written as 'observed: [1, 2, 2, 3]', found a list of 0"],
    [
      '{ normal: { mean: 1%/month, sigma: 1%/month } }',
      "normal is written as 'normal: { mean: 2, sd: 0.5 }', found the key 'sigma'",
    ],
    [
      '{ pret: [1%/month, 2%/month, 3%/month] }',
      'expected a number, or one distribution of uniform, triangular, pert, normal, lognormal, observed',
    ],
  ])('%s is refused', (text, message) => {
    expect(problemsOf({ 'a.yaml': minimal(`growth: ${text}`) })).toEqual([
      `scenario/distribution: workloads.chat.growth: ${message}`,
    ]);
  });

  test('every parameter has to make sense at its place', () => {
    expect(problemsOf({ 'a.yaml': minimal('retries: { failure_rate: { uniform: [50%, 130%] } }') })).toEqual([
      "scenario/out-of-range: workloads.chat.retries.failure_rate: expected at least 0 and less than 1 (100%), found '130%'",
    ]);
  });

  test('the middle of a count is whole', () => {
    const clusters = 'clusters: { c: { model: m, offer: o, min_replicas: { uniform: [1, 4] } } }';
    const cluster = scenarioOf({ 'a.yaml': minimal('', clusters) }).clusters.get('c');
    expect(cluster?.minimumReplicas.value.isInteger()).toBe(true);
  });

  test('figures of price entries may be distributions; the entry then has the middle', () => {
    const top = `prices: [{ id: acme/chat, input: { uniform: [2 USD/Mtok, 6 USD/Mtok] }, output: 1 USD/Mtok }]
offers: [{ id: q, gpu: h200, hourly: { lognormal: { p10: 1 USD/hour, p90: 4 USD/hour } } }]`;
    const { prices, offers, priceDistributions } = scenarioOf({ 'a.yaml': minimal('', top) });
    expect(prices.get('acme/chat')?.rows[0]?.input.toFixed()).toBe('4');
    expect(offers.get('q')?.rows[0]?.hourly?.toFixed()).toBe('2');
    expect([...priceDistributions].map(([address, { shape }]) => [address, shape])).toEqual([
      ['prices.acme/chat.input', 'uniform'],
      ['offers.q.hourly', 'lognormal'],
    ]);
  });
});
