import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attributeWorkload,
  changesBetween,
  groupOf,
  sumEffects,
  type Effect,
} from '../../../src/analysis/attribution/index.ts';
import { Exact } from '../../../src/formula/index.ts';
import type { Model } from '../../../src/model/index.ts';
import { listFields } from '../../../src/scenario/index.ts';
import { modelOf } from '../../support/model.ts';
import { readSide } from '../../../src/analysis/index.ts';
import { base, modelFor, variations, type Variation } from './pairs.ts';

function effectsBetween(before: Model, after: Model, id: string): readonly Effect[] {
  const of = (model: Model) => model.workloads.find((each) => each.id === id);
  return attributeWorkload(of(before), of(after), changesBetween(before, after));
}

function effects(before: Variation, after: Variation): Readonly<Record<string, string>> {
  const found = effectsBetween(modelFor(before), modelFor(after), 'chat');
  return Object.fromEntries(found.map(({ group, change }) => [group, change.toFixed()]));
}

function total(of: readonly Effect[]): string {
  return of.reduce((sum, { change }) => sum.plus(change), new Exact(0)).toFixed();
}

function paid(model: Model, id: string): Exact {
  const workload = readSide(model).workloads.find((each) => each.id === id);
  const option = workload?.options.find((each) => each.id === workload.placement.option);
  return new Exact(option?.monthly ?? 0);
}

describe('what a change of cost is due to', () => {
  test('adds up to the change exactly, on random pairs', () => {
    fc.assert(
      fc.property(variations, variations, (one, other) => {
        const [before, after] = [modelFor(one), modelFor(other)];
        const all = ['chat', 'summaries'].map((id) => effectsBetween(before, after, id));
        for (const [index, id] of ['chat', 'summaries'].entries()) {
          expect(total(all[index] ?? [])).toBe(paid(after, id).minus(paid(before, id)).toFixed());
        }
        const portfolio = (model: Model) => new Exact(readSide(model).portfolio.monthly ?? 'NaN');
        expect(total(sumEffects(all))).toBe(portfolio(after).minus(portfolio(before)).toFixed());
      }),
      { numRuns: 60 },
    );
  });

  test('the way back has the same effects with the other sign, up to the last place', () => {
    fc.assert(
      fc.property(variations, (other) => {
        const [before, after] = [modelFor(base), modelFor(other)];
        const there = effectsBetween(before, after, 'chat');
        const back = effectsBetween(after, before, 'chat');
        expect(back.map(({ group }) => group)).toEqual(there.map(({ group }) => group));
        for (const [index, { change }] of there.entries()) {
          const sum = new Exact(change).plus(back[index]?.change ?? 0);
          expect(sum.abs().lte('1e-19')).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('what did not change has no effect', () => {
    expect(effects(base, base)).toEqual({});
  });

  test('one change alone is the whole effect', () => {
    // 2M requests of 900 + 600/4 + 4 × 350 tokens at 1 USD/Mtok more, with 10 % experiments and 2 % + 0.04 % + 0.0008 % retries.
    expect(effects(base, { ...base, price: 3 })).toEqual({ price: '5489.9992' });
    expect(Object.keys(effects(base, { ...base, failures: 5 }))).toEqual(['assumption']);
    expect(Object.keys(effects(base, { ...base, output: 300 }))).toEqual(['mix']);
  });

  test('an input of an option that is not chosen has an effect of nothing, and is named', () => {
    const found = effectsBetween(modelFor(base), modelFor({ ...base, headcount: 9 }), 'chat');
    expect(
      found.map(({ group, change, inputs }) => [group, change.toFixed(), inputs.map(({ path }) => path)]),
    ).toEqual([['people', '0', ['teams.mlops.headcount']]]);
  });

  test('price and volume share what only both together cause', () => {
    const found = effects(base, { ...base, price: 4, requests: 4_000_000 });
    const alone = {
      price: new Exact(effects(base, { ...base, price: 4 })['price'] ?? 0),
      volume: new Exact(effects(base, { ...base, requests: 4_000_000 })['volume'] ?? 0),
    };
    const both = new Exact(found['price'] ?? 0).plus(found['volume'] ?? 0);
    const interaction = both.minus(alone.price).minus(alone.volume);
    expect(found['price']).toBe(alone.price.plus(interaction.div(2)).toFixed());
  });

  test('a rate of exchange is a cause of its own', () => {
    const [one, other] = [
      { ...base, currency: 'EUR' as const, rate: 1 },
      { ...base, currency: 'EUR' as const, rate: 1.25 },
    ];
    expect(Object.keys(effects(one, other))).toEqual(['exchange']);
  });

  test('an option or a workload that one side lacks is added or gone', () => {
    expect(Object.keys(effects(base, { ...base, hasApi: false }))).toEqual(['added']);
    const found = effectsBetween(modelFor({ ...base, hasSecond: false }), modelFor(base), 'summaries');
    expect(found.map(({ group }) => group)).toEqual(['added']);
  });
});

describe('groups', () => {
  test.each([
    ['prices.openai/gpt-4.1.input', 'price'],
    ['prices.a.provisioned.tokens_per_minute', 'capacity'],
    ['offers.quote-a.hourly', 'price'],
    ['offers.quote.v2.node', 'capacity'],
    ['clusters.eu.utilization', 'capacity'],
    ['clusters.eu.platform.fixed', 'price'],
    ['teams.mlops.headcount', 'people'],
    ['exchange.EUR.USD', 'exchange'],
    ['workloads.a.b.volume', 'volume'],
    ['workloads.chat.tokens.input', 'mix'],
    ['workloads.chat.classes.0.share', 'mix'],
    ['workloads.chat.options.x.batch', 'mix'],
    ['workloads.chat.load.peak_to_average', 'capacity'],
    ['workloads.chat.options.x.setup', 'assumption'],
    ['workloads.chat.retries.failure_rate', 'assumption'],
    ['hours_per_month', 'assumption'],
    ['throughput.llama/h100', 'capacity'],
  ])('%s is %s', (address, group) => {
    expect(groupOf(address)).toBe(group);
  });

  test('every field of a scenario is of the group that its table says', async () => {
    const lines = listFields().map(
      ({ pattern }) => `${pattern.replaceAll('*', '0')} ${groupOf(pattern.replaceAll('*', '0'))}`,
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./groups.txt');
  });
});

describe('what an option became', () => {
  const scenario = (options: string, model = 'house-llm', offer = 'cheap'): Model =>
    modelOf(`prices:
  - { id: acme/small, input: 1 USD/Mtok, output: 1 USD/Mtok }
  - { id: acme/large, input: 3 USD/Mtok, output: 3 USD/Mtok }
offers: [ { id: cheap, gpu: h100-sxm, hourly: 1 USD/hour }, { id: dear, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: ${model}, offer: ${offer}, gpus_per_replica: 1, throughput: { mixed: 9k tokens/s } } }
workloads: { chat: { volume: 1M requests/month, tokens: { input: 900, output: 100 }, options: { ${options} } } }`);
  const named = (before: Model, after: Model) =>
    effectsBetween(before, after, 'chat').map(({ group, change, replaced }) => [
      group,
      change.toFixed(),
      replaced.map((each) => `${each.option}: ${each.before ?? 'none'} to ${each.after ?? 'none'}`),
    ]);

  test('another price entry of a bought one, with what it costs', () => {
    // 1,000 Mtok at 1 and at 3.
    expect(named(scenario('api: { buy: acme/small }'), scenario('api: { buy: acme/large }'))).toEqual([
      ['model', '2000', ['api: acme/small to acme/large']],
    ]);
  });

  test('another offer of a built one, and another model of it', () => {
    const own = 'own: { build: eu }';
    // A GPU for 730 hours at 1 and at 2.
    expect(named(scenario(own), scenario(own, 'house-llm', 'dear'))).toEqual([
      ['offer', '730', ['own: house-llm on cheap to house-llm on dear']],
    ]);
    expect(named(scenario(own), scenario(own, 'other-llm'))).toEqual([
      ['model', '0', ['own: house-llm on cheap to other-llm on cheap']],
    ]);
  });

  test('several at once have an amount each, and share what only all of them cause', () => {
    const before = scenario('api: { buy: acme/large }');
    const after = scenario('api: { buy: acme/small }, own: { build: eu }');
    // From 3,000: the other price alone makes 1,000, the new option alone 730, both 730.
    expect(named(before, after)).toEqual([
      ['model', '-1000', ['api: acme/large to acme/small']],
      ['added', '-1270', ['own: none to house-llm on cheap']],
    ]);
  });

  test('a hybrid changes with its parts', () => {
    const parts = (price: string): string =>
      `small: { buy: acme/small }, large: { buy: ${price} }, both: { cascade: { small: small, large: large, settled: 50% } }`;
    const found = effectsBetween(scenario(parts('acme/large')), scenario(parts('acme/small')), 'chat');
    expect(found.map(({ group }) => group)).toEqual(['model']);
  });
});
