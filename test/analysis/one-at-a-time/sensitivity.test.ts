import { describe, expect, it } from 'vitest';
import { swingOf } from '../../../src/analysis/one-at-a-time/sensitivity.ts';
import { Exact } from '../../../src/formula/index.ts';
import type { SensitivityResult } from '../../../src/analysis/result.ts';
import { modelOf, totalOf } from '../../support/model.ts';
import type { Written } from '../../support/written.ts';
import { verdictOf } from '../../support/results.ts';

const scenario = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 2 USD/Mtok } ]
offers: [ { id: rent, gpu: h100-sxm, hourly: 2 USD/hour } ]
clusters: { eu: { model: house-llm, offer: rent, gpus_per_replica: 1, min_replicas: 5, throughput: { mixed: 1k tokens/s } } }
workloads:
  chat:
    volume: 600k requests/month
    tokens: { input: 900, output: 100, cached: 0% }
    retries: { failure_rate: 10%, max: 1 }
    options: { api: { buy: acme/chat }, own: { build: eu } }`;

type Row = Written<SensitivityResult>;

const rowOf = (rows: readonly Row[], path: string): Row | undefined => rows.find((row) => row.path === path);

describe('one at a time', () => {
  const model = modelOf(scenario);
  const { sensitivity } = verdictOf(model);

  it('moves an input by a fifth either way, the others held', () => {
    // 1,200 USD of tokens and a tenth of them again.
    expect(rowOf(sensitivity, 'workloads.chat.volume')).toMatchObject({
      label: 'volume',
      value: '600000',
      low: '480000',
      high: '720000',
      monthly_low: '1056',
      monthly_high: '1584',
    });
    expect(rowOf(sensitivity, 'workloads.chat.retries.failure_rate')).toMatchObject({
      low: '0.08',
      high: '0.12',
      monthly_low: '1296',
      monthly_high: '1344',
    });
  });

  it('has the largest effect first', () => {
    const swings = sensitivity.map((row) => Math.abs(Number(row.monthly_high) - Number(row.monthly_low)));
    expect(swings.length).toBeGreaterThan(4);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
  });

  it('says where the verdict flips, as the flips do', () => {
    const { flips } = verdictOf(model);
    for (const row of sensitivity)
      expect(row.flips_at).toBe(flips.find(({ path }) => path === row.path)?.to ?? null);
    expect(rowOf(sensitivity, 'workloads.chat.volume')?.flips_at).not.toBeNull();
  });

  it('leaves out what changes neither the cost nor the verdict', () => {
    expect(rowOf(sensitivity, 'workloads.chat.failover.uplift')).toBeUndefined();
    expect(rowOf(sensitivity, 'workloads.chat.tokens.cached')).toBeUndefined();
  });

  it('has what only moves the other option where it flips the verdict', () => {
    // 5 · 1,460 USD come down to 1,320 at 0.36 an hour.
    const hourly = rowOf(sensitivity, 'offers.rent.hourly');
    expect([hourly?.monthly_low, hourly?.monthly_high]).toEqual(['1320', '1320']);
    expect(Number(hourly?.flips_at)).toBeCloseTo(1320 / 3650, 15);
  });

  it('reads exactly what evaluating at the bounds gives', () => {
    for (const row of sensitivity) {
      const at = (value: string): string =>
        totalOf(model, 'api', new Map([[row.path, new Exact(value)]]))
          .toDecimalPlaces(20)
          .toFixed();
      expect([row.path, row.monthly_low, row.monthly_high]).toEqual([row.path, at(row.low), at(row.high)]);
    }
  });
});

describe('the bounds of an input', () => {
  const model = modelOf(scenario, {
    set: {
      'workloads.chat.volume': '{ pert: [100k requests/month, 600k requests/month, 900k requests/month] }',
      'workloads.chat.tokens.input': '{ normal: { mean: 900, sd: 50 } }',
      'workloads.chat.tokens.output': '{ lognormal: { p10: 80, p90: 150 } }',
      'offers.rent.hourly': '{ observed: [1.5 USD/hour, 3 USD/hour, 2 USD/hour] }',
      'clusters.eu.utilization': '90%',
    },
  });
  const bounds = (path: string): readonly string[] => {
    const input = model.graph.inputs.get(path) ?? expect.fail();
    const { low, high } = swingOf(input, model.distributions.get(path));
    return [low.toFixed(), high.toFixed()];
  };

  it('are the ends of a bounded distribution', () => {
    expect(bounds('workloads.chat.volume')).toEqual(['100000', '900000']);
    expect(bounds('offers.rent.hourly')).toEqual(['1.5', '3']);
  });

  it('are two deviations of a normal, P10 and P90 of a lognormal', () => {
    expect(bounds('workloads.chat.tokens.input')).toEqual(['800', '1000']);
    expect(bounds('workloads.chat.tokens.output')).toEqual(['80', '150']);
  });

  it('stay where they make sense', () => {
    expect(bounds('clusters.eu.utilization')).toEqual(['0.72', '1']);
  });

  it('of a count are whole, and at least one apart', () => {
    expect(bounds('clusters.eu.min_replicas')).toEqual(['4', '6']);
    expect(bounds('workloads.chat.retries.max')).toEqual(['0', '2']);
  });
});
