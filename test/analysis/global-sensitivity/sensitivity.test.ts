import { describe, expect, test } from 'vitest';
import { written } from '../../support/written.ts';
import { prepareSensitivity, type SensitivityQuestion } from '../../../src/analysis/index.ts';
import { runSensitivity } from '../../../src/io/index.ts';
import { modelOf } from '../../support/model.ts';
import { closedForm, twoPrices } from '../../support/uncertain-scenarios.ts';

async function analyse(yaml: string, question: Partial<SensitivityQuestion> = {}) {
  const prepared = prepareSensitivity(modelOf(yaml), {
    samples: 4096,
    seed: 1,
    method: 'sobol',
    assumeDefaults: false,
    bounds: 'stated',
    ...question,
  });
  if (!prepared.ok) throw new Error(prepared.diagnostics.map(({ message }) => message).join('\n'));
  return written(await runSensitivity(prepared.value));
}

describe('one uncertain price', () => {
  test('moves the cost between its exact bounds and explains all of it', async () => {
    const { workloads } = await analyse(closedForm);
    const [price] = workloads[0]?.parameters ?? [];
    expect(workloads[0]?.option).toBe('api');
    expect(price).toMatchObject({
      path: 'prices.acme/chat.input',
      low: '2',
      high: '6',
      monthly_low: '100',
      monthly_high: '300',
    });
    expect(price?.first_order).toBeCloseTo(1, 3);
    expect(price?.total).toBeCloseTo(1, 3);
    const [low = 1, high = 0] = price?.total_interval ?? [];
    expect(low).toBeLessThanOrEqual(price?.total ?? 0);
    expect(high).toBeGreaterThanOrEqual(price?.total ?? 1);
  });

  test('is worth what knowing everything is worth: 6.25 a month', async () => {
    const { workloads } = await analyse(closedForm);
    expect(Number(workloads[0]?.perfect_information)).toBeCloseTo(6.25, 3);
    expect(Number(workloads[0]?.parameters[0]?.perfect_information)).toBeCloseTo(6.25, 1);
  });

  test('moves between P10 and P90 where that is asked', async () => {
    const { workloads } = await analyse(closedForm, { bounds: 'percentiles' });
    const [price] = workloads[0]?.parameters ?? [];
    expect(Number(price?.low)).toBeCloseTo(2.4, 12);
    expect(Number(price?.monthly_high)).toBeCloseTo(280, 9);
  });
});

test('two prices that add up share the variance by the squares of their widths', async () => {
  const yaml = closedForm
    .replace('output: 4 USD/Mtok', 'output: { uniform: [1 USD/Mtok, 3 USD/Mtok] }')
    .replace('ratio: 1:0', 'ratio: 1:1');
  const { workloads } = await analyse(yaml, { samples: 16_384 });
  const shares = new Map(workloads[0]?.parameters.map((each) => [each.path, each]));
  const [input, output] = [shares.get('prices.acme/chat.input'), shares.get('prices.acme/chat.output')];
  // Widths of 4 and 2: 16 and 4 of 20.
  for (const [found, wanted] of [
    [input?.first_order, 0.8],
    [input?.total, 0.8],
    [output?.first_order, 0.2],
    [output?.total, 0.2],
  ] as const)
    expect(Math.abs((found ?? 0) - wanted)).toBeLessThan(0.01);
  expect(workloads[0]?.parameters.map(({ path }) => path)).toEqual([
    'prices.acme/chat.input',
    'prices.acme/chat.output',
  ]);
});

test('correlated inputs have no shares of variance, and the result says why', async () => {
  const { workloads } = await analyse(twoPrices('0.5'));
  expect(workloads[0]?.parameters.map(({ first_order: share }) => share)).toEqual([null, null]);
  expect(workloads[0]?.notes.join()).toContain('correlated');
});

test('what does not touch the recommended option can still be worth knowing', async () => {
  const { workloads } = await analyse(twoPrices('0'));
  const other = workloads[0]?.parameters.find(({ path }) => path === 'prices.acme/b.input');
  expect(workloads[0]?.option).toBe('a');
  expect(other?.monthly_low).toBe(other?.monthly_high);
  // Knowing one of two equal prices: E[max(0, 200 - b)] of b on [100, 300] is 25.
  expect(Number(other?.perfect_information)).toBeCloseTo(25, 0);
});
