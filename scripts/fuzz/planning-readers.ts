import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { forecastModel, placementProgram, readVolumes } from '../../src/analysis/index.ts';
import { readBenchmark } from '../../src/importing/benchmarks/index.ts';
import { buildPortfolio } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { corrupt } from './corrupt.ts';
import type { FuzzReader } from './reader.ts';
import { empty, readModel } from './read-model.ts';
import { shown } from './shown.ts';

const folder = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'benchmarks');
const benchmarks = readdirSync(folder)
  .filter((name) => name !== 'SOURCES.csv')
  .toSorted()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .filter((text) => text.length < 8000);

export const horizons = [
  `crossover: 1
horizon: { start: 2027-01, months: 6, discount_rate: 10%/year, wage_trend: 3%/year, api_price_trend: -30%/year }
events: [ { month: 2027-03, retire: p/q, successor: p/r, migration: 5k USD }, { month: 2027-04, price: p/r, change: -20% } ]
teams: { t: { headcount: 0.5, loaded_cost: 190k USD/year } }
prices: [ { id: p/q, input: 1 USD/Mtok, output: 2 USD/Mtok }, { id: p/r, input: 1 USD/Mtok, output: 3 USD/Mtok } ]
offers: [ { id: o, gpu: h100-sxm, hourly: 2 USD/hour, term: 1 year, node: 1 }, { id: b, gpu: h100-sxm, term: owned, node: 1, ownership: { price: 30000 USD, residual: 10%, depreciation: 48 months, maintenance: 5%/year, colocation: 180 USD/month, power: 1.2 kW, pue: 1.3, idle: 30%, power_price: 0.09 USD/kWh } } ]
clusters: { c: { model: m, gpus_per_replica: 1, offer: o, throughput: { prefill: 9k tokens/s, decode: 900 tokens/s } }, d: { model: m, gpus_per_replica: 1, offer: b, throughput: { prefill: 9k tokens/s, decode: 900 tokens/s } } }
workloads: { w: { volume: 1M requests/month, growth: 4%/month, seasons: [100%, 120%, 100%, 100%, 90%, 100%, 100%, 100%, 100%, 130%, 100%, 100%], tokens: { input: 10, output: 20 }, options: { api: { buy: p/q, switch: { cost: 5k USD } }, own: { build: c, team: t, setup: 4k USD, early_exit: 50%, switch: { hire_ahead: 2 months } }, bought: { build: d, team: t, switch: { lead: 3 months, parallel: 1 month } } } } }
`,
];
export const plans = [
  `crossover: 1
plan: { vendors: 2, two_vendors: [v], budget: 9k USD/month }
prices: [ { id: a/x, input: 1 USD/Mtok, output: 1 USD/Mtok, commitment: { mode: all_units, minimum: 20 USD/month, tiers: [ { above: 50 USD/month, multiplier: 80% } ] } }, { id: b/x, input: 2 USD/Mtok, output: 1 USD/Mtok } ]
offers: [ { id: o, gpu: h100-sxm, hourly: 2 USD/hour, node: 1 }, { id: r, gpu: h100-sxm, hourly: 1 USD/hour, term: 1 year, node: 1, switch_off: false } ]
clusters: { c: { model: m, gpus_per_replica: 1, offer: o, fleet: [r], utilization: 100%, throughput: { mixed: 2k tokens/s } } }
workloads: { w: { volume: 1B tokens/month, ratio: 1:1, options: { a: { buy: a/x }, b: { buy: b/x }, own: { build: c } } }, v: { volume: 2B tokens/month, ratio: 3:1, options: { a: { buy: a/x }, own: { build: c } } } }
`,
];
const volumes = [
  'month,workload,volume\n2027-01,w,1000\n2027-02,w,1100 requests/month\n2027-03,w,1200\n2027-04,w,2M\n2027-05,w,5\n2027-06,w,0\n',
];

const horizon = readModel(horizons[0] ?? '').model;

/** The texts that faults are put into, with what says whether they are whole: what is broken from the start would test little. */
export const planningSeeds: readonly (readonly [text: string, isWhole: () => boolean])[] = [
  ...horizons.map((text) => {
    const isWhole = (): boolean => {
      const { model } = readModel(text);
      return model !== null && forecastModel(model).ok;
    };
    return [text, isWhole] as const;
  }),
  ...plans.map((text) => {
    const isWhole = (): boolean => {
      const read = parseScenario({ file: 'a.yaml', text });
      return read.ok && empty.ok && buildPortfolio(read.value, empty.value).ok;
    };
    return [text, isWhole] as const;
  }),
  ...volumes.map(
    (text) => [text, (): boolean => horizon !== null && readVolumes(horizon, text, 'v.csv').ok] as const,
  ),
];

/** What is read for months, for plans, and from benchmarks. */
export const planningReaders: Readonly<Record<string, FuzzReader>> = {
  forecast: (random) => {
    const text = corrupt(random, random.pick(horizons), [...horizons, ...plans]);
    return {
      text,
      check: () => {
        const { model, wrong } = readModel(text);
        if (wrong !== null || model === null) return wrong;
        const found = forecastModel(model);
        if (!found.ok) return shown(found.diagnostics, 'a.yaml', text);
        for (const { id, options } of found.value.workloads)
          for (const { npv, total } of options)
            for (const figure of [npv, total])
              if (figure?.isFinite() === false) return `${id}: a figure that is not finite`;
        return null;
      },
    };
  },
  volumes: (random) => {
    const text = corrupt(random, random.pick(volumes), volumes);
    return {
      text,
      check: () => {
        if (horizon === null) return 'the scenario of the volumes is wrong';
        return shown(readVolumes(horizon, text, 'v.csv').diagnostics, 'v.csv', text);
      },
    };
  },
  plan: (random) => {
    const text = corrupt(random, random.pick(plans), [...plans, ...horizons]);
    return {
      text,
      check: () => {
        const read = parseScenario({ file: 'a.yaml', text });
        const wrong = shown(read.diagnostics, 'a.yaml', text);
        if (wrong !== null || !read.ok || !empty.ok) return wrong;
        const portfolio = buildPortfolio(read.value, empty.value);
        if (!portfolio.ok) return shown(portfolio.diagnostics, 'a.yaml', text);
        const { program } = placementProgram(portfolio.value);
        const finite = program.columns.every(
          ({ cost, lower }) => Number.isFinite(cost) && !Number.isNaN(lower),
        );
        return finite ? null : 'a program with a number that is not finite';
      },
    };
  },
  benchmark: (random) => {
    const text = corrupt(random, random.pick(benchmarks), benchmarks);
    return {
      text,
      check: () => {
        const request = { file: 'b.json', path: 'b.json', source: 'https://b.example', retrieved: null, today: '2026-11-23', prefix: null } as const; // prettier-ignore
        const answers = { model: 'm', gpu: 'h100-sxm', gpus: 8, precision: 'fp8', engine: 'vllm', inputLength: 100, outputLength: 100 }; // prettier-ignore
        const read = readBenchmark(text, request, answers);
        if (!read.ok) return shown(read.diagnostics, 'b.json', text);
        for (const { inputRate, outputRate, totalRate } of read.value.entries)
          for (const rate of [inputRate, outputRate, totalRate])
            if (rate !== null && (!rate.isFinite() || rate.lte(0))) return 'a rate that is none';
        return null;
      },
    };
  },
};
