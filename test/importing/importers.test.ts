import { describe, expect, test } from 'vitest';
import { importSources, type ImportSource } from '../../src/importing/index.ts';
import { countRows, importers } from '../../src/importing/importers.ts';
import { importFixture, importText, offerRows, reports, request, tokenRows } from './support.ts';

const fixtures: readonly (readonly [ImportSource, string, rows: number, listings: number])[] = [
  ['litellm', 'litellm.json', 15, 15],
  ['litellm', 'litellm-history.json', 5, 13],
  ['genai-prices', 'genai-prices.json', 11, 13],
  ['models-dev', 'models-dev.json', 5, 5],
  ['llm-prices', 'llm-prices.json', 3, 5],
  ['openrouter', 'openrouter.json', 4, 4],
  ['skypilot', 'skypilot.csv', 5, 8],
  ['gpuhunt', 'gpuhunt.csv', 6, 6],
  ['csv', 'offers.csv', 7, 7],
  ['csv', 'offers-history.csv', 4, 4],
  ['csv', 'tokens.csv', 3, 3],
  ['csv', 'runs.csv', 3, 3],
  ['csv', 'gpus.csv', 2, 2],
];

test.each(fixtures)('%s: every listing of %s is a price row or reported', (source, file, rows, listings) => {
  const imported = importFixture(source, file, { prefix: 'acme' });
  expect([imported.rows, imported.listings]).toEqual([rows, listings]);
  expect(countRows(imported) + imported.reported.length).toBe(listings);
  expect(imported.reported.every(({ rule, name }) => rule !== '' && name !== '')).toBe(true);
});

describe('LiteLLM', () => {
  const imported = importFixture('litellm', 'litellm.json', { retrieved: '2026-08-01' });

  test('has exact prices per million, under the ids of the catalog', () => {
    expect(tokenRows(imported)).toEqual(
      expect.arrayContaining([
        'openai/gpt-4o-mini: 2026-08-01.. 0.15/0.6 0.075',
        'openai/gpt-4o: 2026-08-01.. 2.5/10 1.25',
        'openai/gpt-4o-2024-05-13: 2026-08-01.. 5/15 -',
        'anthropic/claude-sonnet-4.5: 2026-08-01.. 3/15 0.3',
        'bedrock/eu/claude-sonnet-4.5: 2026-08-01.. 3.3/16.5 0.33',
        'fireworks/llama-3.1-8b: 2026-08-01.. 0.1/0.1 -',
      ]),
    );
  });
  test('leaves out what is no model, no chat, no price, or in a mistaken unit', () => {
    expect(reports(imported).toSorted()).toEqual([
      'cloudflare/@cf/meta/llama-guard-3-8b: output a tenth of input',
      'perplexity/pplx-7b-online: no token price',
      'sample_spec: not a model',
      'text-embedding-3-small: mode is not chat, completion or responses',
      'wandb/deepseek-ai/DeepSeek-R1-0528: price above 700 USD/Mtok: a mistaken unit',
    ]);
  });
  test('names tiers of unknown meaning, tiers that are never reached, and fields that it does not map', () => {
    expect(imported.unknownTiers).toEqual(['dashscope/qwen-flash', 'xai/grok-4.3']);
    expect(imported.doubts.map(({ name, rule }) => `${name}: ${rule}`)).toEqual(
      expect.arrayContaining(['claude-sonnet-4-5: tier beyond the context']),
    );
    expect([...imported.unmapped]).toEqual([]);
    const tier = imported.tokens.find(({ id }) => id === 'openai/gpt-5.4')?.rows[0]?.tiers[0];
    expect([tier?.above.toFixed(), tier?.mode, tier?.input.toFixed()]).toEqual([
      '272000',
      'whole_request',
      '5',
    ]);
    const ranged = imported.tokens.find(({ id }) => id === 'dashscope/qwen-flash')?.rows[0];
    expect([ranged?.input.toFixed(), ranged?.tiers[0]?.above.toFixed(), ranged?.tiers[0]?.mode]).toEqual([
      '0.05', '256000', 'unknown',
    ]); // prettier-ignore
  });
  test('says which of two prices for one entry it took, and why', () => {
    expect(imported.contradictions).toEqual([
      {
        id: 'openai/gpt-4o',
        taken: '2.5/10 USD/Mtok (gpt-4o, 2026-08-01)',
        other: '5/15 USD/Mtok (gpt-4o-2024-05-13, 2026-08-01)',
        rule: 'names no snapshot, or is the shorter name; the other is openai/gpt-4o-2024-05-13',
      },
    ]);
  });
  test('of a day before the models are retired has them with their end; after it, not', () => {
    const entry = (end: string): string =>
      JSON.stringify({
        'acme/x': {
          mode: 'chat', litellm_provider: 'acme', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6, deprecation_date: end,
        },
      }); // prettier-ignore
    expect(tokenRows(importText('litellm', entry('2026-12-01')))).toEqual([
      'acme/x: 2026-11-23..2026-12-01 1/2 -',
    ]);
    expect(reports(importText('litellm', entry('2026-11-01')))).toEqual(['acme/x: retired']);
  });
  test('a tier whose prices stand under two threshold names is not imported', () => {
    const found = importText(
      'litellm',
      JSON.stringify({
        'acme/x': {
          mode: 'chat', litellm_provider: 'acme', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6,
          input_cost_per_token_above_200k_tokens: 2e-6, output_cost_per_token_above_272k_tokens: 4e-6,
          input_cost_per_audio_token: 1e-6,
        },
      }),
    ); // prettier-ignore
    expect(found.tokens[0]?.rows[0]?.tiers).toEqual([]);
    expect([...found.unmapped]).toEqual([['input_cost_per_audio_token', 1]]);
    expect(found.doubts.map(({ detail }) => detail.slice(0, 11))).toEqual(['200k tokens', '272k tokens']);
  });
  test('history: a row for every change, ended where the model was gone', () => {
    const history = importFixture('litellm', 'litellm-history.json');
    expect(history.retrieved).toBe('2026-07-24');
    expect(tokenRows(history)).toEqual(
      expect.arrayContaining([
        'openai/gpt-4o-mini: 2025-02-06.. 0.15/0.6 0.075',
        'anthropic/claude-3.5-sonnet: 2025-02-06..2026-03-11 3/15 0.3',
        'anthropic/claude-3.5-haiku: 2025-02-28..2025-04-09 0.8/4 0.8',
        'anthropic/claude-3.5-haiku: 2025-04-09..2026-03-11 0.8/4 0.08',
      ]),
    );
  });
});

test('genai-prices: dated prices become rows, dearer hours a service tier', () => {
  const imported = importFixture('genai-prices', 'genai-prices.json', { retrieved: '2026-09-23' });
  expect(tokenRows(imported)).toContain('anthropic/claude-3.5-sonnet: 2026-09-23.. 3/15 0.3');
  expect(reports(imported)).toContain('deepseek/deepseek-chat: hours of the day');
  expect(reports(imported).filter((each) => each.startsWith('voyageai'))).toHaveLength(4);
});

test('models.dev: both spellings of a field; a moving alias and cached dearer than input are left out', () => {
  const imported = importFixture('models-dev', 'models-dev.json');
  expect(tokenRows(imported)).toContain('minimax-cn/MiniMax-M2.1: 2026-11-23.. 0.3/1.2 0.03');
  expect(reports(imported)).toEqual([
    'kilo/~openai/gpt-latest: a name that moves from model to model',
    'novita-ai/xiaomimimo/mimo-v2-flash: cached dearer than input',
  ]);
  expect([...imported.unmapped]).toEqual(expect.arrayContaining([['cost.citation', 1], ['cost.request', 1]])); // prettier-ignore
});

test('llm-prices: its history, with the tiers that it has as models', () => {
  const imported = importFixture('llm-prices', 'llm-prices.json', { retrieved: '2026-08-05' });
  expect(tokenRows(imported)).toEqual([
    'acme/chat: 2026-01-01..2026-06-01 4/20 0.4',
    'acme/chat: 2026-06-01.. 3/15 -',
    'acme/old: 2026-02-01.. 0.5/1 -',
  ]);
  expect(reports(imported)).toEqual([
    'acme/chat-200k: tier of another model',
    'acme/old: no day since when it held',
  ]);
  const tiers = imported.tokens[0]?.rows.map((row) =>
    row.tiers.map(({ above, mode }) => `${above.toFixed()} ${mode}`),
  );
  expect(tiers).toEqual([[], ['200000 unknown']]);
});

test('OpenRouter: texts as exact prices, overrides as tiers of unknown meaning', () => {
  const imported = importFixture('openrouter', 'openrouter.json');
  expect(tokenRows(imported)).toEqual(['openrouter/acme/chat: 2026-11-23.. 1.2/6 0.24']);
  expect(imported.tokens[0]?.rows[0]?.perRequest?.toFixed()).toBe('0.001');
  expect(imported.unknownTiers).toEqual(['openrouter/acme/chat']);
  expect(reports(imported)).toEqual([
    'acme/chat:free: no token price',
    'openrouter/auto: a price below zero',
    '~acme/latest: a name that moves from model to model',
  ]);
  expect([...imported.unmapped]).toEqual([['pricing.web_search', 1]]);
});

test('SkyPilot: on demand and spot, zones with prices of their own, the cloud from the folder', () => {
  const imported = importFixture('skypilot', 'skypilot.csv', { path: 'catalogs/v8/aws/vms.csv' });
  expect(offerRows(imported)).toEqual([
    'aws/g6.xlarge/us-east-1/on-demand: 2026-11-23.. 0.8 USD 1 l4 on-demand',
    'aws/gpu-h200-sxm-8gpu/eu-west1/on-demand: 2026-11-23.. 4 USD 8 h200-sxm on-demand',
    'aws/p5.48xlarge/us-east-1/on-demand: 2026-11-23.. 7.5 USD 8 h100-sxm on-demand',
    'aws/p5.48xlarge/us-east-1/us-east-1a/spot: 2026-11-23.. 2.5 USD 8 h100-sxm spot',
    'aws/p5.48xlarge/us-east-1/us-east-1b/spot: 2026-11-23.. 3 USD 8 h100-sxm spot',
  ]);
  expect(reports(imported)).toEqual([
    'line 5: aws m5.large us-east-1: no GPU',
    'line 5: aws m5.large us-east-1: no GPU',
    'line 3: aws p5.48xlarge H100 us-east-1: duplicate',
  ]);
});

test('gpuhunt: the provider from the name of the file; a GPU whose form is not said stays so', () => {
  const imported = importFixture('gpuhunt', 'gpuhunt.csv', { path: 'downloads/nebius.csv' });
  expect(offerRows(imported)).toEqual([
    'nebius/1x-h100/us-1/on-demand: 2026-11-23.. 2.5 USD 1 h100 on-demand',
    'nebius/1x-h100/us-1/spot: 2026-11-23.. 1.25 USD 1 h100 spot',
    'nebius/8x-l40s/eu-1/on-demand: 2026-11-23.. 1 USD 8 l40s on-demand',
  ]);
  expect(reports(imported)).toEqual([
    'line 6: not as many fields as the header',
    'line 5: nebius cpu-2 us-1: no GPU',
    'line 7: nebius 1x-t4 T4 us-1: not a number',
  ]);
});

describe('a table of one’s own', () => {
  test('of GPU offers: terms, currencies, kinds; what contradicts itself is left out', () => {
    const imported = importFixture('csv', 'offers.csv');
    expect(offerRows(imported)).toEqual([
      'acme/big.8/eu-west-1/on-demand: 2026-10-01.. 3.5 USD 8 h200-sxm on-demand',
      'acme/big.8/eu-west-1/reserved-1y: 2026-10-01.. 3 USD 8 h200-sxm reserved 12',
      'acme/small.1/eu-west-1/on-demand: 2026-10-01.. 3.6 EUR 1 h200-sxm on-demand',
    ]);
    expect(imported.offers[2]?.rows[0]?.kind).toBe('estimated');
    expect(imported.offers[0]?.residency).toEqual(['eu']);
    expect(imported.reported.map(({ rule }) => rule)).toEqual([
      'the price of the machine is not that of its GPUs',
      'a part of a GPU',
      'above 1000 USD for an hour of a GPU: a mistaken unit',
      'no offer of a known kind',
    ]);
    expect([...imported.unmapped]).toEqual([['colour', 6]]);
  });
  test('of prices in time: a jump that was taken back is a mistake of the list', () => {
    const imported = importFixture('csv', 'offers-history.csv');
    expect(offerRows(imported)).toEqual([
      'acme/big.8/us-1/on-demand: 2026-01-01..2026-06-01 10 USD 8 h100-sxm on-demand',
      'acme/big.8/us-1/on-demand: 2026-06-01.. 8 USD 8 h100-sxm on-demand',
    ]);
    expect(imported.reported.map(({ rule }) => rule)).toEqual([
      'a price jump that was reversed',
      'no change from the price before',
    ]);
  });
  test('of token prices, each column in the unit of its name', () => {
    const imported = importFixture('csv', 'tokens.csv');
    expect(tokenRows(imported)).toEqual(['acme/chat: 2026-10-02.. 1.5/6 0.15']);
    expect(reports(imported)).toEqual([
      'acme/free: no token price',
      'acme/wrong-unit: price below 0.0005 USD/Mtok: a mistaken unit',
    ]);
  });
  test('of runs and of GPUs', () => {
    const runs = importFixture('csv', 'runs.csv');
    expect(
      runs.throughput.map((run) => `${run.model} ${run.gpu} ${run.outputRate?.toFixed()} ${run.kind}`),
    ).toEqual(['open-8b h100-sxm 4400 measured']);
    expect(reports(runs)).toEqual(['line 3: another run of one kind', 'line 4: no tokens per second']);
    const gpus = importFixture('csv', 'gpus.csv');
    expect(gpus.gpus.map(({ id, memoryGb }) => `${id} ${memoryGb.toFixed()}`)).toEqual(['h200-sxm 141']);
  });
  test('two prices for one offer, and nothing that sets them apart: neither is taken', () => {
    const imported = importText(
      'csv',
      'provider,gpu,price_per_gpu_hour,as_of\nacme,H200,3,2026-10-01\nacme,H200,4,2026-10-01\n',
    );
    expect(imported.offers).toEqual([]);
    expect(imported.reported).toHaveLength(2);
    expect(imported.contradictions).toMatchObject([{ id: 'acme/h200-sxm/on-demand' }]);
  });
});

test('a price a hundred times that of the same model elsewhere is left out, one dear model of a channel is not', () => {
  const line = (id: string, input: string): string => `${id},${input},${input}`;
  const table = (...lines: readonly string[]): string =>
    ['id,input_per_mtok,output_per_mtok', ...lines].join('\n');
  const same = ['a/m', 'b/m', 'c/m', 'd/m'].map((id) => line(id, '0.3'));
  expect(reports(importText('csv', table(...same, line('e/m', '40'))))).toEqual([
    'e/m: 100 times away from comparable entries',
  ]);
  const channel = importText(
    'csv',
    table(...['a/m', 'a/n', 'a/o', 'a/p'].map((id) => line(id, '1')), line('a/pro', '150')),
  );
  expect(channel.tokens).toHaveLength(5);
  expect(channel.doubts.map(({ name }) => name)).toEqual(['a/pro', 'a/pro']);
});

test('--prefix goes before the ids of token prices, and is the cloud of a table without one', () => {
  expect(importFixture('openrouter', 'openrouter.json', { prefix: 'eu/' }).tokens[0]).toMatchObject({
    id: 'eu/openrouter/acme/chat',
    channel: 'eu',
  });
  expect(reports(importFixture('skypilot', 'skypilot.csv', { path: 'vms.csv' }))).toContain(
    'line 4: g6.xlarge L4 us-east-1: no cloud',
  );
});

test.each(importSources)('%s refuses a file of another kind, and names it', (source) => {
  for (const text of ['[]', '{}', '"x"', 'a,b\n1,2\n', '']) {
    const read = importers[source].read(text, request('odd.txt'));
    if (read.ok) expect(countRows(read.value)).toBe(0);
    else expect(read.diagnostics[0]?.span?.file ?? read.diagnostics[0]?.message).toContain('odd.txt');
  }
});
