import { citation } from '../../src/formula/index.ts';
import { describe, expect, test } from 'vitest';
import { catalogTrend } from '../../src/scenario/index.ts';
import { readOrThrow } from '../catalog/small-catalog.ts';
import { problemsOf, scenarioOf } from './support.ts';

const source =
  'recorded: 2026-01-01, kind: list, source: { url: https://example.org/p, retrieved: 2026-01-01 }';

/** `falls` costs a quarter after two years, `stays` does not change, `new` has no history. */
const catalog = readOrThrow({
  'tokens.yaml': `
- id: a/falls
  prices:
    - { from: 2024-01-01, to: 2025-01-01, ${source}, input: 4 USD/Mtok, output: 8 USD/Mtok }
    - { from: 2025-01-01, ${source}, input: 1 USD/Mtok, output: 2 USD/Mtok }
- id: a/stays
  prices:
    - { from: 2024-01-01, ${source}, input: 4 USD/Mtok, output: 8 USD/Mtok }
- id: a/new
  prices:
    - { from: 2025-12-01, ${source}, input: 4 USD/Mtok, output: 8 USD/Mtok }
`,
});
// 731 days from 2024-01-01: two years and half a day, of 365.25 days each.
const moment = { asOf: '2026-01-01', knownAt: null };

const scenario = (options: string, trend = 'catalog') => ({
  'a.yaml': `
crossover: 1
horizon: { api_price_trend: ${trend} }
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 100 }
    options: ${options}
`,
});

function trendOf(options: string) {
  const found = catalogTrend(scenarioOf(scenario(options)), catalog, moment);
  return found.ok
    ? [found.value.value.toFixed(4), found.value.unit.key, found.value.kind, citation(found.value.origin)]
    : found.diagnostics.map(({ code }) => code);
}

describe('api_price_trend: catalog', () => {
  test('is a word beside a quantity', () => {
    expect(scenarioOf(scenario('{ x: { buy: a/falls } }')).horizon.apiPriceTrend).toBe('catalog');
    expect(problemsOf(scenario('{ x: { buy: a/falls } }', 'catalogue')).join('\n')).toContain(
      'horizon.api_price_trend',
    );
  });

  test('is the trend of what is bought, an estimate with its formula', () => {
    // (1/4) ^ (365.25/731) - 1
    expect(trendOf('{ x: { buy: a/falls } }')).toEqual([
      '-0.4998',
      '1/year',
      'estimated',
      'catalog test as of 2026-01-01, a/falls: (last price / first price) ^ (365.25 / days) - 1',
    ]);
    expect(trendOf('{ x: { buy: a/stays } }')[0]).toBe('0.0000');
  });

  test('of several is the geometric mean, and of auto all that have one', () => {
    // the square root of 0.500237 is 0.707274
    expect(trendOf('{ x: { buy: a/falls }, y: { buy: a/stays }, z: { buy: a/new } }')[0]).toBe('-0.2927');
    expect(trendOf('auto')[0]).toBe('-0.2927');
  });

  test('is a problem where no history says anything of a year', () => {
    expect(trendOf('{ x: { buy: a/new } }')).toEqual(['catalog/no-trend']);
  });
});
