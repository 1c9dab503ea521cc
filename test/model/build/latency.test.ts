import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, Exact, type Overrides } from '../../../src/formula/index.ts';
import { breaches } from '../../support/law.ts';
import { portfolioOf } from '../../support/portfolio.ts';
import { capacityOf, exactAt, figureAt, modelOf, optionOf, totalOf } from '../../support/model.ts';

const source = 'source: { url: https://example.org/facts, retrieved: 2026-01-02 }';
const at = (offered: number, completed: number, ttft: number, tpot: number, e2e: number): string =>
  `{ offered: ${offered} requests/s, completed: ${completed} requests/s, ttft: { p50: 20 ms, p99: ${ttft} ms }, tpot: { p90: ${tpot} ms }, e2e: { p99: ${e2e} ms } }`;

/**
 * Of 255 tokens after the first, whole requests of 2.55, 5.1 and 10.2 s take at most 10, 20 and 40 ms each. The first token at
 * 5 requests a second is an accident of its run, and 20 a second are more than the 12 that the replica answers.
 */
const catalog = {
  'latency.yaml': `- { model: open-8b, gpu: l4, gpus: 1 GPU, precision: fp16, engine: vllm 0.9, input_length: 512 tokens, output_length: 256 tokens,
    kind: measured, ${source}, points: [${at(1, 1, 100, 8, 2550)}, ${at(5, 5, 900, 15, 5100)}, ${at(10, 10, 400, 30, 10_200)}, ${at(20, 12, 9000, 50, 20_400)}] }\n`,
};

const into = 'workloads.chat.options.own';
const scenario = (latency = '{ ttft: 300 ms, tpot: 30 ms, at: 95% }', more = ''): string => `
offers:
  - { id: quote, gpu: l4, hourly: 2.50 USD/hour, node: 1 }
clusters:
  own: { model: open-8b, offer: quote, gpus_per_replica: 1, throughput: { prefill: 40k tokens/s, decode: 10k tokens/s }${more} }
prices:
  - { id: acme/chat, input: 0.50 USD/Mtok, output: 1.50 USD/Mtok }
workloads:
  chat:
    volume: 36792000 requests/month
    tokens: { input: 400, output: 200 }
    load: { peak_to_average: 2 }
    constraints: { latency: ${latency} }
    options:
      own: { build: own }
      api: { buy: acme/chat }
`;
const because = (yaml: string, option = 'own', set = {}): string =>
  optionOf(modelOf(yaml, { catalog, set }), option)
    .exclusions.map(({ by, message }) => `${by}: ${message}`)
    .join('; ');

describe('a latency limit in numbers', () => {
  /**
   * 36,792,000 requests in 2,628,000 s are 14 a second, 28 at the peak. Within 300 ms a replica takes 1 + 200/300 x 9 = 7 a
   * second, within 30 ms a token 5 + 10/20 x 5 = 7.5: 28/7 = 4 replicas. Their work is 28 x (400/40,000 + 200/10,000) = 0.84
   * replicas, at 70 % 1.2, so 2. Four at 2.50 USD and 730 h are 7,300 USD.
   */
  it('asks for the replicas at which the peak is within what was measured', () => {
    const model = modelOf(scenario(), { catalog });
    expect(figureAt(model, `${into}.peak_rate`)).toBe('28');
    expect(figureAt(model, `${into}.rate_within_latency`)).toBe('7');
    expect(figureAt(model, `${into}.serving_by_utilization`)).toBe('2');
    expect(figureAt(model, `${into}.serving_by_latency`)).toBe('4');
    expect(capacityOf(model, 'own').serving).toBe(4);
    expect(totalOf(model, 'own').toFixed()).toBe('7300');
    expect(optionOf(model, 'own').exclusions).toEqual([]);
    // At 7 a second: 300 ms, and 20 + 2/5 x 20 = 28 ms a token.
    expect(figureAt(model, `${into}.ttft`)).toBe('300');
    expect(figureAt(model, `${into}.tpot`)).toBe('28');
  });

  it('leaves the statement as it is where it asks for less than utilization does, and where none is stated', () => {
    const loose = modelOf(scenario('{ ttft: 400 ms, at: 95% }', ', utilization: 10%'), { catalog });
    // 0.84/0.1 = 8.4 replicas of work, and 28/10 = 2.8 for the limit.
    expect(figureAt(loose, `${into}.serving_by_latency`)).toBe('3');
    expect(capacityOf(loose, 'own').serving).toBe(9);
    const none = modelOf(scenario('any', ', utilization: 10%'), { catalog });
    expect(totalOf(loose, 'own').eq(totalOf(none, 'own'))).toBe(true);
    expect([...none.graph.named.keys()].filter((each) => each.includes('latency'))).toEqual([]);
  });

  it('counts attempts, experiments and the hours of work in the peak', () => {
    const model = modelOf(scenario('{ ttft: 300 ms }'), {
      catalog,
      set: {
        'workloads.chat.overheads.experimentation': '25%',
        'workloads.chat.load.active': '365 hours/month',
      },
    });
    // 28 x 1.25 in half of the hours.
    expect(figureAt(model, `${into}.peak_rate`)).toBe('70');
    expect(capacityOf(model, 'own').serving).toBe(10);
  });

  it('goes by the lowest percentile measured that as many requests keep to', () => {
    // For 90 % the time per token was measured itself: 30 ms at 10 a second. The first token has p99 alone.
    const model = modelOf(scenario('{ ttft: 400 ms, tpot: 30 ms, at: 90% }'), { catalog });
    expect(figureAt(model, `${into}.rate_within_latency`)).toBe('10');
    // For half of them the first token takes 20 ms at any load.
    const half = modelOf(scenario('{ ttft: 25 ms, at: 50% }'), { catalog });
    expect(figureAt(half, `${into}.rate_within_latency`)).toBe('10');
    expect(because(scenario('{ ttft: 400 ms, at: 99.5% }'))).toContain(
      'latency: clusters.own: no time to the first token that 99.5% of requests keep to was measured of open-8b on 1 l4 fp16 512/256 vllm 0.9',
    );
  });

  it('is read alike, varied or set, in every reading', () => {
    expect(breaches(modelOf(scenario(), { catalog }))).toEqual([]);
  }, 60_000);

  it('never asks for fewer replicas with more load, nor costs less where it is stricter', () => {
    const model = modelOf(scenario(), { catalog });
    const figures = (volume: number, ttft: number, tpot: number): Overrides =>
      new Map([
        ['workloads.chat.volume', new Exact(volume)],
        ['workloads.chat.constraints.latency.ttft', new Exact(ttft)],
        ['workloads.chat.constraints.latency.tpot', new Exact(tpot)],
      ]);
    const volume = fc.integer({ min: 1, max: 500_000_000 });
    const time = fc.integer({ min: 100, max: 1000 });
    fc.assert(
      fc.property(
        volume,
        volume,
        time,
        time,
        fc.integer({ min: 10, max: 60 }),
        (a, b, loose, strict, tpot) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          const serving = (of: Overrides): Exact => exactAt(model, `${into}.serving`, of);
          expect(serving(figures(more, loose, tpot)).gte(serving(figures(less, loose, tpot)))).toBe(true);
          const [low, high] = [Math.min(loose, strict), Math.max(loose, strict)];
          const total = (ttft: number): Exact => totalOf(model, 'own', figures(a, ttft, tpot));
          expect(total(low).gte(total(high))).toBe(true);
          // Within the limit at the peak, always.
          const met = exactAt(model, `${into}.ttft`, figures(a, loose, tpot));
          expect(met.lte(new Exact(loose).times('1.000000001'))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that nothing can meet leaves the option out, with what was measured', () => {
    expect(because(scenario('{ ttft: 90 ms }'))).toBe(
      'latency: clusters.own: no number of replicas meets a time to the first token of 90 ms: at 1 requests/s, the lightest load measured, it is 100 ms (open-8b on 1 l4 fp16 512/256 vllm 0.9, p99)',
    );
    expect(because(scenario(), 'own', { 'workloads.chat.tokens.input': '513' })).toContain(
      'latency was measured with 512 input and 256 output tokens a request, and the workload',
    );
    expect(because(scenario('{ tpot: 40 ms }', ', precision: fp8'))).toBe(
      'latency: clusters.own: how fast open-8b answers by load was not measured on 1 × l4 at fp8; it was on 1 × l4 at fp16',
    );
    expect(because(scenario().replace('open-8b', 'open-9b'))).toContain(
      'how fast open-9b answers by load was not measured on any GPU in catalog test',
    );
  });

  it('takes what one measured oneself, where the cluster states it', () => {
    const own = ', latency: { rate: 4 requests/s, ttft: 250 ms, tpot: 25 ms, at: 99% }';
    const model = modelOf(scenario(undefined, own), { catalog });
    expect(capacityOf(model, 'own').serving).toBe(7);
    expect(figureAt(model, `${into}.ttft`)).toBe('250');
    expect(because(scenario('{ ttft: 200 ms }', own))).toBe(
      'latency: clusters.own: its time to the first token of 250 ms is above the 200 ms that the workload asks for',
    );
    expect(because(scenario(undefined, own.replace('99%', '90%')))).toBe(
      'latency: clusters.own: its latency holds for 90% of requests, and the workload asks for 95%',
    );
    expect(because(scenario(undefined, own.replace(' tpot: 25 ms,', '')))).toBe(
      'latency: clusters.own: its time per output token is not known, and the workload asks for 30 ms',
    );
  });

  it('leaves out what is bought unless a contract or a measurement says how fast it answers', () => {
    expect(because(scenario(), 'api')).toBe(
      'latency: acme/chat: how fast it answers is not known, and the workload asks for it',
    );
    const stated = (times: string): string =>
      scenario().replace('acme/chat }\n', `acme/chat, latency: ${times} }\n`);
    expect(because(stated('{ ttft: 280 ms, tpot: 12 ms }'), 'api')).toBe('');
    expect(because(stated('{ ttft: 320 ms, tpot: 12 ms }'), 'api')).toContain('320 ms is above the 300 ms');
  });

  /** 14 a second: half of the hours have 7, half 21. Two replicas take 14, a third of the busy hours' 21 overflows: a quarter of all. */
  it('fills the replicas that a burst keeps no further', () => {
    const hours = Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? '0.5' : '1.5')).join(', ');
    const api = 'api: { buy: acme/chat, latency: { ttft: 280 ms, tpot: 12 ms } }';
    const yaml = scenario()
      .replace('{ peak_to_average: 2 }', `{ hourly: [${hours}] }`)
      .replace(
        'api: { buy: acme/chat }',
        `${api}\n      burst: { hybrid: { base: own, overflow: api, replicas: 2 } }`,
      );
    const model = modelOf(yaml, { catalog });
    expect(figureAt(model, 'workloads.chat.options.burst.overflow_share')).toBe('0.25');
    expect(figureAt(model, 'workloads.chat.options.burst.build.ttft')).toBe('300');
    expect(capacityOf(model, 'own').serving).toBe(3);
  });

  /** The limit asks for 4 replicas, and another workload without one for 14 x 0.03/0.7 = 0.6: 5 in all, of which 0.42 + 0.42 work. */
  it('takes its own replicas in a plan, beside the load of others', () => {
    const other = `  batch: { volume: 36792000 requests/month, tokens: { input: 400, output: 200 }, options: { own: { build: own } } }\n`;
    const { clusters, choices } = portfolioOf(
      `${scenario().replace('      api: { buy: acme/chat }\n', '')}${other}`,
      catalog,
    );
    const [cluster] = clusters;
    const chosen: Overrides = new Map(
      choices.flatMap(({ taken }) => (taken.op === 'input' ? [[taken.address, new Exact(1)] as const] : [])),
    );
    if (cluster === undefined) throw new Error('no cluster');
    expect(evaluate(cluster.replicas, chosen).toFixed()).toBe('5');
    expect(evaluate(cluster.working, chosen).toFixed()).toBe('0.84');
  });
});
