import { describe, expect, it } from 'vitest';
import { runModel } from '../../../src/analysis/index.ts';
import { modelOf } from '../../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
const catalog = {
  'tokens.yaml': `- { id: acme/chat, channel: acme, currency: USD, prices: [ { from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 1 USD/Mtok, output: 2 USD/Mtok, ${source} } ] }`,
  'gpus.yaml': ['2', '3']
    .map(
      (hourly) =>
        `- { id: cloud/h100-${hourly}, gpu: h100-sxm, currency: USD, prices: [ { from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, hourly: ${hourly} USD/hour, ${source} } ] }\n`,
    )
    .join(''),
};

function codes(input: string, output: string, hourly = '2.5', throughput = '1k'): readonly string[] {
  const model = modelOf(
    `prices: [ { id: acme/chat, input: ${input} USD/Mtok, output: ${output} USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: ${hourly} USD/hour } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: ${throughput} tokens/s } } }
workloads:
  chat:
    volume: 788.4M tokens/month
    ratio: 1:1
    options: { api: { buy: acme/chat }, own: { build: eu } }`,
    { catalog },
  );
  return runModel(model).warnings.map(({ code }) => code);
}

const contradicts = 'stated-price-contradicts-catalog';

describe('a stated token price', () => {
  it('contradicts the catalog from 1 % above its highest price', () => {
    // The catalog's highest is 2: 2.02 is 1.01 times that, and no contradiction; 2.03 is.
    expect(codes('2.02', '2.02')).not.toContain(contradicts);
    expect(codes('2.03', '2.5')).toContain(contradicts);
    expect(codes('2.8', '2.8')).toContain(contradicts);
  });

  it('contradicts the catalog from 1 % below its lowest price', () => {
    // The lowest is 1: 1 / 1.01 = 0.990099.
    expect(codes('0.9901', '0.9901')).not.toContain(contradicts);
    expect(codes('0.9', '0.99')).toContain(contradicts);
  });

  it('is held against the list price of its own direction where the two differ', () => {
    // Listed at 1 and 2: swapped, both lie between the two, and each is off by a factor of 2.
    expect(codes('2', '1').filter((code) => code === contradicts)).toHaveLength(2);
    expect(codes('1', '1.5').filter((code) => code === contradicts)).toHaveLength(1);
    expect(codes('1', '2')).not.toContain(contradicts);
  });

  it('between the catalog’s prices contradicts nothing', () => {
    expect(codes('1.5', '1.5')).not.toContain(contradicts);
  });
});

describe('a stated GPU price', () => {
  const outside = 'stated-gpu-price-outside-catalog';

  it.each([
    ['1.99', true],
    ['2', false],
    ['3', false],
    ['3.01', true],
  ])('of %s an hour, where the catalog has 2 and 3, lies outside: %s', (hourly, expected) => {
    expect(codes('1.5', '1.5', hourly).includes(outside)).toBe(expected);
  });
});

describe('a cluster', () => {
  it('is idle below 30 % of use', () => {
    // 788.4M tokens a month are 300 a second: 30 % of 1,000, and 29.97 % of 1,001.
    expect(codes('1.5', '1.5')).not.toContain('idle-cluster');
    expect(codes('1.5', '1.5', '2.5', '1001')).toContain('idle-cluster');
  });
});

describe('a stated GPU price for a term that the catalog does not list', () => {
  const outside = 'stated-gpu-price-outside-catalog';
  const committed = (hourly: string): readonly string[] =>
    runModel(
      modelOf(
        `offers: [ { id: rent, gpu: h100-sxm, hourly: ${hourly} USD/hour, term: 12 months } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads: { chat: { volume: 788.4M tokens/month, ratio: 1:1, options: { own: { build: eu } } } }`,
        { catalog },
      ),
    ).warnings.map(({ code }) => code);

  it('is held against on-demand ones: not above the dearest, not below a third of the cheapest', () => {
    expect(committed('3')).not.toContain(outside);
    expect(committed('3.01')).toContain(outside);
    expect(committed('0.67')).not.toContain(outside);
    expect(committed('0.66')).toContain(outside);
    expect(committed('0.0025')).toContain(outside);
  });
});

describe('a price that is off by a factor', () => {
  const warned = (yaml: string): readonly string[] =>
    runModel(modelOf(yaml, { catalog })).warnings.flatMap(({ code, message }) =>
      code.startsWith('stated-') ? [message] : [],
    );
  const bought = (prices: string, more = ''): readonly string[] =>
    warned(`${more}prices: [ { id: acme/chat, ${prices} } ]
workloads: { chat: { volume: 788.4M tokens/month, ratio: 1:1, options: { api: { buy: acme/chat } } } }`);
  const rented = (offers: string, gpu = 'h100-sxm', more = ''): readonly string[] =>
    warned(`${more}offers: [ ${offers.replaceAll('GPU', gpu)} ]
clusters: { eu: { model: llm, offer: a, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads: { chat: { volume: 788.4M tokens/month, ratio: 1:1, options: { own: { build: eu } } } }`);

  it('is found in a contract, whose discount is not', () => {
    // The list is 1 and 2.
    expect(bought('kind: contract, input: 0.5 USD/Mtok, output: 1.2 USD/Mtok')).toEqual([]);
    const [found] = bought('kind: contract, input: 0.001 USD/Mtok, output: 1.2 USD/Mtok');
    expect(found).toContain('input of acme/chat at 0.001 USD/Mtok, but the catalog lists 1 ');
    expect(found).toContain('1,000 times too low');
  });

  it('is found in another currency, where rates and rounding are not', () => {
    const rates = 'currency: EUR\nrates: { EUR/USD: 1.25 }\n';
    // 1 and 2 USD are 0.80 and 1.60 EUR.
    expect(bought('input: 0.9 EUR/Mtok, output: 1.8 EUR/Mtok', rates)).toEqual([]);
    expect(bought('input: 0.0009 EUR/Mtok, output: 1.8 EUR/Mtok', rates)[0]).toContain('lists 0.8 ');
    const offer = (hourly: string): string =>
      `{ id: a, gpu: GPU, hourly: ${hourly} EUR/hour, term: 12 months }`;
    expect(rented(offer('1.4'), 'h100-sxm', rates)).toEqual([]);
    // On-demand ones are 1.60 and 2.40 EUR.
    expect(rented(offer('1400'), 'h100-sxm', rates)[0]).toContain('above all 2 on-demand offers');
  });

  it('is found beside the offers of the scenario, where the catalog has none of that GPU', () => {
    const offers = (hourly: string): string =>
      `{ id: a, gpu: GPU, hourly: ${hourly} USD/hour, term: 36 months }, { id: b, gpu: GPU, hourly: 2.49 USD/hour }`;
    expect(rented(offers('1.75'), 'house-gpu')).toEqual([]);
    expect(rented(offers('1750'), 'house-gpu')).toEqual([
      'offer a states 1,750 USD/GPU-hour for house-gpu, 702.811 times offer b at 2.49: one of them is not what it seems',
    ]);
  });
});

describe('a price that a vendor does not state and that is overstated', () => {
  const found = (batch: string, output = '1', more = ''): readonly string[] =>
    runModel(
      modelOf(`prices:
  - { id: a/chat, input: 1 USD/Mtok, output: 1 USD/Mtok${more} }
  - { id: b/chat, input: 0.6 USD/Mtok, output: ${output} USD/Mtok, batch: 50% }
workloads: { w: { volume: 1M requests/month, tokens: { input: 500, output: 500 }, options: { a: { buy: a/chat, batch: ${batch} }, b: { buy: b/chat } } } }`),
    ).warnings.flatMap(({ code, message }, index) =>
      code === 'overstated-price' ? [`${index} ${message}`] : [],
    );

  it('is said first where it may decide', () => {
    // 1,000 without a batch price, at the most half of it with one, against 800.
    expect(found('100%')).toEqual([
      '0 w/a costs 200 USD/month more than b, with a price overstated that may decide it: a/chat states no batch price: batch traffic is billed as any other',
    ]);
  });

  it('is no finding where it decides nothing', () => {
    expect(found('0%')).toEqual([]);
    expect(found('100%', '1', ', batch: 50%')).toEqual([]);
    // 1,000 and its half against 400; and where the option is the cheapest anyway, 1,000 against 1,300.
    expect(found('100%', '0.2')).toEqual([]);
    expect(found('100%', '2')).toEqual([]);
  });
});

describe('what nobody stated of an option to build', () => {
  const warned = (option: string, cluster = '', tokens = ''): readonly string[] =>
    runModel(
      modelOf(`teams: { ops: { headcount: 1, loaded_cost: 120k USD/year } }
offers: [ { id: rent, gpu: h100-sxm, hourly: 2.5 USD/hour } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { prefill: 1k tokens/s, decode: 1k tokens/s }${cluster} } }
workloads: { chat: { volume: 1M requests/month, tokens: { input: 100, output: 100${tokens} }, options: { own: { build: eu${option} } } } }`),
    ).warnings.flatMap(({ code, message }) =>
      code === 'unstated-build-cost' || code === 'unequal-caching' ? [message] : [],
    );

  it('is named', () => {
    expect(warned('')).toEqual([
      "chat: nothing is counted for people (no 'team': own), set-up (no 'setup': own), a platform (no 'platform': own)",
    ]);
    expect(warned(', team: ops', ', platform: 400 USD/month')).toEqual([
      "chat: nothing is counted for set-up (no 'setup': own)",
    ]);
    // A zero that is written was meant.
    expect(warned(', team: ops, setup: 0 USD', ', platform: 0 USD/month')).toEqual([]);
  });

  it('is the prefix cache that is switched off while bought input is cached', () => {
    const full = ', team: ops, setup: 0 USD';
    expect(warned(full, ', platform: 0 USD/month', ', cached: 40%')).toEqual([]);
    expect(warned(full, ', platform: 0 USD/month, prefix_cache: 0%', ', cached: 40%')[0]).toContain(
      '40 % of the input is cached when it is bought, and 0 % on clusters.eu',
    );
  });
});

describe('a total of several workloads', () => {
  it('says which clusters and teams it counts more than once, and that nothing was optimized', () => {
    const workload =
      'volume: 1M requests/month, tokens: { input: 100, output: 100 }, options: { own: { build: eu, team: ops } }';
    const result = runModel(
      modelOf(`teams: { ops: { headcount: 1, loaded_cost: 120k USD/year } }
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads: { chat: { ${workload} }, search: { ${workload} } }`),
    );
    // 1,460 of GPUs and 10,000 of people, twice.
    expect(result.portfolio.monthly?.toFixed()).toBe('22920');
    expect(result.portfolio.gap).toBeNull();
    expect(result.warnings.find(({ code }) => code === 'counted-several-times')?.message).toBe(
      "the total counts cluster eu 2 times (chat, search), team ops 2 times (chat, search): each workload is costed alone, and sharing would cost less ('crossover place' computes the shared plan)",
    );
  });
});
