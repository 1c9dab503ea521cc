import { describe, expect, test } from 'vitest';
import { Exact } from '../../src/formula/index.ts';
import { importText, offerRows, reports, tokenRows } from './support.ts';

// Lists that are right in themselves and were once read wrongly.

const day = { retrieved: '2026-11-20' } as const;

test('a currency column is the currency of the prices', () => {
  const imported = importText(
    'csv',
    '\ufeffid,input_per_mtok,output_per_mtok,currency\nscaleway/llama-3.3-70b-instruct,0.90,0.90,EUR\nrelay/flash,1,2,cny\nrelay/other,1,2,moon\n',
    day,
  );
  expect(imported.tokens.map(({ id, currency }) => `${id} ${currency}`)).toEqual([
    'relay/flash CNY',
    'scaleway/llama-3.3-70b-instruct EUR',
  ]);
  expect(reports(imported)).toEqual(['relay/other: not a currency']);
  expect([...imported.unmapped]).toEqual([]);
});

test('the source of a row of a file of one’s own is the line that it stands on', () => {
  const source = 'prices.csv:1';
  const tokens = importText('csv', 'id,input_per_mtok,output_per_mtok\na/x,1,2\n\na/y,3,4\n', {
    ...day,
    source,
  });
  expect(tokens.tokens.map(({ id, rows }) => `${id} ${rows[0]?.source.url ?? ''}`)).toEqual([
    'a/x prices.csv:2',
    'a/y prices.csv:4',
  ]);
  const offers = importText(
    'csv',
    'provider,gpu,price_per_gpu_hour,source_url\nacme,L4,0.5,\nacme,L40S,1,https://acme.example/prices\n',
    { ...day, source },
  );
  expect(offers.offers.map(({ gpu, rows }) => `${gpu} ${rows[0]?.source.url ?? ''}`)).toEqual([
    'l4 prices.csv:2',
    'l40s https://acme.example/prices',
  ]);
  const gpus = importText('csv', 'gpu,memory_gb,mem_bandwidth_gb_s,tdp_w\nmy-gpu,80,3000,700\n', {
    ...day,
    source,
  });
  expect(gpus.gpus[0]?.source.url).toBe('prices.csv:2');
  // A list with an address is not divided into lines.
  const listed = importText('csv', 'id,input_per_mtok,output_per_mtok\na/x,1,2\n', {
    ...day,
    source: 'https://p.example:8443',
  });
  expect(listed.tokens[0]?.rows[0]?.source.url).toBe('https://p.example:8443');
});

describe('numbers with a decimal comma', () => {
  test('are read where the file shows that it is one', () => {
    const imported = importText(
      'csv',
      'id;input_per_mtok;output_per_mtok\nscaleway/a;0,90;0,90\nscaleway/b;0,15;1,350\n',
      day,
    );
    expect(tokenRows(imported)).toEqual([
      'scaleway/a: 2026-11-20.. 0.9/0.9 -',
      'scaleway/b: 2026-11-20.. 0.15/1.35 -',
    ]);
  });

  test('are separators of thousands in a file with decimal points', () => {
    const imported = importText(
      'csv',
      'provider;gpu;gpu_count;price_per_hour_instance\nacme;H100 SXM;8;20.50\nacme;H200 SXM;8;1,024\n',
      day,
    );
    expect(offerRows(imported).join()).toContain('128 USD');
  });
});

test('the first line of Excel names the separator', () => {
  const imported = importText(
    'csv',
    'sep=;\r\nid;input_per_mtok;output_per_mtok\r\nscaleway/a;0,90;0,90\r\n',
    day,
  );
  expect(tokenRows(imported)).toEqual(['scaleway/a: 2026-11-20.. 0.9/0.9 -']);
});

describe('prices by hours of the day', () => {
  const model = (id: string, input: number, output: number): string => `{ "id": "${id}", "prices": [
    { "prices": { "input_mtok": 0.135, "cache_read_mtok": 0.035, "output_mtok": 0.55 } },
    { "constraint": { "start_time": "00:30:00Z", "end_time": "16:30:00Z" },
      "prices": { "input_mtok": ${input}, "cache_read_mtok": 0.14, "output_mtok": ${output} } } ] }`;
  const imported = importText(
    'genai-prices',
    `[ { "id": "deepseek", "models": [ ${model('chat', 0.27, 1.1)}, ${model('reasoner', 0.55, 2.19)} ] } ]`,
    day,
  );
  const rowOf = (id: string) => imported.tokens.find((entry) => entry.id === id)?.rows[0];

  test('the dearer ones are the price, the cheaper a service tier where they are one multiple of it', () => {
    const row = rowOf('deepseek/chat');
    expect([row?.input.toFixed(), row?.output.toFixed()]).toEqual(['0.27', '1.1']);
    // 0.135 / 0.27 = 0.55 / 1.1
    expect(row?.services.map(({ id, multiplier }) => `${id} ${multiplier.toFixed()}`)).toEqual([
      'off-peak 0.5',
    ]);
  });

  test('the dearer ones are the price where they are no one multiple, and the others a service tier with its own', () => {
    const row = rowOf('deepseek/reasoner');
    expect([row?.input.toFixed(), row?.cached?.toFixed(), row?.output.toFixed()]).toEqual([
      '0.55',
      '0.14',
      '2.19',
    ]);
    expect(row?.services[0]?.prices).toMatchObject({ input: new Exact('0.135'), output: new Exact('0.55') });
    expect(reports(imported)).toContain('deepseek/reasoner: hours of the day');
  });
});

test('a price inside the ranges of a model that has no counterpart is named', () => {
  const range = (from: number, to: number): object => ({
    input_cost_per_token: 4e-7,
    output_cost_per_token: 1.2e-6,
    output_cost_per_reasoning_token: 4e-6,
    range: [from, to],
  });
  const imported = importText(
    'litellm',
    JSON.stringify({
      'dashscope/qwen-plus': { mode: 'chat', tiered_pricing: [range(0, 256_000), range(256_000, 1_000_000)] },
    }),
    day,
  );
  expect([...imported.unmapped]).toEqual([['tiered_pricing.output_cost_per_reasoning_token', 2]]);
});

test('an accelerator that is priced apart from its machine is no offer', () => {
  const imported = importText(
    'skypilot',
    'InstanceType,vCPUs,MemoryGiB,AcceleratorName,AcceleratorCount,Region,Price,SpotPrice\ng4-standard-48,48,180,,,us-west1,3.40428,1.2\n,,,RTXPRO6000,1,us-west1,1.09565,0.4\n,,,H100,8,us-central1,79.03,30.1\n',
    { ...day, prefix: 'gcp' },
  );
  expect(imported.offers).toEqual([]);
  expect(
    reports(imported).filter((each) => each.endsWith('an accelerator without its machine')),
  ).toHaveLength(2);
});
