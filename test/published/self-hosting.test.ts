import { describe, expect, it } from 'vitest';
import { exactAt, lineOf, modelOf } from '../support/model.ts';
import { resultOf, verdictOf } from '../support/results.ts';

describe('P09 a rented GPU against an API: 120M in and 40M out a month', () => {
  // induwara.lk self-hosting calculator, default example (2026-06-09), https://induwara.lk/tools/ai-self-hosting-cost-calculator
  // Months of 24 · 30.4 = 729.6 hours. The overhead of 15 % is a share of the rent, as work lost to interruptions is.
  const scenario = (waste: string): string => `hours_per_month: 729.6
prices: [ { id: some/api, input: 0.25 USD/Mtok, output: 2 USD/Mtok } ]
offers: [ { id: gpu, gpu: as-published, term: spot, hourly: 1.19 USD/hour, interruption: { waste: ${waste} } } ]
clusters: { own: { model: as-published, offer: gpu, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 2500 tokens/s } } }
workloads:
  all:
    volume: 160M tokens/month
    ratio: 120:40
    options: { api: { buy: some/api }, own: { build: own } }`;
  const model = modelOf(scenario('15%'));

  it('costs 110.00 from the API', () => {
    expect(Math.abs(Number(resultOf(model, 'api').monthly) - 110)).toBeLessThanOrEqual(0.005);
  });

  it('costs 998.46 self-hosted, of which 130.23 are overhead', () => {
    const own = Number(resultOf(model, 'own').monthly);
    expect(Math.abs(own - 998.46)).toBeLessThanOrEqual(0.006);
    const rent = Number(lineOf(modelOf(scenario('0%')), 'own', 'gpu'));
    expect(Math.abs(own - rent - 130.23)).toBeLessThanOrEqual(0.006);
  });

  it('breaks even at 1.45 billion tokens a month', () => {
    const flip = verdictOf(model).flips.find(({ path }) => path === 'workloads.all.volume');
    expect(flip?.becomes).toBe('own');
    expect(Math.abs(Number(flip?.to) / 1e9 - 1.45)).toBeLessThanOrEqual(0.006);
  });

  it('holds 6.57 billion tokens a month', () => {
    const full = Number(resultOf(model, 'own').capacity?.full_at);
    expect(Math.abs(full / 1e9 - 6.57)).toBeLessThanOrEqual(0.006);
  });
});

describe('P10 from measured throughput to cost, Qwen3-8B in bf16 on one H100', () => {
  // silybench-data (tgarg01), derived/csv/hosted_costs.csv @045df3bf, https://github.com/tgarg01/silybench-data
  const rows = [
    {
      run: 'chat-128-128',
      hourly: '2.69',
      output: '14539.52687496298',
      input: 128,
      length: 128,
      perOutput: 0.051392471615354735,
      perTotal: 0.025696235807677367,
      perThousand: 0.006578236366765406,
    },
    {
      run: 'prefill-1024-128',
      hourly: '3.49',
      output: '3017.6797771705747',
      input: 1024,
      length: 128,
      perOutput: 0.3212549097417524,
      perTotal: 0.035694989971305824,
      perThousand: 0.041120628446944314,
    },
    {
      run: 'balanced-2048-2048',
      hourly: '3.85',
      output: '2814.6815209464726',
      input: 2048,
      length: 2048,
      perOutput: 0.37995220293514065,
      perTotal: 0.18997610146757032,
      perThousand: 0.778142111611168,
    },
  ];
  const source = 'source: { url: "https://github.com/tgarg01/silybench-data", retrieved: 2026-11-01 }';

  /** The cost of a volume on one GPU that is never idle. */
  function floorOf(row: (typeof rows)[number], tokens: string): number {
    const model = modelOf(
      `offers: [ { id: gpu, gpu: h100-sxm, hourly: ${row.hourly} USD/hour } ]
clusters: { own: { model: qwen3-8b, offer: gpu } }
workloads: { all: { volume: 1000 requests/month, tokens: ${tokens}, options: { own: { build: own } } } }`,
      {
        catalog: {
          'models.yaml': `- { id: qwen3-8b, parameters: 8.2B, licence: apache-2.0, ${source} }`,
          'hardware.yaml': `- { id: h100-sxm, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`,
          'throughput.yaml': `- { model: qwen3-8b, gpu: h100-sxm, gpus: 1, precision: bf16, engine: vllm, input_length: ${row.input}, output_length: ${row.length}, output: ${row.output} tokens/s, kind: measured, ${source} }`,
        },
      },
    );
    return Number(resultOf(model, 'own').floor_per_mtok);
  }

  const deviation = (found: number, expected: number): number => Math.abs(found / expected - 1);

  it.each(rows)('$run', (row) => {
    const perMtok = floorOf(row, `{ input: ${row.input}, output: ${row.length} }`);
    expect(deviation(perMtok, row.perTotal)).toBeLessThanOrEqual(1e-5);
    // The same money over the output alone, and over a thousand requests.
    const tokens = row.input + row.length;
    expect(deviation((perMtok * tokens) / row.length, row.perOutput)).toBeLessThanOrEqual(1e-5);
    expect(deviation((perMtok * 1000 * tokens) / 1e6, row.perThousand)).toBeLessThanOrEqual(1e-5);
  });
});

describe('P19 attempts', () => {
  // Google SRE book ch. 22, https://sre.google/sre-book/addressing-cascading-failures/ ('64 attempts (4^3)'; read as a mirror
  // has it); AWS Builders' Library (3^5 = 243).
  const attempts = (rate: string, retries: number): number =>
    exactAt(
      modelOf(`prices: [ { id: some/api, input: 1 USD/Mtok, output: 1 USD/Mtok } ]
workloads:
  chat:
    volume: 1 requests/month
    tokens: { input: 1, output: 1 }
    retries: { failure_rate: ${rate}, max: ${retries} }
    options: { api: { buy: some/api } }`),
      'workloads.chat.attempts',
    ).toNumber();

  it('where everything fails, a layer of 4 tries makes 4 attempts and three of them 64', () => {
    const layer = attempts('0.9999999999999', 3);
    expect(layer).toBeCloseTo(4, 9);
    expect(layer ** 3).toBeCloseTo(64, 9);
    expect(attempts('0.9999999999999', 63)).toBeCloseTo(64, 9);
  });

  it('a layer of 3 tries makes 3, and five of them 243', () => {
    expect(attempts('0.9999999999999', 2) ** 5).toBeCloseTo(243, 8);
  });

  it('3 tries without a budget are just under 3 attempts, a budget of 10 % about 1.1', () => {
    expect(attempts('99%', 2)).toBeCloseTo(2.9701, 12);
    expect(attempts('10%', 1)).toBe(1.1);
  });
});
