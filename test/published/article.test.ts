import { describe, expect, it } from 'vitest';
import { written, type Written } from '../support/written.ts';
import { runModel, type WorkloadResult } from '../../src/analysis/index.ts';
import { modelOf } from '../support/model.ts';

/** One GPU at 850 USD a month against an API, at a volume in tokens a month. */
function result(
  volume: string,
  price = 'input: 30 USD/Mtok, output: 30 USD/Mtok',
  ratio = '4:1',
  people = '0',
): Written<WorkloadResult> {
  const model = modelOf(`teams: { ops: { headcount: 1, loaded_cost: ${people} USD/year } }
prices: [ { id: openai/gpt-4o-mini, ${price} } ]
offers: [ { id: one-gpu, gpu: h100-sxm, monthly: 850 USD/month } ]
clusters: { single: { model: llama-3.1-8b, offer: one-gpu, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 1M tokens/s } } }
workloads:
  table:
    volume: ${volume} tokens/month
    ratio: ${ratio}
    options: { api: { buy: openai/gpt-4o-mini }, gpu: { build: single, team: ops } }`);
  return written(runModel(model).workloads[0] ?? expect.fail());
}

const monthly = (of: Written<WorkloadResult>, option: string): string | null | undefined =>
  of.options.find(({ id }) => id === option)?.monthly;

const percent = (share: string | null): string => (Number(share) * 100).toFixed(2);

describe('the article’s table as published: 850 USD a month against an implied 30 USD per Mtok', () => {
  it.each([
    { volume: '500k', buy: '15', cheaper: 'api' },
    { volume: '2M', buy: '60', cheaper: 'api' },
    { volume: '10M', buy: '300', cheaper: 'api' },
    { volume: '50M', buy: '1500', cheaper: 'gpu', saving: '43.33' },
    { volume: '100M', buy: '3000', cheaper: 'gpu', saving: '71.67' },
  ])('$volume tokens: $buy bought, 850 built', ({ volume, buy, cheaper, saving }) => {
    const found = result(volume);
    expect([monthly(found, 'api'), monthly(found, 'gpu')]).toEqual([buy, '850']);
    expect(found.placement.option).toBe(cheaper);
    if (saving !== undefined) expect(percent(found.placement.margin)).toBe(saving);
  });

  it('crosses over at 28,333,333.33 tokens a month, to twenty digits', () => {
    const [crossover] = result('10M').crossovers;
    expect(crossover).toMatchObject({
      parameter: 'workloads.table.volume',
      unit: 'tokens/month',
      buy: 'api',
      build: 'gpu',
      completeness: 'proved',
    });
    expect(crossover?.first_build).toMatch(/^28333333\.3{12}/u);
    expect(result('10M').placement.flips.find(({ path }) => path === crossover?.parameter)).toMatchObject({
      to: crossover?.first_build,
      becomes: 'gpu',
    });
  });

  it.each([
    { people: '25800', at: '100000000', why: '2,150 USD of people a month' },
    { people: '169800', at: '500000000', why: 'one engineer at 14,150 USD a month' },
  ])('with $why it crosses over at $at tokens a month', ({ people, at }) => {
    expect(result('10M', undefined, undefined, people).crossovers[0]?.first_build).toBe(at);
  });
});

describe('the article’s own list prices of 0.15 in and 0.60 out contradict its implied 30 USD per Mtok', () => {
  const list = 'input: 0.15 USD/Mtok, output: 0.60 USD/Mtok';

  it('all output breaks even at 1,416.67 million tokens a month, all input at 5,666.67', () => {
    const output = Number(result('10M', list, '0:1').crossovers[0]?.first_build);
    expect((output / 1e6).toFixed(2)).toBe('1416.67');
    const input = Number(result('10M', list, '1:0').crossovers[0]?.first_build);
    expect((input / 1e6).toFixed(2)).toBe('5666.67');
  });

  it('100 million tokens a month cost at most 60 USD', () => {
    expect(monthly(result('100M', list, '0:1'), 'api')).toBe('60');
    expect(result('100M', list, '0:1').placement.option).toBe('api');
  });
});
