import { describe, expect, it } from 'vitest';
import { breakEven, parseVary, sweepModel } from '../../../src/analysis/index.ts';
import { Exact } from '../../../src/formula/index.ts';
import { compileScript } from '../../../src/io/workers/index.ts';
import { modelOf, optionOf, totalOf } from '../../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
/** 16 GB of weights, and 1 GB for every 1,000 tokens of context: 72 GB hold 56,000. */
const catalog = {
  'models.yaml': `- { id: llm, parameters: 8B, cache_bytes_per_token: 1000000, licence: open, ${source} }`,
  'hardware.yaml': `- { id: h100-sxm, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`,
  'throughput.yaml': `- { model: llm, gpu: h100-sxm, gpus: 1, precision: bf16, engine: vllm, input_length: 1000 tokens, output_length: 100 tokens, output: 1k tokens/s, kind: measured, ${source} }`,
};
const yaml = `prices: [{ id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok }]
offers: [{ id: rent, gpu: h100-sxm, hourly: 0.1 USD/hour }]
clusters: { eu: { model: llm, offer: rent } }
workloads:
  chat:
    volume: 100k requests/month
    tokens: { input: 1000, output: 1000 }
    options: { api: { buy: acme/chat }, own: { build: eu } }`;
const address = 'workloads.chat.tokens.0.input';

describe('an input that decides which options there are', () => {
  const model = modelOf(yaml, { catalog });
  const input = [...model.structural.keys()].find((each) => each.endsWith('.input')) ?? address;

  it('is named with what it decides', () => {
    expect([...model.structural]).toContainEqual([input, 'whether 1 × h100-sxm hold a replica']);
  });

  it('is built anew in a sweep, which gives at every value what a model with that value gives', () => {
    const axis = parseVary(`${input}=1000,50000,54999,55001,80000`, model);
    if (!axis.ok) throw new Error('no values');
    const swept = sweepModel(model, {
      axes: [axis.value],
      options: [],
      prepare: (plan) => compileScript(plan),
    });
    if (!swept.ok) throw new Error('no sweep');
    const [workload] = swept.value.workloads;
    if (workload === undefined) throw new Error('no workload');
    const { cells, crossovers } = workload;
    for (const [index, value] of axis.value.values.entries()) {
      const rebuilt = model.rebuilt(new Map([[input, value]]));
      if (!rebuilt.ok) throw new Error('refused');
      const { statement } = optionOf(rebuilt.value, 'own');
      const [api, own] = cells[index]?.monthly ?? [];
      expect(Number(api)).toBeCloseTo(totalOf(rebuilt.value, 'api').toNumber(), 6);
      if (statement === null) expect(own).toBeNull();
      else expect(Number(own)).toBeCloseTo(totalOf(rebuilt.value, 'own').toNumber(), 6);
    }
    expect(cells.map(({ cheapest }) => cheapest)).toEqual(['own', 'own', 'own', 'api', 'api']);
    expect(crossovers[0]?.completeness).toBe('searched');
  });

  it('ends an interval of a break-even, which says that it was searched and why', () => {
    const found = breakEven(model, input);
    if (!found.ok) throw new Error('no answer');
    const [workload] = found.value.workloads;
    expect(workload?.completeness).toBe('searched');
    expect(workload?.searchedBecause).toContain('it decides whether 1 × h100-sxm hold a replica');
    const change = workload?.intervals.find(({ from }) => Math.abs(Number(from) - 55_000) < 1);
    expect(change?.cheapest).toBe('api');
  });

  it('keeps to the range that was asked where no option is left in it', () => {
    const alone = modelOf(yaml.replace('api: { buy: acme/chat }, ', ''), { catalog });
    const found = breakEven(alone, input, { from: new Exact(60_000), to: new Exact(80_000) });
    if (!found.ok) throw new Error('no answer');
    expect(
      found.value.workloads[0]?.intervals.map(({ from, to }) => [from.toFixed(), to?.toFixed()]),
    ).toEqual([['60000', '80000']]);
  });
});
