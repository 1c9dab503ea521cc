import { describe, expect, it } from 'vitest';
import { exclusionsOf, modelOf, totalOf } from '../support/model.ts';

// Many features at once, each amount worked out beside it.

describe('everything that a request is charged for', () => {
  const model = modelOf(`prices:
  - { id: a/b, input: 2 USD/Mtok, cached: 0.2 USD/Mtok, output: 8 USD/Mtok, batch: { multiplier: 50%, combines_with_cache: false }, services: [{ id: flex, multiplier: 50% }], per_image: 0.01 USD/image, per_call: 0.005 USD/call, per_session_hour: 0.06 USD/hour, cache_storage: 1 USD/Mtok/hour, audio_input: 30 USD/Mtok, audio_output: 60 USD/Mtok }
  - { id: z/seat, input: 0 USD/Mtok, output: 0 USD/Mtok, per_seat: 30 USD/user/month }
workloads:
  all:
    volume: 100k requests/day
    tokens: { input: 1000, output: 100, reasoning: 200%, cached_tokens: 500 }
    uses: { images: 1, calls: 2, session: 0.05, cache_stored: 2M tokens, audio_input: 100, audio_output: 50 }
    retries: { failure_rate: 10%, max: 1 }
    overheads: { experimentation: 10%, ab_testing: { share: 5% } }
    failover: { uplift: 20% }
    options: { api: { buy: a/b, batch: 40% }, flex: { buy: a/b, service: flex } }
  seats: { volume: 1M requests/year, users: 400 users, tokens: { input: 1000, output: 100 }, options: { s: { buy: z/seat } } }`);
  const volume = (100_000 * 730) / 24;
  // An image, two calls, 0.05 hours of session, 100 and 50 tokens of audio
  const fee = 0.01 + 2 * 0.005 + 0.05 * 0.06 + (100 * 30 + 50 * 60) / 1e6;
  const stored = 2 * 1 * 730;
  // A tenth fails once: 1.1 attempts, all of them billed; a tenth of trials, a twentieth to a challenger; a fifth elsewhere
  const all = (text: number): number =>
    1.2 * (1.15 * (volume * (text + fee) + stored) + 0.1 * volume * (text + fee));

  it('in batch, where a hit costs what input costs in it', () => {
    // 500 plain and 300 of output, 40 % of them at half; 500 hits at 0.2, and in batch at 1
    const text = ((500 * 2 + 300 * 8) * (0.6 + 0.4 * 0.5) + 500 * (0.6 * 0.2 + 0.4 * 1)) / 1e6;
    expect(totalOf(model, 'api').toNumber()).toBeCloseTo(all(text), 6);
  });

  it('at a service tier that takes nothing off a hit', () => {
    const text = ((500 * 2 + 300 * 8) * 0.5 + 500 * 1) / 1e6;
    expect(totalOf(model, 'flex').toNumber()).toBeCloseTo(all(text), 6);
  });

  it('by the seat', () => {
    expect(totalOf(model, 's').toNumber()).toBe(12_000); // 400 · 30
  });
});

describe('dollars in a scenario in euros, at 1.25 a euro', () => {
  const model = modelOf(`currency: EUR
rates: { EUR/USD: 1.25 }
teams: { t: { headcount: 0.5, loaded_cost: 120k EUR/year } }
prices:
  - { id: a/big, input: 2 USD/Mtok, output: 8 USD/Mtok, commitment: { mode: all_units, tiers: [{ above: 1k USD/month, multiplier: 90% }] } }
  - { id: a/twin, input: 4 USD/Mtok, output: 16 USD/Mtok }
  - { id: b/small, input: 0.5 USD/Mtok, output: 2 USD/Mtok }
  - { id: c/other, input: 10 USD/Mtok, output: 10 USD/Mtok, token_multiplier: 2 }
  - { id: d/ptu, input: 2 USD/Mtok, output: 8 USD/Mtok, provisioned: { rate: 2 USD/unit/hour, tokens_per_minute: 3k tokens/minute, output_weight: 4, cached_weight: 0, minimum_units: 5, increment: 5 } }
offers: [{ id: h, gpu: h100-sxm, node: 8, monthly: 12k USD/month }]
clusters: { c: { model: m, offer: h, gpus_per_replica: 2, throughput: { prefill: 20k tokens/s, decode: 1k tokens/s }, platform: 300 EUR/month, prefix_cache: 50% } }
workloads:
  ab:
    volume: 1M requests/month
    tokens: { input: 500, output: 50 }
    overheads: { ab_testing: { share: 10%, model: c/other }, infrastructure: { fixed: 40 EUR/month } }
    options: { api: { buy: a/big }, small: { buy: b/small }, both: { cascade: { small: small, large: api, settled: 75% } } }
  same:
    volume: 1M requests/month
    tokens: { input: 500, output: 50 }
    overheads: { ab_testing: { share: 10%, model: a/twin } }
    options: { twin: { buy: a/big, monthly_minimum: 1500 EUR/month } }
  ptu:
    volume: 12M requests/month
    tokens: { input: 1000, output: 100, cached: 40% }
    load: { peak_to_average: 2 }
    failover: { uplift: 50% }
    options: { p: { buy: d/ptu, mode: provisioned, headroom: 10%, reserved: { units: 20, rate: 500 USD/month } } }
  gpus:
    volume: 12M requests/month
    tokens: { input: 1000, output: 100 }
    load: { peak_to_average: 3 }
    failover: { standby: 50% }
    retries: { failure_rate: 20%, max: 2 }
    options: { own: { build: c, team: t, setup: 24k USD, retraining: 1k EUR/month } }`);
  const cost = (option: string): number => totalOf(model, option).toNumber();
  // A tenth of 1M requests of 550 tokens, of which there are twice as many, at 10
  const challenger = 1100;

  it("a vendor's discount is not on what a challenger of another vendor costs", () => {
    // 500 · 2 + 50 · 8 = 1,400, beyond 1,000: nine tenths of it; the challenger in full
    expect(cost('api')).toBeCloseTo((1400 * 0.9 + challenger) / 1.25 + 40, 6);
    // One of the same vendor: twice the price of a tenth, all with the discount, 1,209.60; and no less than the minimum
    expect(cost('twin')).toBe(1500);
  });

  it('two APIs of a cascade pay what is fixed once', () => {
    // All at the small one, 350, a quarter at the large one as well, 350, which is below its discount; challengers of both
    expect(cost('both')).toBeCloseTo((350 + 350 + 1.25 * challenger) / 1.25 + 40, 6);
  });

  it('units that are reserved, and those above them by the hour', () => {
    // 12M · (600 + 4 · 100) / 43,800 minutes · 2 · 1.1 / 3,000 = 200.9: 205 units, 20 of them at 500, in a second region by half
    expect(cost('p')).toBeCloseTo(((20 * 500 + 185 * 2 * 730) * 1.5) / 1.25, 6);
  });

  it('nodes that are paid by the month, with standby, people and what is spread', () => {
    // 12M · (500 / 20,000 + 100 / 1,000) / 2,628,000 = 0.571 · 3 / 0.7: 3 and 2 in standby, 10 GPUs on 2 nodes of 8
    expect(cost('own')).toBeCloseTo((16 * 12_000) / 1.25 + 5000 + 24_000 / 1.25 / 24 + 1000 + 300, 6);
    expect(exclusionsOf(model, 'own')).toEqual([]);
  });
});
