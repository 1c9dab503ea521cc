import { describe, expect, it } from 'vitest';
import { evaluate, Exact } from '../../../src/formula/index.ts';
import type { Model } from '../../../src/model/index.ts';
import {
  capacityOf,
  exactAt,
  exclusionsOf,
  figureAt,
  linesOf,
  modelOf,
  optionOf,
  statementOf,
  totalOf,
} from '../../support/model.ts';

/** Office hours at five times the rest of the week: 45 hours of 5, 123 of 1. */
const week = Array.from({ length: 168 }, (_, hour) => {
  const [day, time] = [Math.floor(hour / 24), hour % 24];
  return day < 5 && time >= 9 && time < 18 ? 5 : 1;
});

const parts = `teams: { ops: { headcount: 0.1, loaded_cost: 120k USD/year } }
prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok }
  - { id: acme/large, input: 5 USD/Mtok, output: 10 USD/Mtok }
offers:
  - { id: rent, gpu: h100-sxm, hourly: 2 USD/hour }
clusters:
  eu: { model: house-llm, offer: rent, gpus_per_replica: 1, min_replicas: 0, platform: 400 USD/month,
        throughput: { prefill: 10k tokens/s, decode: 1k tokens/s } }`;

/** An average load of 2 replicas. */
function chat(options: string, load = `load: { hourly: [${week.join(', ')}] }`, workload = ''): string {
  return `${parts}
workloads:
  chat:
    volume: 26.28M requests/month
    tokens: { input: 1000, output: 100 }
    overheads: { experimentation: 0%, infrastructure: { fixed: 150 USD/month, per_request: 0.00001 USD } }
    ${load}
${workload}
    options:
      api: { buy: acme/chat }
      large: { buy: acme/large }
      own: { build: eu, team: ops, setup: 24k USD, amortize: 24 months }
${options.replaceAll(/^/gmu, '      ')}`;
}

const burst = 'burst: { hybrid: { base: own, overflow: api } }';
const kept = 'workloads.chat.options.burst.hybrid.replicas';
/** The same plan with so many replicas kept. */
const keeping = (n: number, of = chat(burst)): Model =>
  modelOf(of.replace('overflow: api }', `overflow: api, replicas: ${n} }`));

function variableLines(model: Model, option: string): readonly string[] {
  return statementOf(model, option)
    .lines.filter((line) => line.variable)
    .map((line) => evaluate(line.monthly).toFixed(12));
}

describe('burst', () => {
  const model = modelOf(chat(burst));
  // The peak is 5 · 168 / (45 · 5 + 123) = 2.41 times the mean, so 2 · 2.41 / 0.7 = 6.9 replicas.
  const full = capacityOf(model, 'own').serving;

  it('the full build has no overflow, and costs what the build costs with the fixed lines of buying', () => {
    expect(full).toBe(7);
    const whole = keeping(full);
    expect(exactAt(whole, 'workloads.chat.options.burst.overflow_share').toFixed()).toBe('0');
    const lines = linesOf(whole, 'burst');
    for (const [id, monthly] of Object.entries(linesOf(model, 'own')))
      expect(lines[`build.${id}`]).toBe(monthly);
    expect(lines['buy.tokens']).toBe('0');
    expect(lines['buy.infrastructure']).toBe('150');
  });

  it('a base of nothing buys everything, beside the fixed lines of building', () => {
    const none = keeping(0);
    expect(exactAt(none, 'workloads.chat.options.burst.overflow_share').toFixed()).toBe('1');
    const lines = linesOf(none, 'burst');
    for (const [id, monthly] of Object.entries(linesOf(model, 'api')))
      expect(lines[`buy.${id}`]).toBe(monthly);
    expect(lines).toMatchObject({
      'build.gpu': '0',
      'build.people': '1000',
      'build.one_time': '1000',
      'build.platform': '400',
    });
  });

  it('in between, each hour above the base goes to the API', () => {
    // Weights 5 · 168/348 and 168/348 of a load of 2; 2 replicas hold 1.4.
    const excess = new Exact(168).div(348).times(5).times(2).minus('1.4').times(45).div(168).div(2);
    const share = exactAt(keeping(2), 'workloads.chat.options.burst.overflow_share');
    expect(share.minus(excess).abs().lte('1e-40')).toBe(true);
    expect(linesOf(keeping(2), 'burst')['build.gpu']).toBe('2920');
    const tokens = new Exact(linesOf(keeping(2), 'burst')['buy.tokens'] ?? NaN);
    // 31,536 USD buys it all.
    expect(tokens.toFixed(20)).toBe(excess.times(31536).toFixed(20));
  });

  it('keeps the number of replicas that is cheapest of all', () => {
    const costs = Array.from({ length: full + 1 }, (_, n) => totalOf(keeping(n), 'burst'));
    const least = costs.reduce((a, b) => Exact.min(a, b));
    expect(totalOf(model, 'burst').toFixed()).toBe(least.toFixed());
    expect(figureAt(model, kept)).toBe(String(costs.findIndex((cost) => cost.eq(least))));
    expect(new Set(costs.map((cost) => cost.toFixed())).size).toBe(full + 1);
  });

  it('leaves out no number of replicas, however many', () => {
    // Tokens at a hundredth of the speed take hundreds of replicas, at a price that keeps some of them worth it.
    const slow = chat(burst)
      .replace('prefill: 10k tokens/s, decode: 1k tokens/s', 'prefill: 100 tokens/s, decode: 10 tokens/s')
      .replace('acme/chat, input: 1 USD/Mtok', 'acme/chat, input: 20 USD/Mtok');
    const many = modelOf(slow);
    const most = capacityOf(many, 'own').serving;
    expect(most).toBe(690);
    const best = exactAt(many, kept).toNumber();
    expect(best).toBeGreaterThan(0);
    expect(best).toBeLessThan(most);
    const cost = totalOf(many, 'burst');
    for (const n of [0, best - 2, best - 1, best + 1, best + 2, most])
      expect(totalOf(keeping(n, slow), 'burst').gt(cost)).toBe(true);
  });

  it('keeps the number that is stated', () => {
    const stated = modelOf(chat('burst: { hybrid: { base: own, overflow: api, replicas: 3 } }'));
    expect(capacityOf(stated, 'burst').serving).toBe(3);
    expect(totalOf(stated, 'burst').toFixed()).toBe(totalOf(keeping(3), 'burst').toFixed());
    const set = modelOf(chat(burst), { set: { [kept]: '3' } });
    expect(capacityOf(set, 'burst').serving).toBe(3);
  });

  it('achieves the utilization of what its replicas serve, not of what overflows', () => {
    const stated = modelOf(chat('burst: { hybrid: { base: own, overflow: api, replicas: 1 } }'));
    // One replica at 0.7 in 45 hours, and at 0.7 again in the others, whose load is 0.97.
    expect(capacityOf(stated, 'burst').utilization).toBe(0.7);
  });

  it('has every line of both, prefixed', () => {
    expect(Object.keys(linesOf(model, 'burst'))).toEqual([
      'build.gpu',
      'build.people',
      'build.one_time',
      'build.platform',
      'build.operations',
      'buy.tokens',
      'buy.experimentation',
      'buy.retries',
      'buy.optimization',
      'buy.infrastructure',
      'buy.observability',
      'buy.failover',
      'buy.commitment',
    ]);
    expect(variableLines(model, 'burst').length).toBeGreaterThan(0);
  });

  it('needs the load hour by hour', () => {
    const flat = modelOf(chat(burst, 'load: { peak_to_average: 3 }'));
    expect(exclusionsOf(flat, 'burst')).toEqual(['needs']);
    expect(optionOf(flat, 'burst').exclusions[0]?.message).toContain('workloads.chat.load.hourly');
  });

  it('is excluded with what excludes a part', () => {
    const regulated = modelOf(chat(burst, undefined, '    constraints: { regulated: true }'));
    expect(exclusionsOf(regulated, 'own')).toEqual([]);
    expect(exclusionsOf(regulated, 'burst')).toEqual(['regulated']);
  });
});

describe('cascade', () => {
  const bought = 'cascade: { cascade: { small: api, large: large, settled: 80% } }';

  it('asks the small model everything and the large one the rest', () => {
    const model = modelOf(chat(bought));
    // 26.28M · 1,000 at 1 and · 100 at 2, and a fifth of it at 5 and 10.
    expect(linesOf(model, 'cascade')['buy.tokens']).toBe('63072');
  });

  it('settling everything costs what the small model costs; nothing, both in full', () => {
    const variable = (model: Model, option: string): Exact =>
      new Exact(linesOf(model, option)[option === 'cascade' ? 'buy.tokens' : 'tokens'] ?? NaN);
    const all = modelOf(chat(bought.replace('80%', '100%')));
    expect(variable(all, 'cascade').toFixed()).toBe(variable(all, 'api').toFixed());
    const none = modelOf(chat(bought.replace('80%', '0%')));
    expect(variable(none, 'cascade').toFixed()).toBe(
      variable(none, 'api').plus(variable(none, 'large')).toFixed(),
    );
  });

  it('pays what the workload costs whatever its volume once', () => {
    const model = modelOf(
      chat(`${bought}\nmixed: { cascade: { small: own, large: api, settled: 80% } }`).replace(
        'infrastructure: {',
        'observability: { fixed: 100 USD/month }, infrastructure: {',
      ),
    );
    // 150 a month, and 0.00001 for 26.28M requests and a fifth of them again.
    expect(linesOf(model, 'cascade')['buy.infrastructure']).toBe('465.36');
    expect(linesOf(model, 'cascade')['buy.observability']).toBe('100');
    // The API is the second of the two here, and the only one with surroundings to pay.
    expect(linesOf(model, 'mixed')['buy.infrastructure']).toBe('202.56');
    expect(
      linesOf(model, 'mixed')['build.observability'] ?? linesOf(model, 'mixed')['build.operations'],
    ).toBe('100');
    expect(linesOf(model, 'mixed')['buy.observability']).toBe('0');
  });

  it('of a build and an API has the lines of both', () => {
    const model = modelOf(chat('cascade: { cascade: { small: own, large: large, settled: 80% } }'));
    const lines = linesOf(model, 'cascade');
    expect(lines['build.gpu']).toBe(linesOf(model, 'own')['gpu']);
    expect(lines['buy.tokens']).toBe('31536');
  });

  it('pays a team that serves both models once', () => {
    const model = modelOf(
      chat('mine: { build: eu, team: ops }\ncascade: { cascade: { small: own, large: mine, settled: 80% } }'),
    );
    expect(linesOf(model, 'cascade')['build.people']).toBe('1000');
  });

  it('the settled share is set under its own address', () => {
    const model = modelOf(chat(bought), { set: { 'workloads.chat.options.cascade.cascade.settled': '50%' } });
    expect(figureAt(model, 'workloads.chat.options.cascade.cascade.settled')).toBe('0.5');
  });
});

describe('a volume of nothing', () => {
  it('has figures, and what overflows of it is nothing', () => {
    const model = modelOf(chat(burst), { set: { 'workloads.chat.volume': '0 requests/month' } });
    expect(totalOf(model, 'burst').toFixed()).toBe('2550');
  });
});
