import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../../src/loading/index.ts';
import { evaluate, Exact } from '../../src/formula/index.ts';
import { breakEven, parseVary, runModel, sweepModel } from '../../src/analysis/index.ts';
import { compileScript } from '../../src/io/workers/index.ts';
import { listBundledScenarios } from '../../src/io/index.ts';
import type { Model } from '../../src/model/index.ts';
import { modelOf, totalOf } from '../support/model.ts';
import { breaches } from '../support/law.ts';
import { randomScenario } from '../support/random-scenario.ts';

const listed = await listBundledScenarios();
const scenarios = listed.ok ? listed.value : [];
const options = { set: [], locked: false, quiet: true, color: false } as unknown as Parameters<
  typeof loadModel
>[1];

describe('what is varied and what is set', () => {
  it.each(scenarios)(
    'are the same for every input of %s',
    async (name) => {
      const { model } = await loadModel(name, options, process.cwd());
      if (!model.ok) throw new Error(model.diagnostics.map((each) => each.message).join('\n'));
      expect(breaches(model.value)).toEqual([]);
    },
    240_000,
  );

  it('are the same for every input of random scenarios', () => {
    fc.assert(
      fc.property(randomScenario, (yaml) => {
        expect(breaches(modelOf(yaml))).toEqual([]);
      }),
      { numRuns: 4 },
    );
  }, 240_000);

  /** With the size of the burst frozen at 9 million requests, these were 23,049 and 161,223. */
  it.each([
    [2_000_000, 11_610],
    [30_000_000, 86_599],
  ])('a burst of %i requests costs %i, however it is asked', async (volume, monthly) => {
    const { model } = await loadModel('bursty-chat', options, process.cwd());
    if (!model.ok) throw new Error('not built');
    const total = (of: Model, figures?: ReadonlyMap<string, Exact>): number =>
      evaluate(
        of.workloads[0]?.options.find(({ id }) => id === 'burst')?.statement?.monthly ?? expect.fail(),
        figures,
      )
        .round()
        .toNumber();
    const set = { ...options, set: [{ path: 'workloads.chat.volume', value: `${volume} requests/month` }] };
    const built = await loadModel('bursty-chat', set, process.cwd());
    if (!built.model.ok) throw new Error('not built');
    expect(total(built.model.value)).toBe(monthly);
    expect(total(model.value, new Map([['workloads.chat.volume', new Exact(volume)]]))).toBe(monthly);
  });

  /** 16 GB of weights and 1 GB for every 1,000 tokens: requests beyond 56,000 tokens do not fit, nor do those beyond 60,000 the API. */
  const bounded = `prices: [{ id: acme/chat, context: 60000 tokens, input: 1 USD/Mtok, output: 2 USD/Mtok }, { id: acme/long, input: 3 USD/Mtok, output: 4 USD/Mtok, tiers: [{ above: 40000 tokens, mode: unknown, input: 5 USD/Mtok, output: 6 USD/Mtok }] }]
offers: [{ id: rent, gpu: h100-sxm, hourly: 0.1 USD/hour }]
clusters: { eu: { model: llm, offer: rent } }
workloads:
  chat:
    volume: 100k requests/month
    tokens: { input: 25000, output: 1000 }
    options: { api: { buy: acme/chat }, long: { buy: acme/long, token_multiplier: 1.5 }, own: { build: eu } }`;
  const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
  const catalog = {
    'models.yaml': `- { id: llm, parameters: 8B, cache_bytes_per_token: 1000000, licence: open, ${source} }`,
    'hardware.yaml': `- { id: h100-sxm, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`,
    'throughput.yaml': `- { model: llm, gpu: h100-sxm, gpus: 1, precision: bf16, engine: vllm, input_length: 1000 tokens, output_length: 100 tokens, output: 1k tokens/s, kind: measured, ${source} }`,
  };

  it('are the same where an input decides which options there are', () => {
    const model = modelOf(bounded, { catalog });
    expect([...model.structural.keys()].toSorted()).toEqual([
      'prices.acme/long.tiers.0.above',
      'workloads.chat.options.long.token_multiplier',
      'workloads.chat.tokens.input',
      'workloads.chat.tokens.output',
    ]);
    expect(breaches(model)).toEqual([]);
  });

  it('are the same where an input decides which formulas there are', () => {
    const address = 'workloads.chat.conversation.turns';
    const model =
      modelOf(`prices: [{ id: a/b, input: 1 USD/Mtok, cached: 0.1 USD/Mtok, output: 4 USD/Mtok }, { id: a/c, context: 4400 tokens, input: 0.5 USD/Mtok, output: 2 USD/Mtok }]
workloads:
  chat:
    volume: 1M requests/month
    conversation: { turns: 6, system: 1000, user: 100, answer: 300, cached: 90% }
    options: { api: { buy: a/b }, short: { buy: a/c } }`);
    const axis = parseVary(`${address}=1,3,8,9`, model);
    if (!axis.ok) throw new Error('no values');
    const swept = sweepModel(model, {
      axes: [axis.value],
      options: [],
      prepare: (plan) => compileScript(plan),
    });
    const solved = breakEven(model, address, { from: new Exact(1), to: new Exact(12) });
    if (!swept.ok || !solved.ok) throw new Error('no answer');
    for (const [row, value] of axis.value.values.entries()) {
      const set = model.rebuilt(new Map([[address, value]]));
      if (!set.ok) throw new Error('refused');
      const [api] = swept.value.workloads[0]?.cells[row]?.monthly ?? [];
      expect(Number(api)).toBeCloseTo(totalOf(set.value, 'api').toNumber(), 6);
    }
    // The eighth turn has 1,000 + 8 · 100 + 7 · 300 tokens, and 300 of answer: 4,200; the ninth 4,600.
    const [workload] = solved.value.workloads;
    expect(workload?.completeness).toBe('proved');
    expect(workload?.intervals.map(({ from, cheapest }) => [from.toNumber(), cheapest])).toEqual([
      [1, 'short'],
      [9, 'api'],
    ]);
    const [ran] = runModel(model).workloads;
    const flip = ran?.placement.flips.find(({ path }) => path === address);
    expect([flip?.to.toNumber(), flip?.becomes]).toEqual([9, 'api']);
    // Of the five and the seven turns that are a fifth less and more.
    const row = ran?.sensitivity.find(({ path }) => path === address);
    const set = model.rebuilt(new Map([[address, new Exact(7)]]));
    expect(row?.monthlyHigh.toNumber()).toBeCloseTo(set.ok ? totalOf(set.value, 'short').toNumber() : 0, 6);
  }, 60_000);

  it('are found to differ where what an input decides is forgotten', () => {
    const model = modelOf(bounded, { catalog });
    const forgetful: Model = {
      ...model,
      structural: new Map(),
      workloads: model.workloads.map((workload) => ({
        ...workload,
        options: workload.options.map((option) => ({
          ...option,
          conditions: { ...option.conditions, slacks: [] },
        })),
      })),
    };
    const found = breaches(forgetful);
    for (const reading of ['varied', 'simulated', 'built'])
      expect(found.some((each) => each.includes(reading))).toBe(true);
    expect(found.some((each) => each.startsWith('workloads.chat.tokens.input = 62500'))).toBe(true);
  });

  it('are found to differ where the size of a burst is kept from the present volume', async () => {
    const { model } = await loadModel('bursty-chat', options, process.cwd());
    if (!model.ok) throw new Error('not built');
    const burst = model.value.workloads[0]?.options.find(({ id }) => id === 'burst');
    const best = model.value.graph.named.get('workloads.chat.options.burst.hybrid.replicas');
    if (burst === undefined || best === undefined) throw new Error('no burst');
    const stated = {
      ...options,
      set: [{ path: 'workloads.chat.options.burst.hybrid.replicas', value: evaluate(best).toFixed() }],
    };
    const frozen = await loadModel('bursty-chat', stated, process.cwd());
    if (!frozen.model.ok) throw new Error(frozen.model.diagnostics[0]?.message);
    // The formulas keep the replicas, and `--set` would choose them anew.
    const found = breaches({ ...frozen.model.value, rebuilt: model.value.rebuilt });
    expect(found.some((each) => each.startsWith('workloads.chat.volume ='))).toBe(true);
  }, 240_000);
});
