import { describe, expect, it } from 'vitest';
import { ExactReading, type Exact } from '../../../src/formula/index.ts';
import type { Statement } from '../../../src/model/index.ts';
import { lineOf, modelOf } from '../../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
const row = `from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, ${source}`;
const token = (id: string, more: string, price = '1'): string =>
  `- { id: ${id}, channel: acme, currency: USD${more}, prices: [ { ${row}, input: ${price} USD/Mtok, output: 2 USD/Mtok } ] }\n`;
const offer = (id: string, gpu: string, more: string): string =>
  `- { id: ${id}, gpu: ${gpu}, currency: USD${more} }\n`;

const catalog = {
  'tokens.yaml': [
    token('acme/eu', ', residency: eu'),
    token('acme/us', ', residency: us'),
    token('acme/any', ''),
  ].join(''),
  'gpus.yaml': [
    offer('a/h100', 'h100-sxm', `, residency: eu, prices: [ { ${row}, hourly: 2 USD/hour } ]`),
    offer('b/l4', 'l4', `, residency: eu, prices: [ { ${row}, hourly: 0.5 USD/hour } ]`),
    offer('c/a100', 'a100', `, residency: eu, prices: [ { ${row}, hourly: 1 USD/hour } ]`),
    offer(
      'd/h100-spot',
      'h100-sxm',
      `, term: spot, residency: eu, prices: [ { ${row}, hourly: 1 USD/hour } ]`,
    ),
    offer(
      'e/h100-old',
      'h100-sxm',
      `, residency: eu, prices: [ { ${row.replace('to: null', 'to: 2026-02-01')}, hourly: 1 USD/hour } ]`,
    ),
  ].join(''),
  'models.yaml': `- { id: big-llm, parameters: 30B, licence: open, ${source} }`,
  'hardware.yaml': [
    `- { id: h100-sxm, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`,
    `- { id: l4, memory: 24 GB, bandwidth: 300 GB/s, power: 72 W, ${source} }`,
    `- { id: a100, memory: 80 GB, bandwidth: 2000 GB/s, power: 400 W, ${source} }`,
  ].join('\n'),
  'throughput.yaml': ['h100-sxm', 'l4']
    .map(
      (gpu) =>
        `- { model: big-llm, gpu: ${gpu}, gpus: 1, precision: bf16, engine: vllm, input_length: 1000 tokens, output_length: 100 tokens, output: 1k tokens/s, kind: measured, ${source} }`,
    )
    .join('\n'),
};

const auto = (constraints: string, top = '', cluster = ''): string => `${top}
clusters:
  eu: { model: big-llm, offer: a/h100${cluster} }
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 100 }
    constraints: ${constraints}
    options: auto`;

const exactly = (statement: Statement | null): Exact => {
  if (statement === null) throw new Error('it has figures');
  return new ExactReading(new Map()).of(statement.monthly);
};

const ids = (yaml: string): readonly string[] =>
  modelOf(yaml, { catalog }).workloads.flatMap(({ options }) => options.map(({ id }) => id));

describe('options: auto', () => {
  it('takes every token entry, and every GPU offer that fits the model and whose throughput is known', () => {
    // The L4 has a measurement but not the memory, the A100 the memory but no measurement; the spot offer does not say how
    // often it is gone; the old one has no price any more.
    expect(ids(auto('{}'))).toEqual(['acme/eu', 'acme/us', 'acme/any', 'eu@a/h100']);
  });

  it('leaves out what the constraints forbid', () => {
    expect(ids(auto('{ residency: eu }'))).toEqual(['acme/eu', 'eu@a/h100']);
    expect(ids(auto('{ residency: eu, regulated: true }'))).toEqual(['eu@a/h100']);
    expect(ids(auto('{ residency: cn }'))).toEqual([]);
  });

  it('takes entries of the scenario too, the scenario’s own first', () => {
    const top =
      'prices: [ { id: acme/us, input: 9 USD/Mtok, output: 9 USD/Mtok }, { id: house/api, input: 3 USD/Mtok, output: 3 USD/Mtok } ]';
    const model = modelOf(auto('{}', top), { catalog });
    expect(model.workloads[0]?.options.map(({ id }) => id)).toContain('house/api');
    expect(lineOf(model, 'acme/us', 'tokens')).toBe('9900');
  });

  it('takes a stated throughput for the GPU that it was stated for, and no other', () => {
    expect(ids(auto('{}', '', ', gpus_per_replica: 1, throughput: { mixed: 5k tokens/s }'))).toEqual([
      'acme/eu',
      'acme/us',
      'acme/any',
      'eu@a/h100',
    ]);
  });

  it('needs an exchange rate for what is in another currency, and for nothing else', () => {
    const euros = `currency: EUR
prices: [ { id: house/api, currency: EUR, input: 3 EUR/Mtok, output: 3 EUR/Mtok } ]
offers: [ { id: house/gpu, gpu: h100-sxm, currency: EUR, hourly: 2 EUR/hour } ]`;
    expect(ids(auto('{}', euros))).toEqual(['house/api', 'eu@house/gpu']);
  });

  it('counts the people of the first team', () => {
    const model = modelOf(auto('{}', 'teams: { ops: { headcount: 1, loaded_cost: 120k USD/year } }'), {
      catalog,
    });
    expect(lineOf(model, 'eu@a/h100', 'people')).toBe('10000');
  });

  describe('looks at every offer and precision', () => {
    const run = (gpu: string, precision: string, rate: string): string =>
      `- { model: big-llm, gpu: ${gpu}, gpus: 1, precision: ${precision}, engine: vllm, input_length: 1000 tokens, output_length: 100 tokens, output: ${rate} tokens/s, kind: measured, ${source} }\n`;
    const priced = (id: string, hourly: string, more = ''): string =>
      offer(id, 'h100-sxm', `${more}, prices: [ { ${row}, hourly: ${hourly} USD/hour } ]`);
    const wide = {
      ...catalog,
      'gpus.yaml': [
        priced('a/h100', '2'),
        priced('b/dearer', '2.5'),
        priced('c/nodes', '1.9', ', node: 8'),
        priced('d/reserved', '1.5', ', term: 1 year'),
        priced('e/reserved-dearer', '1.6', ', term: 3 years'),
        priced('f/quote', '1.8').replace('kind: list', 'kind: quote'),
      ].join(''),
      'throughput.yaml':
        run('h100-sxm', 'bf16', '1k') + run('h100-sxm', 'fp8', '1.8k') + run('h100-sxm', 'fp4', '900'),
    };
    const found = (top = '') => {
      const { workloads } = modelOf(auto('{}', top), { catalog: wide });
      return workloads[0];
    };

    it('and leaves out what costs no less than another at every volume', () => {
      // Dearer and longer bound than another: b and e. In nodes of 8 at 1.9 it can pay: n GPUs at 2 against 8 at 1.9. fp4 is
      // slower than fp8, which has more bits; the quote is cheaper than every list price and stays beside them.
      const built =
        found()
          ?.options.filter(({ kind }) => kind === 'build')
          .map(({ id }) => id) ?? [];
      expect(built.toSorted()).toEqual([
        'eu@a/h100',
        'eu@a/h100:bf16',
        'eu@c/nodes',
        'eu@c/nodes:bf16',
        'eu@d/reserved',
        'eu@d/reserved:bf16',
        'eu@f/quote',
        'eu@f/quote:bf16',
      ]);
      // 6 offers x 3 precisions: 4 x 2 are kept, 10 are dominated, 4 of 8 have 8 of 16 bits.
      expect(found()?.auto).toMatchObject({
        built: 18,
        dominated: 10,
        beyond: 0,
        narrow: 4,
        kept: { build: 8 },
      });
    });

    it('finds what is the cheapest of all of them, at every volume', () => {
      const cheapest = (volume: string, options: string): string => {
        const text = auto('{}').replace('1M requests/month', volume).replace('options: auto', options);
        const costs = modelOf(text, { catalog: wide }).workloads.flatMap(({ options: all }) =>
          all.filter(({ kind }) => kind === 'build').map(({ statement }) => exactly(statement)),
        );
        return costs.reduce((least, each) => (each.lt(least) ? each : least)).toFixed(6);
      };
      const clusters = [
        'a/h100',
        'b/dearer',
        'c/nodes',
        'd/reserved',
        'e/reserved-dearer',
        'f/quote',
      ].flatMap((id, index) =>
        ['bf16', 'fp8', 'fp4'].map(
          (precision) =>
            [`k${index}${precision}`, `{ model: big-llm, offer: ${id}, precision: ${precision} }`] as const,
        ),
      );
      const named = clusters.map(([id, text]) => `  ${id}: ${text}`).join('\n');
      const all = `options: { ${clusters.map(([id]) => `${id}: { build: ${id} }`).join(', ')} }`;
      for (const volume of ['1k', '5M', '40M', '90M', '400M'].map((each) => `${each} requests/month`)) {
        const text = auto('{}')
          .replace('workloads:', `${named}\nworkloads:`)
          .replace('1M requests/month', volume)
          .replace('options: auto', all);
        const costs = modelOf(text, { catalog: wide }).workloads.flatMap(({ options }) =>
          options.map(({ statement }) => exactly(statement)),
        );
        expect(costs).toHaveLength(18);
        const least = costs.reduce((a, b) => (b.lt(a) ? b : a)).toFixed(6);
        expect(cheapest(volume, 'options: auto')).toBe(least);
      }
    });

    it('and says that the price of what others are measured by decides which there are', () => {
      const model = modelOf(auto('{}'), { catalog: wide });
      expect(model.structural.get('offers.a/h100.hourly')).toBe('which offers options: auto leaves out');
      // At 3 USD an hour it costs more than b, which is then seen.
      const set = modelOf(auto('{}'), { catalog: wide, set: { 'offers.a/h100.hourly': '3 USD/hour' } });
      expect(set.workloads[0]?.options.map(({ id }) => id)).toContain('eu@b/dearer');
    });
  });
});
