import fc from 'fast-check';
import type { Model } from '../../../src/model/index.ts';
import { modelOf } from '../../support/model.ts';

/** What may differ between the two sides of a pair. */
export interface Variation {
  readonly requests: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly price: number;
  readonly hourly: number;
  readonly utilization: number;
  readonly decode: number;
  readonly headcount: number;
  readonly failures: number;
  readonly peak: number;
  readonly currency: 'USD' | 'EUR';
  readonly rate: number;
  readonly hasSecond: boolean;
  readonly hasApi: boolean;
}

const catalogOfRate = (rate: number) => ({
  'fx.yaml': `- { from: EUR, to: USD, date: 2026-10-30, rate: ${rate}, source: { url: 'https://example.com/fx', retrieved: 2026-10-30 } }\n`,
});

/** A scenario with an API and a cluster; sometimes a second workload, sometimes without the API. */
export function modelFor(of: Variation): Model {
  const second = `
  summaries:
    volume: ${of.requests * 3} requests/month
    tokens: { input: 4000, output: 200 }
    options:
      api: { buy: acme/chat }
`;
  return modelOf(
    `
teams:
  mlops: { headcount: ${of.headcount}, loaded_cost: 120k USD/year }
prices:
  - { id: acme/chat, input: ${of.price} ${of.currency}/Mtok, cached: ${of.price / 4} ${of.currency}/Mtok, output: ${of.price * 4} ${of.currency}/Mtok }
offers:
  - { id: quote, gpu: h200-sxm, hourly: ${of.hourly} USD/hour, node: 4, term: 1 year }
clusters:
  main: { model: own, offer: quote, gpus_per_replica: 1, utilization: ${of.utilization}%, throughput: { prefill: 20k tokens/s, decode: ${of.decode} tokens/s } }
workloads:
  chat:
    volume: ${of.requests} requests/month
    tokens: { input: ${of.input}, output: ${of.output}, cached: ${of.cached}% }
    load: { peak_to_average: ${of.peak} }
    retries: { failure_rate: ${of.failures}%, max: 3 }
    overheads: { experimentation: 10%, infrastructure: { fixed: 120 USD/month } }
    options:
${of.hasApi ? '      api: { buy: acme/chat }\n' : ''}      own: { build: main, team: mlops }
${of.hasSecond ? second : ''}`,
    { catalog: catalogOfRate(of.rate) },
  );
}

const usual: Variation = {
  requests: 2_000_000,
  input: 1500,
  output: 350,
  cached: 40,
  price: 2,
  hourly: 3,
  utilization: 70,
  decode: 2500,
  headcount: 1,
  failures: 2,
  peak: 3,
  currency: 'USD',
  rate: 1.1,
  hasSecond: true,
  hasApi: true,
};

export const base: Variation = usual;

/** Any scenario near the base; some of its figures are the base's own. */
export const variations: fc.Arbitrary<Variation> = fc
  .record(
    {
      requests: fc.integer({ min: 1, max: 20_000_000 }),
      input: fc.integer({ min: 1, max: 20_000 }),
      output: fc.integer({ min: 1, max: 5_000 }),
      cached: fc.integer({ min: 0, max: 100 }),
      price: fc.integer({ min: 1, max: 900 }).map((cents) => cents / 100),
      hourly: fc.integer({ min: 1, max: 900 }).map((cents) => cents / 100),
      utilization: fc.integer({ min: 1, max: 100 }),
      decode: fc.integer({ min: 100, max: 20_000 }),
      headcount: fc.integer({ min: 0, max: 50 }).map((tenths) => tenths / 10),
      failures: fc.integer({ min: 0, max: 60 }),
      peak: fc.integer({ min: 10, max: 80 }).map((tenths) => tenths / 10),
      currency: fc.constantFrom('USD' as const, 'EUR' as const),
      rate: fc.integer({ min: 50, max: 200 }).map((percent) => percent / 100),
      hasSecond: fc.boolean(),
      hasApi: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((some) => ({ ...usual, ...some }));
