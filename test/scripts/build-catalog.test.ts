import { describe, expect, test } from 'vitest';
import { readHistory, type Point } from '../../scripts/build-catalog/tokens/history.ts';
import {
  asObject,
  readGenai,
  readGenaiModel,
  readJson,
  readLitellm,
  readLitellmKey,
  residencyOf,
  type JsonObject,
} from '../../src/importing/importers.ts';
import { gpuOfListing } from '../../src/catalog/index.ts';

function json(value: object): JsonObject {
  const read = readJson(JSON.stringify(value), 'test.json');
  return (read.ok ? asObject(read.value) : undefined) ?? new Map();
}

describe('one name for a model, however its sellers write it', () => {
  test.each([
    ['fireworks_ai/accounts/fireworks/models/llama-v3p1-8b-instruct', 'fireworks', null, 'llama-3.1-8b'],
    ['together_ai/meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo', 'together', null, 'llama-3.1-8b'],
    ['meta.llama3-1-8b-instruct-v1:0', 'bedrock', null, 'llama-3.1-8b'],
    ['groq/llama-3.1-8b-instant', 'groq', null, 'llama-3.1-8b'],
    ['groq/meta-llama/llama-4-scout-17b-16e-instruct', 'groq', null, 'llama-4-scout'],
    ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', 'eu', 'claude-sonnet-4.5'],
    ['azure/global-standard/gpt-4o-mini', 'azure', 'global', 'gpt-4o-mini'],
    ['vertex_ai/openai/gpt-oss-120b-maas', 'vertex', null, 'gpt-oss-120b'],
    ['gemini/gemini-2.5-flash-lite', 'google', null, 'gemini-2.5-flash-lite'],
    ['gpt-4-turbo', 'openai', null, 'gpt-4-turbo'],
  ])('%s', (key, channel, region, name) => {
    expect(readLitellmKey(key)).toMatchObject({ channel, region, name });
  });

  test('of genai-prices too', () => {
    expect(readGenaiModel('anthropic', 'claude-3-5-haiku-latest')?.name).toBe('claude-3.5-haiku');
    expect(readGenaiModel('aws', 'global.anthropic.claude-opus-4-5-v1:0')).toMatchObject({
      region: 'global',
      name: 'claude-opus-4.5',
    });
    expect(readGenaiModel('somebody', 'x')).toBeUndefined();
  });
});

describe('the history of a price', () => {
  const stretches = (...points: readonly Point[]): readonly string[] =>
    readHistory(points).map(({ from, to, input }) => `${from}..${to ?? ''} ${input}`);

  test('is cut where the price changes, not where only the cached price does', () => {
    expect(stretches(['2025-01-01', 2, 4, null], ['2025-06-01', 2, 4, 1], ['2026-01-01', 1, 2, 1])).toEqual([
      '2025-01-01..2026-01-01 2', '2026-01-01.. 1',
    ]); // prettier-ignore
  });
  test('begins anew after the entry was gone, and ends where it is', () => {
    expect(
      stretches(['2025-01-01', 2, 4, null], ['2025-06-01', null, null, null], ['2025-07-01', 3, 4, null]),
    ).toEqual(['2025-07-01.. 3']);
    expect(stretches(['2025-01-01', 2, 4, null], ['2025-06-01', null, null, null])).toEqual([
      '2025-01-01..2025-06-01 2',
    ]);
  });
  test('leaves out mistakes of the feed', () => {
    expect(stretches(['2025-01-01', 6, 9, null], ['2025-01-05', 3, 9, null])).toEqual(['2025-01-01.. 3']);
    expect(
      stretches(['2025-01-01', 3, 9, null], ['2025-02-01', 3000, 9000, null], ['2025-03-01', 3, 9, null]),
    ).toEqual(['2025-01-01.. 3']);
  });
});

describe('a price set', () => {
  test('of LiteLLM is per million tokens, with its tiers and shares', () => {
    const set = readLitellm(json({
      mode: 'chat', input_cost_per_token: 1.5e-7, output_cost_per_token: 6e-7, cache_read_input_token_cost: 7.5e-8,
      input_cost_per_token_batches: 7.5e-8, output_cost_per_token_batches: 3e-7,
      input_cost_per_token_priority: 2.5e-7, output_cost_per_token_priority: 1e-6,
      input_cost_per_token_above_200k_tokens: 3e-7, output_cost_per_token_above_200k_tokens: 1.2e-6,
    })); // prettier-ignore
    expect(set).toMatchObject({ input: '0.15', output: '0.6', cached: '0.075', batch: '50%', services: [] });
    expect(set?.tiers).toMatchObject([{ above: '200k tokens', input: '0.3', output: '1.2' }]);
    expect(
      readLitellm(json({ mode: 'chat', input_cost_per_token: 0, output_cost_per_token: 1e-6 })),
    ).toBeUndefined();
  });
  test('of genai-prices has its dates, and of the hours of the day the dearer price', () => {
    const sets = readGenai(json({
      id: 'm',
      prices: [
        { prices: { input_mtok: 1, output_mtok: 2 } },
        { constraint: { type: 'start_date', start_date: '2026-08-17' }, prices: { input_mtok: { base: 2, tiers: [{ start: 271999, price: 4 }] }, output_mtok: 4 } },
        { constraint: { type: 'time_of_date' }, prices: { input_mtok: 4, output_mtok: 8 } },
      ],
    })); // prettier-ignore
    expect(sets).toMatchObject([
      { from: null, input: '1', services: [] },
      {
        from: '2026-08-17',
        input: '4',
        output: '8',
        services: [{ id: 'off-peak', multiplier: '50%' }],
        tiers: [],
      },
    ]);
    expect(readGenai(json({ id: 'free', prices: {} }))).toEqual([]);
  });
});

test('a listing has to say which form of the GPU it means', () => {
  expect(gpuOfListing('NVIDIA H100 SXM5', '80', 'NVLink')).toBe('h100-sxm');
  expect(gpuOfListing('NVIDIA H100 PCIe', '80', 'PCIe')).toBe('h100-pcie');
  expect(gpuOfListing('NVIDIA H100', '80', '')).toBeUndefined();
  expect(gpuOfListing('NVIDIA H100 NVL', '94', 'NVL')).toBeUndefined();
  expect(gpuOfListing('NVIDIA A100 PCIe', '40', 'PCIe')).toBeUndefined();
  expect(gpuOfListing('NVIDIA L40', '48', 'PCIe')).toBeUndefined();
});

test('a region tells where it lies', () => {
  expect(residencyOf('azure', 'northeurope')).toBe('eu');
  expect(residencyOf('azure', 'northcentralus')).toBe('us');
  expect(residencyOf('azure', 'swedencentral')).toBe('eu');
  expect(residencyOf('azure', 'eastasia')).toBe('ap');
  expect(residencyOf('gcp', 'europe-west2')).toBe('uk');
  expect(residencyOf('gcp', 'europe-west4')).toBe('eu');
  expect(residencyOf('aws', 'us-gov-west-1')).toBe('us');
});
