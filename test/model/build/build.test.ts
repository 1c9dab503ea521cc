import { describe, expect, it } from 'vitest';
import { resultOf } from '../../support/results.ts';
import { evaluate, Exact } from '../../../src/formula/index.ts';
import {
  capacityOf,
  figureAt,
  lineOf,
  linesOf,
  modelOf,
  optionOf,
  statementOf,
  totalOf,
} from '../../support/model.ts';

interface Parts {
  readonly offer?: string;
  readonly cluster?: string;
  readonly workload?: string;
  readonly option?: string;
  readonly top?: string;
}

/**
 * 2.628M requests a month are one a second. Of 1,000 input tokens at 10,000/s and 100 output tokens at 1,000/s each keeps a
 * replica busy for 0.2 s: a load of 0.2 replicas.
 */
function chat({ offer = '', cluster = '', workload = '', option = '', top = '' }: Parts = {}): string {
  return `${top}
offers:
  - { id: rent, gpu: h100-sxm, ${offer || 'hourly: 2 USD/hour'} }
clusters:
  eu: { model: house-llm, offer: rent, gpus_per_replica: 1, throughput: { prefill: 10k tokens/s, decode: 1k tokens/s }${cluster} }
workloads:
  chat:
    volume: 2.628M requests/month
    tokens: { input: 1000, output: 100 }
    options: { own: { build: eu${option} } }
${workload.replaceAll(/^/gmu, '    ')}`;
}

/** `--set` of so many requests a second. */
function perSecond(rate: string): { readonly set: Readonly<Record<string, string>> } {
  return { set: { 'workloads.chat.volume': `${new Exact('2628000').times(rate).toFixed()} requests/month` } };
}

describe('load and capacity', () => {
  it('load is busy seconds over the seconds of a month', () => {
    const model = modelOf(chat());
    expect(figureAt(model, 'workloads.chat.options.own.load')).toBe('0.2');
    expect(capacityOf(model, 'own')).toMatchObject({
      serving: 1,
      replicas: 1,
      nodes: 1,
      gpus: 1,
      utilization: 0.2,
    });
  });

  it('one rate at the mix takes input and output together', () => {
    const model = modelOf(
      chat().replace('{ prefill: 10k tokens/s, decode: 1k tokens/s }', '{ mixed: 2.2k tokens/s }'),
    );
    expect(figureAt(model, 'workloads.chat.options.own.load')).toBe('0.5');
  });

  it('input in the prefix cache needs no prefill', () => {
    const model = modelOf(chat({ cluster: ', prefix_cache: 50%' }));
    expect(figureAt(model, 'workloads.chat.options.own.load')).toBe('0.15');
  });

  it('the cluster’s own failures, experimentation and A/B traffic are load; the workload’s retries are not', () => {
    const model = modelOf(
      chat({
        cluster: ', failure_rate: 10%',
        workload:
          'retries: { failure_rate: 50%, max: 2 }\noverheads: { experimentation: 15%, ab_testing: { share: 10% } }',
      }),
    );
    // 0.2 · (1 + 0.1 + 0.01) · 1.25
    expect(figureAt(model, 'workloads.chat.options.own.load')).toBe('0.2775');
  });

  it('a token multiplier scales the load', () => {
    expect(
      figureAt(modelOf(chat({ option: ', token_multiplier: 1.5' })), 'workloads.chat.options.own.load'),
    ).toBe('0.3');
  });

  it('request classes add up', () => {
    const model = modelOf(
      chat().replace(
        'tokens: { input: 1000, output: 100 }',
        'classes: [ { share: 50%, input: 1000, output: 100 }, { share: 50%, input: 3000, output: 300 } ]',
      ),
    );
    expect(figureAt(model, 'workloads.chat.options.own.load')).toBe('0.4');
  });

  it('serving replicas hold the peak at the target utilization', () => {
    const model = modelOf(chat({ workload: 'load: { peak_to_average: 4 }' }), perSecond('10'));
    // 4 · 2 / 0.7 = 11.43
    expect(capacityOf(model, 'own')).toMatchObject({ load: 2, serving: 12 });
  });

  it('a whole number of replicas is not rounded up', () => {
    const exact = { cluster: ', utilization: 80%' };
    // 1.6 / 0.8 = 2; one part in 10^10 more is still 2, one part in 10^8 more is 3.
    expect(capacityOf(modelOf(chat(exact), perSecond('8')), 'own').serving).toBe(2);
    const near = (millions: string): number =>
      capacityOf(
        modelOf(chat(exact), { set: { 'workloads.chat.volume': `${millions}M requests/month` } }),
        'own',
      ).serving;
    expect(near('21.0240000021')).toBe(2);
    expect(near('21.02400021')).toBe(3);
  });

  it('no fewer replicas than the minimum, then spare and standby', () => {
    const model = modelOf(
      chat({ cluster: ', min_replicas: 3, spare: 1', workload: 'failover: { standby: 30% }' }),
    );
    // 3 + 1 + ceil(0.9)
    expect(capacityOf(model, 'own')).toMatchObject({ serving: 3, replicas: 5, gpus: 5 });
  });

  it('GPUs come in whole nodes', () => {
    const model = modelOf(
      chat({ offer: 'hourly: 2 USD/hour, node: 8', cluster: ', min_replicas: 5' }).replace(
        'gpus_per_replica: 1',
        'gpus_per_replica: 2',
      ),
    );
    expect(capacityOf(model, 'own')).toMatchObject({ replicas: 5, nodes: 2, gpus: 16 });
    // 0.2 · 2 / 16
    expect(capacityOf(model, 'own').utilization).toBe(0.025);
    expect(lineOf(model, 'own', 'gpu')).toBe('23360');
  });

  it('the volume at which the serving replicas are full is in tokens', () => {
    const model = modelOf(chat({ cluster: ', utilization: 80%', workload: 'load: { peak_to_average: 2 }' }));
    // One replica at 0.8 peak holds an average of 0.4: twice the volume of 2.628M · 1,100 tokens.
    expect(capacityOf(model, 'own').fullVolume).toBe(5_781_600_000);
  });
});

describe('the volume at which what is paid for is full', () => {
  // A replica at 0.7 holds 3.5 times the load of 0.2, so 3.5 · 2.628M requests of 1,100 tokens.
  const perReplica = 3.5 * 2_628_000 * 1100;
  const fullOf = (parts: Parts, gpusPerReplica = 1): number =>
    capacityOf(
      modelOf(chat(parts).replace('gpus_per_replica: 1', `gpus_per_replica: ${gpusPerReplica}`)),
      'own',
    ).fullVolume;
  const node = 'hourly: 2 USD/hour, node: 8';

  it('counts every replica that the nodes hold, needed or not', () => {
    expect(fullOf({ offer: node })).toBeCloseTo(8 * perReplica, 0);
    expect(fullOf({ offer: node }, 2)).toBeCloseTo(4 * perReplica, 0);
    // Two of eight GPUs hold no replica of three.
    expect(fullOf({ offer: node }, 3)).toBeCloseTo(2 * perReplica, 0);
  });

  it('leaves out those that are spare or stand by', () => {
    expect(fullOf({ offer: node, cluster: ', spare: 1' })).toBeCloseTo(7 * perReplica, 0);
    // 6 and ceil(0.3 · 6) are 8; of seven, 5 and ceil(0.3 · 5) are.
    const standby = 'failover: { standby: 30% }';
    expect(fullOf({ offer: node, workload: standby })).toBeCloseTo(6 * perReplica, 0);
    expect(fullOf({ offer: node, cluster: ', spare: 1', workload: standby })).toBeCloseTo(5 * perReplica, 0);
  });

  it('is the same until another node is rented', () => {
    const at = (rate: string): number =>
      capacityOf(modelOf(chat({ offer: node }), perSecond(rate)), 'own').fullVolume;
    // 27 requests a second are 7.7 replicas, 29 are 8.3.
    expect(at('27')).toBeCloseTo(at('1'), 0);
    expect(at('29')).toBeCloseTo(2 * at('1'), 0);
  });
});

describe('prefix caching', () => {
  const withCached = (text: string): string => text.replace('output: 100 }', 'output: 100, cached: 40% }');
  const load = (cluster: string): string =>
    figureAt(modelOf(withCached(chat({ cluster }))), 'workloads.chat.options.own.load');

  it('takes the workload’s cached share where the cluster says nothing', () => {
    // 600 tokens of input at 10,000/s and 100 of output at 1,000/s.
    expect(load('')).toBe('0.16');
    expect(load(', prefix_cache: 0%')).toBe('0.2');
    expect(load(', prefix_cache: 60%')).toBe('0.14');
  });

  it('is said to be assumed, or not to be counted', () => {
    const notes = (text: string): string => optionOf(modelOf(withCached(text)), 'own').notes.join();
    expect(notes(chat())).toContain('the default of vLLM and SGLang');
    const mixed = chat().replace('{ prefill: 10k tokens/s, decode: 1k tokens/s }', '{ mixed: 2k tokens/s }');
    expect(notes(mixed)).toContain('is not counted');
    expect(notes(chat({ cluster: ', prefix_cache: 0%' }))).not.toContain('prefix');
  });
});

describe('rented GPUs', () => {
  it('are paid for every hour of the month', () => {
    expect(lineOf(modelOf(chat()), 'own', 'gpu')).toBe('1460');
    expect(lineOf(modelOf(chat({ top: 'hours_per_month: 720' })), 'own', 'gpu')).toBe('1440');
  });

  it('are switched off outside active hours where the offer allows it', () => {
    const workload = 'load: { active: 73 hours/month }';
    const off = modelOf(chat({ workload }), perSecond('0.1'));
    expect(figureAt(off, 'workloads.chat.options.own.load')).toBe('0.2');
    expect(lineOf(off, 'own', 'gpu')).toBe('146');
    const on = modelOf(chat({ workload, offer: 'hourly: 2 USD/hour, switch_off: false' }), perSecond('0.1'));
    expect(lineOf(on, 'own', 'gpu')).toBe('1460');
  });

  it('reserved ones spread what is paid at the start over the term, and are not switched off', () => {
    const model = modelOf(
      chat({
        offer: 'hourly: 1 USD/hour, upfront: 6000 USD, term: 1 year',
        workload: 'load: { active: 73 hours/month }',
      }),
      perSecond('0.1'),
    );
    expect(lineOf(model, 'own', 'gpu')).toBe('1230');
  });

  it('by the month cost the same whatever the hours', () => {
    const model = modelOf(
      chat({ offer: 'monthly: 850 USD/month', workload: 'load: { active: 73 hours/month }' }),
      perSecond('0.1'),
    );
    expect(lineOf(model, 'own', 'gpu')).toBe('850');
  });

  it('spot pays for lost work and for on-demand hours while it is gone', () => {
    const model = modelOf(
      chat({
        offer:
          'term: spot, hourly: 1 USD/hour, interruption: { waste: 10%, unavailable: 20%, fallback: 3 USD/hour }',
      }),
    );
    // 730 · (0.8 · 1.1 + 0.2 · 3)
    expect(lineOf(model, 'own', 'gpu')).toBe('1080.4');
    const waste = modelOf(chat({ offer: 'term: spot, hourly: 1 USD/hour, interruption: { waste: 10% }' }));
    expect(lineOf(waste, 'own', 'gpu')).toBe('803');
  });
});

describe('owned GPUs', () => {
  const ownership =
    'ownership: { price: 36000 USD, residual: 20%, depreciation: 48 months, maintenance: 5%/year, colocation: 150 USD/month, power: 1 kW, pue: 1.3, power_price: 0.10 USD/kWh, idle: 30% }';

  it('cost depreciation, maintenance, colocation and power', () => {
    const model = modelOf(chat({ offer: ownership }));
    // 600 + 150 + 150 + 1 · 1.3 · 730 · 0.10 · (0.3 + 0.7 · 0.2) = 94.9 · 0.44
    expect(lineOf(model, 'own', 'gpu')).toBe('941.756');
    const purchase = statementOf(model, 'own').purchase ?? expect.fail();
    expect(evaluate(purchase.outlay).toFixed()).toBe('36000');
    expect(evaluate(purchase.running).toFixed()).toBe('341.756');
  });

  it('draw by the load averaged over all hours', () => {
    const model = modelOf(chat({ offer: ownership, workload: 'load: { active: 365 hours/month }' }));
    // Twice the load in half the hours.
    expect(figureAt(model, 'workloads.chat.options.own.load')).toBe('0.4');
    expect(lineOf(model, 'own', 'gpu')).toBe('941.756');
  });

  it('set-up is part of the outlay, and people and platform of what a month costs', () => {
    const model = modelOf(
      chat({
        offer: ownership,
        top: 'teams: { ops: { headcount: 1, loaded_cost: 120k USD/year } }',
        cluster: ', platform: 400 USD/month',
        option: ', team: ops, setup: 24k USD, retraining: 100 USD/month',
      }),
    );
    const purchase = statementOf(model, 'own').purchase ?? expect.fail();
    expect(evaluate(purchase.outlay).toFixed()).toBe('60000');
    expect(evaluate(purchase.running).toFixed()).toBe('10841.756');
  });
});

describe('the other lines', () => {
  it('each follow their own equation', () => {
    const model = modelOf(
      chat({
        top: 'teams: { ops: { headcount: 1.5, loaded_cost: 190k USD/year } }',
        cluster:
          ', failure_rate: 10%, platform: { fixed: 400 USD/month, per_request: 0.0001 USD }, operations: 250 USD/month',
        workload:
          'retries: { max: 1 }\noverheads: { infrastructure: { fixed: 999 USD/month }, observability: { trace: 5 kB, storage: 2 USD/GB, fixed: 100 USD/month } }',
        option: ', team: ops, setup: 60k USD, amortize: 24 months, retraining: 500 USD/month',
      }),
    );
    expect(linesOf(model, 'own')).toEqual({
      gpu: '1460',
      people: '23750',
      one_time: '3000',
      // 400 + 2.628M · 1.1 · 0.0001
      platform: '689.08',
      // 250 + 100 + 2.628M · 1.1 · 5 kB = 14.454 GB · 2; surrounding infrastructure is a line of what is bought.
      operations: '378.908',
    });
    expect(totalOf(model, 'own').toFixed()).toBe('29277.988');
    // 2,890.8 Mtok
    expect(evaluate(statementOf(model, 'own').perMtok).toFixed(10)).toBe('10.1279881002');
  });

  it('have one line each, zero where nothing is wanted', () => {
    expect(linesOf(modelOf(chat()), 'own')).toEqual({
      gpu: '1460',
      people: '0',
      one_time: '0',
      platform: '0',
      operations: '0',
    });
  });
});

describe('the floor per Mtok', () => {
  const floor = (parts: Parts): string =>
    evaluate(statementOf(modelOf(chat(parts)), 'own').floorPerMtok ?? expect.fail()).toFixed(12);

  it('is the cost of busy time alone, without fixed lines', () => {
    // 0.2 s a request · 2 USD / 3,600 s / 1,100 tokens, in USD per Mtok.
    const expected = '0.101010101010';
    expect(floor({})).toBe(expected);
    expect(floor({ cluster: ', spare: 3, platform: 400 USD/month' })).toBe(expected);
    expect(floor({ workload: 'load: { active: 73 hours/month }' })).toBe(expected);
    expect(
      floor({ offer: 'hourly: 2 USD/hour, switch_off: false', workload: 'load: { active: 73 hours/month }' }),
    ).toBe(expected);
    expect(floor({ offer: 'monthly: 1460 USD/month' })).toBe(expected);
  });
});

describe('volumes of nothing', () => {
  it('still pay what is reserved, and have no cost per Mtok', () => {
    const model = modelOf(chat(), { set: { 'workloads.chat.volume': '0 requests/month' } });
    expect(totalOf(model, 'own').toFixed()).toBe('1460');
    expect(evaluate(statementOf(model, 'own').perMtok).isFinite()).toBe(false);
    expect(capacityOf(model, 'own').utilization).toBe(0);
  });
});

describe('a platform of which only a fixed amount is stated', () => {
  it('is stated, and says nothing of what is zero by default', () => {
    const model = modelOf(`offers: [{ id: gpu, gpu: h100-sxm, hourly: 2 USD/hour }]
clusters: { c: { model: m, offer: gpu, gpus_per_replica: 1, throughput: { mixed: 10k tokens/s }, platform: 900 USD/month } }
workloads:
  w: { volume: 1M requests/month, tokens: { input: 100, output: 100 }, options: { own: { build: c } } }`);
    const line = resultOf(model, 'own').lines.find(({ id }) => id === 'platform');
    expect(line).toMatchObject({
      monthly: '900',
      kind: 'stated',
      formula: 'platform, fixed',
      calculation: '900 USD/month',
    });
    // It can be varied all the same.
    expect(model.graph.inputs.has('clusters.c.platform.per_request')).toBe(true);
  });
});
