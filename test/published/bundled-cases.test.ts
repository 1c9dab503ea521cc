import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breakEven,
  feasibleOptions,
  parseVary,
  readOptions,
  runModel,
  sweepModel,
} from '../../src/analysis/index.ts';
import { contenders } from '../../src/analysis/crossover/contenders.ts';
import { Exact, Rational, reduceFormulas } from '../../src/formula/index.ts';
import { compileScript } from '../../src/io/workers/index.ts';
import type { Model } from '../../src/model/index.ts';
import { catalogOf, exclusionsOf, modelOf, modelProblems, totalOf } from '../support/model.ts';

const folder = 'pricing/2026-11';
const catalog = catalogOf(
  Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')])),
);
const bundled = (yaml: string, set: Readonly<Record<string, string>> = {}): Model =>
  modelOf(`as_of: 2026-11-01\n${yaml}`, { catalog, set });
const amount = (model: Model, option: string): number => totalOf(model, option).round().toNumber();

describe('requests of 300,000 tokens', () => {
  const contracts = (options: string, clusters = ''): string => `${clusters}
workloads:
  contracts: { volume: 10k requests/month, tokens: { input: 300000, output: 2000 }, options: ${options} }`;

  it('are no requests to a model that takes 128,000', () => {
    const model = bundled(
      contracts('{ mini: { buy: openai/gpt-4o-mini }, gem: { buy: google/gemini-2.5-flash } }'),
    );
    expect(exclusionsOf(model, 'mini')).toEqual(['context']);
    // 3,000 Mtok · 0.30 + 20 Mtok · 2.50
    expect(amount(model, 'gem')).toBe(950);
    expect(runModel(model).workloads[0]?.placement.option).toBe('gem');
  });

  it('are no requests to a model on GPUs either', () => {
    const clusters = 'clusters: { own: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demand } }';
    const model = bundled(
      contracts('{ own: { build: own }, gem: { buy: google/gemini-2.5-pro } }', clusters),
    );
    expect(exclusionsOf(model, 'own')).toContain('context');
    // Above 200,000 tokens: 3,000 Mtok · 2.50 + 20 Mtok · 15
    expect(amount(model, 'gem')).toBe(7800);
    expect(runModel(model).workloads[0]?.placement.option).toBe('gem');
  });

  it('leave the cheapest of all entries that take them', () => {
    const [workload] = runModel(bundled(contracts('auto'))).workloads;
    // 3,000 Mtok · 0.05 + 20 Mtok · 0.40
    expect(workload?.placement.option).toBe('openai/gpt-5-nano');
    expect(workload?.options.find(({ id }) => id === 'openai/gpt-5-nano')?.monthly?.toFixed()).toBe('158');
  });

  it('rule a model out where they are a class among shorter ones', () => {
    const model = bundled(`workloads:
  mail:
    volume: 1M requests/month
    classes: [{ share: 95%, input: 2000, output: 300 }, { share: 5%, input: 180000, output: 2000 }]
    options: { mini: { buy: openai/gpt-4o-mini }, g41: { buy: openai/gpt-4.1-mini } }`);
    expect(exclusionsOf(model, 'mini')).toEqual(['context']);
    // (950,000 · 2,000 + 50,000 · 180,000) · 0.40 + (950,000 · 300 + 50,000 · 2,000) · 1.60, per Mtok
    expect(amount(model, 'g41')).toBe(4976);
  });
});

describe('the same model on two channels', () => {
  it('costs no less where the price of a long-lived cache write is not stated', () => {
    const model = bundled(`workloads:
  agent:
    volume: 100k requests/month
    tokens: { input: 40000, output: 800, cached: 60%, cache_write: 38%, cache_ttl: long }
    options: { direct: { buy: anthropic/claude-opus-4.5 }, bedrock: { buy: bedrock/claude-opus-4.5 } }`);
    // 4,000 Mtok · (0.02 · 5 + 0.60 · 0.50 + 0.38 · 10) + 80 Mtok · 25
    expect([amount(model, 'direct'), amount(model, 'bedrock')]).toEqual([18_800, 18_800]);
  });

  it('bills cached input above a tier that states no price for it as input', () => {
    const model = bundled(`workloads:
  pro: { volume: 1000 requests/month, tokens: { input: 400000, output: 2000, cached: 90% }, options: { pro: { buy: openai/gpt-5.4-pro } } }`);
    // 1,000 · (400,000 · 60 + 2,000 · 270) / 1e6
    expect(amount(model, 'pro')).toBe(24_540);
  });

  it('keeps the price of a cache hit in a batch on Google', () => {
    const model = bundled(`workloads:
  w:
    volume: 1M requests/month
    tokens: { input: 10000, output: 0, cached: 90% }
    options: { std: { buy: google/gemini-3.5-flash-lite }, batch: { buy: google/gemini-3.5-flash-lite, batch: 100% } }`);
    // 10,000 Mtok · (0.1 · 0.30 + 0.9 · 0.03), and with input at 0.15 in a batch; a list price of 0.02 for the hit makes 330.
    expect(amount(model, 'std')).toBe(570);
    expect([420, 330]).toContain(amount(model, 'batch'));
  });
});

describe('a scenario in euros over prices in dollars', () => {
  const letters = (rest = ''): string => `currency: EUR
${rest}teams: { ki: { headcount: 1, loaded_cost: 110k EUR/year } }
offers: [{ id: ovh-h100, gpu: h100-sxm, residency: eu, node: 4, term: 1 year, hourly: 2.45 EUR/hour, kind: quote }]
clusters: { hosp: { model: llama-3.3-70b, offer: ovh-h100, gpus_per_replica: 2, spare: 1, platform: 900 EUR/month } }
workloads:
  letters:
    volume: 250k requests/month
    tokens: { input: 3500, output: 900 }
    constraints: { residency: eu, regulated: true }
    load: { peak_to_average: 5 }
    options: { signed: { buy: azure/eu/gpt-5-mini, regulated: true }, own: { build: hosp, team: ki } }`;

  it('takes the rate that is stated, as it is quoted', () => {
    const model = bundled(letters('rates: { USD/EUR: 0.92 }\n'));
    // 736 USD: 875 Mtok · 0.275 + 225 Mtok · 2.20, at 0.92
    expect(totalOf(model, 'signed').toNumber()).toBeCloseTo(0.92 * (875 * 0.275 + 225 * 2.2), 6);
    expect(runModel(model).workloads[0]?.placement.option).toBe('signed');
    const inverse = bundled(letters('rates: { EUR/USD: 1.25 }\n'));
    expect(totalOf(inverse, 'signed').toNumber()).toBeCloseTo((875 * 0.275 + 225 * 2.2) / 1.25, 6);
  });

  it('is refused where no rate is known, and never decided by what is left', () => {
    const bare = catalogOf(
      Object.fromEntries(
        readdirSync(folder)
          .filter((file) => file !== 'fx.yaml')
          .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]),
      ),
    );
    const problems = modelProblems(`as_of: 2026-11-01\n${letters()}`, { catalog: bare });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['model/excluded', 'error']]);
  });
});

describe('options in any number', () => {
  const count = 12;
  const price = fc.integer({ min: 1, max: 400 }).map((cents) => cents / 100);
  const scenario = fc
    .record({
      buy: fc.array(fc.tuple(price, price, fc.integer({ min: 0, max: 900 })), {
        minLength: 3,
        maxLength: count,
      }),
      build: fc.array(fc.tuple(price, fc.integer({ min: 200, max: 4000 })), {
        minLength: 3,
        maxLength: count,
      }),
    })
    .map(
      ({ buy, build }) => `prices: [${buy
        .map(
          ([input, output], index) =>
            `{ id: p/${index}, input: ${input} USD/Mtok, output: ${output} USD/Mtok }`,
        )
        .join(', ')}]
offers: [${build.map(([hourly], index) => `{ id: o${index}, gpu: h100-sxm, hourly: ${hourly} USD/hour }`).join(', ')}]
clusters: { ${build
        .map(
          ([, rate], index) =>
            `c${index}: { model: m, offer: o${index}, gpus_per_replica: 1, throughput: { mixed: ${rate} tokens/s } }`,
        )
        .join(', ')} }
workloads:
  w:
    volume: 500M tokens/month
    ratio: 3:1
    options: { ${[
      ...buy.map(
        ([, , fixed], index) => `b${index}: { buy: p/${index}, monthly_minimum: ${fixed} USD/month }`,
      ),
      ...build.map((_, index) => `g${index}: { build: c${index} }`),
    ].join(', ')} }`,
    );

  it('cost the same in a break-even and in a sweep, at volumes below and above the present one', () => {
    fc.assert(
      fc.property(scenario, (yaml) => {
        const model = modelOf(yaml);
        const values = ['20M', '130M', '500M', '1700M'];
        const axis = parseVary(`workloads.w.volume=${values.join(',')}`, model);
        if (!axis.ok) throw new Error('no values');
        const swept = sweepModel(model, {
          axes: [axis.value],
          options: [],
          prepare: (plan) => compileScript(plan),
        });
        const range = { from: new Exact('1e7'), to: new Exact('2e9') };
        const solved = breakEven(model, 'workloads.w.volume', range);
        if (!swept.ok || !solved.ok) throw new Error('no answer');
        const [cells, intervals] = [swept.value.workloads[0], solved.value.workloads[0]?.intervals ?? []];
        for (const [row, value] of axis.value.values.entries()) {
          const cell = cells?.cells[row];
          const named = intervals.findLast(({ from }) => from.lte(value))?.cheapest;
          const at = cells?.options.findIndex(({ id }) => id === named) ?? -1;
          const costs = (cell?.monthly ?? []).map(Number);
          // Of equal ones either may be named.
          expect(costs[at]).toBeCloseTo(Math.min(...costs), 6);
        }
      }),
      { numRuns: 500 },
    );
  }, 600_000);

  it('are all compared where the catalog gives them', () => {
    const model = bundled(`clusters: { own: { model: llama-3.3-70b, offer: lambda/h100-sxm/on-demand } }
workloads: { chat: { volume: 6M requests/month, tokens: { input: 1500, output: 350 }, options: auto } }`);
    const [workload] = model.workloads;
    expect(workload?.options.length).toBeGreaterThanOrEqual(300);
    const solved = breakEven(model, 'workloads.chat.volume');
    if (!solved.ok) throw new Error('no answer');
    const [{ intervals, completeness }] = solved.value.workloads as [(typeof solved.value.workloads)[number]];
    expect(completeness).toBe('proved');
    for (const factor of ['0.5', '2', '40']) {
      const at = new Exact('6e6').times(factor);
      const rebuilt = model.rebuilt(new Map([['workloads.chat.volume', at]]));
      if (!rebuilt.ok) throw new Error('refused');
      const named = intervals.findLast(({ from }) => from.lte(at.times(1850)))?.cheapest;
      const [same] = rebuilt.value.workloads;
      expect(feasibleOptions(readOptions(same ?? expect.fail()))[0]?.model.id).toBe(named);
    }
  }, 120_000);
});

describe('options: auto of the newest catalog', () => {
  const newest = 'pricing/2026-12';
  const files = readdirSync(newest).map((file): [string, string] => [
    file,
    readFileSync(`${newest}/${file}`, 'utf8'),
  ]);
  const auto = (): Model =>
    modelOf(
      `as_of: 2026-11-25
clusters: { own: { model: llama-3.3-70b, offer: lambda/h100-sxm/on-demand } }
workloads: { chat: { volume: 6M requests/month, tokens: { input: 1500, output: 350 }, options: auto } }`,
      { catalog: catalogOf(Object.fromEntries(files)) },
    );

  it('has one answer in break-even and in a sweep, from few comparisons', () => {
    const model = auto();
    const options = model.workloads[0]?.options ?? [];
    expect(options.length).toBeGreaterThanOrEqual(300);
    const volumes = ['1M', '3M', '12M', '240M', '5B'];
    const axis = parseVary(`workloads.chat.volume=${volumes.join(',')}`, model);
    if (!axis.ok) throw new Error('no values');
    const swept = sweepModel(model, {
      axes: [axis.value],
      options: [],
      prepare: (plan) => compileScript(plan),
    });
    const solved = breakEven(model, 'workloads.chat.volume');
    if (!swept.ok || !solved.ok) throw new Error('no answer');
    const [{ intervals, completeness }] = solved.value.workloads as [(typeof solved.value.workloads)[number]];
    expect(completeness).toBe('proved');
    const [cells] = swept.value.workloads;
    for (const [row, value] of axis.value.values.entries()) {
      const named = intervals.findLast(({ from }) => from.lte(value.times(1850)))?.cheapest;
      const at = cells?.options.findIndex(({ id }) => id === named) ?? -1;
      const costs = (cells?.cells[row]?.monthly ?? []).map(Number);
      expect(costs[at]).toBeCloseTo(Math.min(...costs), 6);
    }
    // Of hundreds of options all but a few are dearer at every volume; of those to build, only the others were made at all.
    const built = options.filter(({ kind }) => kind === 'build');
    expect(built.length).toBeGreaterThan(3);
    expect(built.length).toBeLessThanOrEqual(30);
    const totals = options.flatMap(({ statement }) => (statement === null ? [] : [statement.monthly]));
    const forms = reduceFormulas(totals, 'workloads.chat.volume');
    const zero = Rational.of(0n);
    const left = contenders(forms, [...forms.keys()], { from: zero, to: null });
    expect(totals.length).toBeGreaterThan(200);
    expect(left.length).toBeLessThan(40);
  }, 120_000);
});

describe('retries of several layers multiply (Site Reliability Engineering, chapter 22)', () => {
  // https://sre.google/sre-book/addressing-cascading-failures/: four attempts in each of three layers are 64, three in five are 243.
  it.each([
    [4, 3, 64],
    [3, 5, 243],
  ])('%i attempts a layer, %i layers', (attempts, layers, all) => {
    // Where next to every attempt fails, a layer makes as many as it may.
    const model = modelOf(`prices: [{ id: a/b, input: 1 USD/Mtok, output: 0 USD/Mtok }]
workloads: { w: { volume: 1M requests/month, tokens: { input: 1, output: 0 }, retries: { failure_rate: 99.9999999%, max: ${attempts - 1} }, options: { api: { buy: a/b } } } }`);
    const attemptsOfLayer = totalOf(model, 'api').toNumber();
    expect(attemptsOfLayer ** layers).toBeCloseTo(all, 4);
  });
});
