import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../src/analysis/run/statements.ts';
import { Exact } from '../../../src/formula/index.ts';
import { modelOf } from '../../support/model.ts';
import { resultOf } from '../../support/results.ts';

const catalog = {
  'tokens.yaml': `- id: acme/list
  channel: acme
  currency: USD
  prices:
    - { from: 2026-01-01, to: null, recorded: 2026-01-01, input: 1 USD/Mtok, output: 3 USD/Mtok, kind: list, source: { url: "https://acme.example/prices", retrieved: 2026-01-02 } }
- id: acme/lost
  channel: acme
  currency: USD
  prices:
    - { from: 2025-01-01, to: 2025-06-01, recorded: 2025-01-01, input: 1 USD/Mtok, output: 3 USD/Mtok, kind: list, source: { url: "https://acme.example/prices", retrieved: 2026-01-02 } }`,
  'gpus.yaml': `- id: cloud/h100
  gpu: h100-sxm
  currency: USD
  prices:
    - { from: 2026-01-01, to: null, recorded: 2026-01-01, hourly: 2 USD/hour, kind: quote, source: { url: "https://cloud.example/quote", retrieved: 2026-10-02 } }`,
};

const yaml = `offers:
  - { id: own, gpu: h100-sxm, ownership: { price: 36000 USD, residual: 20%, depreciation: 48 months, maintenance: 5%/year, colocation: 150 USD/month, power: 1 kW, pue: 1.3, power_price: 0.10 USD/kWh, idle: 100% } }
clusters:
  rented: { model: house-llm, offer: cloud/h100, gpus_per_replica: 1, throughput: { mixed: 3k tokens/s } }
  bought: { model: house-llm, offer: own, gpus_per_replica: 1, throughput: { mixed: 3k tokens/s } }
workloads:
  chat:
    volume: 900k requests/month
    tokens: { input: 700, output: 300 }
    retries: { failure_rate: 1%, max: 2 }
    options:
      api: { buy: acme/list }
      lost: { buy: acme/lost }
      rented: { build: rented }
      bought: { build: bought, setup: 6000 USD }`;

describe('an option’s result', () => {
  const model = modelOf(yaml, { catalog });

  it('has lines that sum exactly to its total, in plain decimals', () => {
    for (const id of ['api', 'rented', 'bought']) {
      const { monthly, lines } = resultOf(model, id);
      const sum = lines.reduce((total, line) => total.plus(line.monthly), new Exact(0));
      expect(sum.toFixed()).toBe(monthly);
      for (const line of lines) expect(line.monthly).toMatch(/^-?\d+(?:\.\d{1,20})?$/u);
    }
  });

  it('keeps the exact sum where a line has no end', () => {
    const thirds = modelOf(yaml, { catalog, set: { 'workloads.chat.options.bought.amortize': '7 months' } });
    const { monthly, lines } = resultOf(thirds, 'bought');
    // 6,000 / 7 and 36,000 · 0.8 / 48 and the rest.
    expect(lines.find(({ id }) => id === 'one_time')?.monthly).toBe('857.14285714285714285714');
    expect(monthly).toBe('1852.04285714285714285714');
  });

  it('says each line in words and in numbers, with its weakest kind and its sources', () => {
    const [tokens] = resultOf(model, 'api').lines;
    expect(tokens?.id).toBe('tokens');
    expect(tokens?.formula).toContain('spend on input');
    expect(tokens?.calculation).toContain('630');
    expect(tokens?.kind).toBe('stated');
    expect(resultOf(model, 'rented').lines[0]?.kind).toBe('default');
    expect(tokens?.sources).toContain('https://acme.example/prices (2026-01-02)');
    expect(tokens?.sources).toContain('test.yaml:9');
  });

  it('carries the weakest kind of its inputs and the days on which prices were retrieved', () => {
    expect(resultOf(model, 'api')).toMatchObject({
      weakest: 'default',
      retrieved: { oldest: '2026-01-02', newest: '2026-01-02' },
    });
    expect(resultOf(model, 'rented').retrieved?.newest).toBe('2026-10-02');
    expect(resultOf(model, 'bought').retrieved).toBeNull();
    const firm = modelOf(yaml.replace('failure_rate: 1%, max: 2', 'max: 0'), { catalog });
    // Defaults of zero take part in nothing, but the share that a failed attempt would bill does.
    expect(resultOf(firm, 'api').lines[0]?.kind).toBe('stated');
  });

  it('has capacity where something is reserved, and a hidden-cost multiple where tokens are bought', () => {
    // 900M tokens at 3,000 a second of 2,628,000 are a load of 0.114.
    expect(resultOf(model, 'rented')).toMatchObject({
      capacity: { replicas: 1, gpus: 1, nodes: 1, full_at: '5518800000' },
      hidden_multiple: null,
    });
    expect(resultOf(model, 'api')).toMatchObject({ capacity: null, hidden_multiple: '1.0101' });
  });

  it('without a price has no figures at all', () => {
    expect(resultOf(model, 'lost')).toMatchObject({
      monthly: null,
      per_mtok: null,
      feasible: false,
      lines: [],
      capacity: null,
      weakest: null,
      excluded_by: [{ code: 'unknown-price' }],
    });
  });

  it('of a purchase is paid back by what is saved against each option that is not one', () => {
    // 36,000 + 6,000 at the start; 150 + 150 + 94.90 a month then. The API costs 1,440 · 1.0101, the rent 1,460.
    expect(resultOf(model, 'bought').payback).toEqual([
      {
        against: 'api',
        outlay: '42000',
        months: new Exact(42000).div('1059.644').toFixed(20).replace(/0+$/u, ''),
      },
      { against: 'rented', outlay: '42000', months: new Exact(42000).div('1065.1').toFixed(20) },
    ]);
    expect(resultOf(model, 'rented').payback).toEqual([]);
  });

  it('of a purchase that saves nothing is never paid back', () => {
    const small = modelOf(yaml, { catalog, set: { 'workloads.chat.volume': '1000 requests/month' } });
    const found = resultOf(small, 'bought').payback.find(({ against }) => against === 'api');
    expect(found?.months).toBeNull();
  });

  it('of no volume has no cost per Mtok, and every other figure', () => {
    const none = modelOf(yaml, { catalog, set: { 'workloads.chat.volume': '0 requests/month' } });
    expect(resultOf(none, 'api')).toMatchObject({ monthly: '0', per_mtok: null, hidden_multiple: null });
    expect(resultOf(none, 'rented')).toMatchObject({ monthly: '1460', per_mtok: null });
  });
});

describe('reading all options', () => {
  it('gives their totals, and whether they can be chosen', () => {
    const [workload] = modelOf(yaml, { catalog }).workloads;
    const readings = readOptions(workload ?? expect.fail());
    expect(readings.map(({ model, feasible, monthly }) => [model.id, feasible, monthly?.toFixed(2)])).toEqual(
      [
        ['api', true, '1454.54'],
        ['lost', false, undefined],
        ['rented', true, '1460.00'],
        ['bought', true, '1244.90'],
      ],
    );
  });
});
