import { describe, expect, it } from 'vitest';
import { unitsIn } from '../../src/document/index.ts';
import { Exact, formatUnit } from '../../src/formula/index.ts';
import { fieldSpec } from '../../src/scenario/index.ts';
import { figureAt, lineOf, modelOf, modelProblems } from '../support/model.ts';

const scenario = `teams: { ops: { headcount: 1.5, loaded_cost: 190k USD/year } }
prices:
  - id: acme/chat
    input: 1 USD/Mtok
    cached: 0.1 USD/Mtok
    cache_write: 1.25 USD/Mtok
    cache_write_long: 2 USD/Mtok
    output: 4 USD/Mtok
    per_request: 0.0001 USD
    batch: 50%
    token_multiplier: 1.1
    tiers: [ { above: 500 tokens, mode: part_above, input: 2 USD/Mtok, cached: 0.2 USD/Mtok, output: 6 USD/Mtok } ]
    services: [ { id: flex, multiplier: 60%, combines: [batch] } ]
    commitment: { mode: graduated, minimum: 100 USD/month, tiers: [ { above: 500 USD/month, multiplier: 90% } ] }
    provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 3k tokens/minute, output_weight: 4, cached_weight: 0.5, minimum_units: 15 units, increment: 5 units }
offers:
  - { id: rent, gpu: h100-sxm, hourly: 2 USD/hour, upfront: 100 USD, term: 1 year, node: 2 }
  - { id: lease, gpu: h100-sxm, monthly: 1500 USD/month }
  - { id: spot, gpu: h100-sxm, term: spot, hourly: 1 USD/hour, interruption: { waste: 10%, unavailable: 20%, fallback: 3 USD/hour } }
  - { id: own, gpu: h100-sxm, ownership: { price: 36000 USD, residual: 20%, depreciation: 48 months, maintenance: 5%/year, colocation: 150 USD/month, power: 1 kW, pue: 1.3, power_price: 0.10 USD/kWh, idle: 30% } }
clusters:
  eu: { model: house-llm, offer: rent, gpus_per_replica: 1, prefix_cache: 10%, failure_rate: 1%, operations: 10 USD/month,
        platform: { fixed: 400 USD/month, per_request: 0.0001 USD }, throughput: { prefill: 10k tokens/s, decode: 1k tokens/s } }
  leased: { model: house-llm, offer: lease, gpus_per_replica: 1, throughput: { mixed: 3k tokens/s } }
  spot: { model: house-llm, offer: spot, gpus_per_replica: 1, throughput: { mixed: 3k tokens/s } }
  bought: { model: house-llm, offer: own, gpus_per_replica: 1, throughput: { mixed: 3k tokens/s } }
workloads:
  chat:
    volume: 26.28M requests/month
    classes: [ { share: 60%, input: 1000, output: 100 }, { share: 40%, input: 2000, output: 200 } ]
    tokens: { cached: 40%, cache_write: 5% }
    load: { peak_to_average: 2, active: 600 hours/month }
    retries: { rejected: 1%, timed_out: 1%, bad_output: 2%, max: 2 }
    failover: { uplift: 150%, standby: 30% }
    overheads:
      experimentation: 120%
      ab_testing: { share: 10% }
      infrastructure: { fixed: 150 USD/month, per_request: 0.00001 USD }
      observability: { trace: 6 kB, storage: 2.30 USD/GB, fixed: 100 USD/month }
    options:
      api: { buy: acme/chat, batch: 20%, service: flex, region_uplift: 10%, monthly_minimum: 10 USD/month, token_multiplier: 1.2 }
      ptu: { buy: acme/chat, mode: provisioned, headroom: 120%, reserved: { units: 10, rate: 0.5 USD/hour } }
      own: { build: eu, team: ops, setup: 24k USD, amortize: 24 months, retraining: 10 USD/month, token_multiplier: 1.3 }
      leased: { build: leased }
      spot: { build: spot }
      bought: { build: bought }
      both: { cascade: { small: own, large: api, settled: 80% } }
  search:
    volume: 40M tokens/month
    ratio: 3:1
    tokens_per_request: 2000
    retries: { failure_rate: 1%, billed_input: 50%, billed_output: 20% }
    load: { hourly: [${Array.from({ length: 168 }, (_, hour) => (hour % 24 < 8 ? 1 : 2)).join(', ')}] }
    options:
      api: { buy: acme/chat }
      own: { build: eu }
      burst: { hybrid: { base: own, overflow: api } }`;

describe('addresses', () => {
  const model = modelOf(scenario);

  it('every input can be set under the address that it has in the model', () => {
    const addresses = [...model.graph.inputs.keys()];
    expect(addresses.length).toBeGreaterThan(80);
    const ignored = addresses.flatMap((address) => {
      const input = model.graph.inputs.get(address) ?? expect.fail();
      const unit = formatUnit(input.unit);
      // A tenth less, or one more of what is counted; a share of classes has to stay.
      const value = address.endsWith('share')
        ? input.value
        : input.whole
          ? input.value.plus(1)
          : input.value.times('0.9');
      // A share above 1 without a sign could be meant either way, and is refused.
      const isShareAboveOne =
        unit === '' && !input.whole && value.gte(1) && /(?:experimentation|uplift|headroom)$/u.test(address);
      const text = isShareAboveOne ? `${value.times(100).toFixed()}%` : `${value.toFixed()} ${unit}`.trim();
      try {
        const found = figureAt(modelOf(scenario, { set: { [address]: text } }), address);
        return found === value.toFixed() ? [] : [`${address}: ${found} where ${text} was set`];
      } catch (error) {
        return [`${address}: ${String(error)}`];
      }
    });
    expect(ignored).toEqual([]);
  });

  it('every input is what its field says', () => {
    // What is read from the cache and what is written to it are parts of one input: 1 less the 5 % or 40 % of the other.
    const left = new Map([
      ['workloads.chat.tokens.cached', new Exact('0.95')],
      ['workloads.chat.tokens.cache_write', new Exact('0.6')],
    ]);
    for (const [address, input] of model.graph.inputs) {
      const field = fieldSpec(address) ?? expect.fail(`${address} has no field`);
      const { least, above, most, under, whole } = field.range;
      const units = unitsIn(field, 'USD').map(({ key }) => key);
      expect([address, input.label]).toEqual([address, field.label]);
      expect(units).toContain(input.unit.key);
      expect([address, input.minimum, input.maximum, input.whole ?? false]).toEqual([
        address,
        least ?? above,
        left.get(address) ?? most ?? under,
        whole,
      ]);
    }
  });

  it('no input starts outside the range that it is varied in', () => {
    const outside = [...model.graph.inputs.values()].filter(
      ({ value, minimum, maximum }) =>
        (minimum !== undefined && value.lt(minimum)) || (maximum !== undefined && value.gt(maximum)),
    );
    expect(outside.map(({ address }) => address)).toEqual([]);
  });

  it('every line and total is a step with an address and a unit of money a month', () => {
    for (const workload of model.workloads) {
      for (const { id, statement } of workload.options) {
        const place = `workloads.${workload.id}.options.${id}`;
        const total = model.graph.named.get(`${place}.monthly`);
        expect(total === undefined ? '' : formatUnit(total.unit)).toBe('USD/month');
        expect(total).toBe(statement?.monthly);
        for (const line of statement?.lines ?? [])
          expect(model.graph.named.get(`${place}.lines.${line.id}`)).toBe(line.monthly);
      }
    }
  });
});

describe('figures of the catalog, set from outside', () => {
  const catalog = {
    'tokens.yaml': `- id: acme/list
  channel: acme
  currency: USD
  prices:
    - { from: 2026-01-01, to: null, recorded: 2026-01-01, input: 1 USD/Mtok, output: 2 USD/Mtok, kind: list, source: { url: "https://acme.example/prices", retrieved: 2026-01-02 } }`,
    'gpus.yaml': `- id: cloud/h100
  gpu: h100-sxm
  currency: USD
  prices:
    - { from: 2026-01-01, to: null, recorded: 2026-01-01, hourly: 2 USD/hour, kind: list, source: { url: "https://cloud.example/prices", retrieved: 2026-01-02 } }`,
  };
  const plain = `clusters: { eu: { model: house-llm, offer: cloud/h100, gpus_per_replica: 1, throughput: { mixed: 3k tokens/s } } }
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 500 }
    options: { api: { buy: acme/list }, own: { build: eu } }`;

  it('hold instead of the listed ones, and say so', () => {
    const model = modelOf(plain, {
      catalog,
      set: { 'prices.acme/list.input': '5 USD/Mtok', 'offers.cloud/h100.hourly': '3 USD/hour' },
    });
    expect(lineOf(model, 'api', 'tokens')).toBe('6000');
    expect(lineOf(model, 'own', 'gpu')).toBe('2190');
    expect(model.graph.inputs.get('prices.acme/list.input')?.provenance).toEqual({
      kind: 'stated',
      origin: { type: 'flag', flag: '--set' },
    });
    expect(model.graph.inputs.get('prices.acme/list.output')?.provenance).toEqual({
      kind: 'list',
      origin: { type: 'page', url: 'https://acme.example/prices', retrieved: '2026-01-02' },
    });
  });

  it('that nothing uses are refused', () => {
    const problems = modelProblems(plain, { catalog, set: { 'prices.acme/other.input': '5 USD/Mtok' } });
    expect(problems.map(({ code }) => code)).toEqual(['model/unused-address']);
  });
});
