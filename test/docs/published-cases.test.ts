import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { internalRates, modifiedRate, netPresentValue } from '../../src/finance/index.ts';
import { Exact } from '../../src/formula/index.ts';
import { readModel, runModel } from '../../src/library/index.ts';
import { waitingShare } from '../../src/model/waiting/index.ts';
import { capacityOf, premiseModel, premises, serverModel } from '../published/premises.ts';
import { exactAt, figureAt, modelOf } from '../support/model.ts';
import { paybackOf, resultOf } from '../support/results.ts';

// The table of published cases in docs/model.md: what was published beside what crossover gives. UPDATE_DOCS=1 writes it.

interface Case {
  readonly what: string;
  readonly source: string;
  readonly published: string;
  readonly ours: string;
  /** How far the published figure may be off by its own rounding. */
  readonly within: number;
}

const pan = '[arXiv 2509.18101](https://arxiv.org/abs/2509.18101)';
const lenovo =
  '[Lenovo LP2368](https://lenovopress.lenovo.com/lp2368-on-premise-vs-cloud-generative-ai-total-cost-of-ownership-2026-edition)';
const sizing =
  '[Microsoft Learn](https://learn.microsoft.com/azure/foundry/openai/how-to/provisioned-throughput-sizing)';
const induwara = '[induwara.lk](https://induwara.lk/tools/ai-self-hosting-cost-calculator)';
const numpy = '[numpy-financial](https://github.com/numpy/numpy-financial)';
const exact = (...values: readonly (number | string)[]): readonly Exact[] =>
  values.map((each) => new Exact(each));

function owned(): readonly Case[] {
  return [premises[0], premises[3]].flatMap((of) => {
    const model = premiseModel(of, capacityOf(of));
    return [
      {
        what: `${of.name}: capacity, million tokens a month`,
        source: pan,
        published: `${of.capacity}`,
        ours: (Number(capacityOf(of)) / 1e6).toFixed(2),
        within: 0.06,
      },
      {
        what: `${of.name}: months to pay back against GPT-5`,
        source: pan,
        published: `${of.gpt5}`,
        ours: paybackOf(model, 'own', 'gpt-5').toFixed(2),
        within: 0.055,
      },
      {
        what: `${of.name}: the same against Claude 4 Opus`,
        source: pan,
        published: `${of.opus}`,
        ours: paybackOf(model, 'own', 'opus').toFixed(2),
        within: 0.055,
      },
    ];
  });
}

function servers(): readonly Case[] {
  const model = serverModel('250141.80', '6.37', ['98.32', '43.16'], 730);
  return [
    {
      what: '8 × H100 against Azure on demand: hours to pay back',
      source: lenovo,
      published: '2720',
      ours: (paybackOf(model, 'own', 'cloud-0') * 730).toFixed(1),
      within: 1,
    },
    {
      what: 'the same against three years reserved',
      source: lenovo,
      published: '6800',
      ours: (paybackOf(model, 'own', 'cloud-1') * 730).toFixed(1),
      within: 1,
    },
  ];
}

function provisioned(): readonly Case[] {
  const model = modelOf(`prices:
  - { id: azure/gpt-5.2, input: 1 USD/Mtok, output: 8 USD/Mtok, provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 3400 tokens/minute, output_weight: 8, cached_weight: 0, minimum_units: 15 units, increment: 5 units } }
workloads:
  chat: { volume: 43.8M requests/month, tokens: { input: 200, output: 20 }, options: { ptu: { buy: azure/gpt-5.2, mode: provisioned } } }`);
  const unit = 'workloads.chat.options.ptu';
  return [
    {
      what: 'gpt-5.2: provisioned units before rounding',
      source: sizing,
      published: '105.88',
      ours: exactAt(model, `${unit}.units_needed`).toFixed(2),
      within: 0.006,
    },
    {
      what: 'the same, rounded to the increment',
      source: sizing,
      published: '110',
      ours: figureAt(model, `${unit}.units`),
      within: 0,
    },
  ];
}

function rented(): readonly Case[] {
  const model = modelOf(`hours_per_month: 729.6
prices: [ { id: some/api, input: 0.25 USD/Mtok, output: 2 USD/Mtok } ]
offers: [ { id: gpu, gpu: as-published, term: spot, hourly: 1.19 USD/hour, interruption: { waste: 15% } } ]
clusters: { own: { model: as-published, offer: gpu, gpus_per_replica: 1, utilization: 100%, throughput: { mixed: 2500 tokens/s } } }
workloads:
  all: { volume: 160M tokens/month, ratio: 120:40, options: { api: { buy: some/api }, own: { build: own } } }`);
  const { crossovers } = runModel(model).workloads[0] ?? expect.fail();
  return [
    {
      what: 'a rented GPU: USD a month',
      source: induwara,
      published: '998.46',
      ours: Number(resultOf(model, 'own').monthly).toFixed(2),
      within: 0.006,
    },
    {
      what: 'the same: break-even, billion tokens a month',
      source: induwara,
      published: '1.45',
      ours: (Number(crossovers[0]?.firstBuild ?? Number.NaN) / 1e9).toFixed(3),
      within: 0.006,
    },
  ];
}

function finance(): readonly Case[] {
  const worth = netPresentValue(new Exact('0.05'), exact(-15000, 1500, 2500, 3500, 4500, 6000));
  const [rate] = internalRates(exact(-150000, 15000, 25000, 35000, 45000, 60000)).rates;
  const modified = modifiedRate(
    exact(-120000, 39000, 30000, 21000, 37000, 46000),
    new Exact('0.1'),
    new Exact('0.12'),
  );
  return [
    { what: 'net present value', source: numpy, published: '122.89', ours: worth.toFixed(4), within: 0.006 },
    {
      what: 'internal rate of return',
      source: numpy,
      published: '0.0524',
      ours: rate?.toFixed(6) ?? 'none',
      within: 6e-5,
    },
    {
      what: 'modified rate of return',
      source: numpy,
      published: '0.126094',
      ours: modified?.toFixed(8) ?? 'none',
      within: 1e-6,
    },
    {
      what: 'Erlang C: 14 servers, 10 Erlangs',
      source: '[pyworkforce](https://github.com/rodrigo-arenas/pyworkforce)',
      published: '0.1741319336',
      ours: waitingShare(14, 10).toFixed(10),
      within: 1e-9,
    },
  ];
}

async function article(): Promise<readonly Case[]> {
  const model = await readModel('article-as-published', { set: { case: 'at-50M' } });
  if (!model.ok) throw new Error('the bundled scenario is broken');
  const [workload] = runModel(model.value).workloads;
  const found = Number(workload?.crossovers[0]?.firstBuild ?? Number.NaN);
  return [
    {
      what: 'the article: break-even, tokens a month',
      source: '[claims.md](claims.md)',
      published: '28333333.33',
      ours: found.toFixed(2),
      within: 0.01,
    },
  ];
}

const path = new URL('../../docs/model.md', import.meta.url);
const part = /(## Published cases\n\n[\s\S]*?\n\n)\| case [\s\S]*?(?=\n\n)/u;

test('docs/model.md has the published cases beside what crossover gives, within their rounding', async () => {
  const cases = [...(await article()), ...owned(), ...servers(), ...provisioned(), ...rented(), ...finance()];
  for (const { what, published, ours, within } of cases) {
    expect([what, Math.abs(Number(ours) - Number(published)) <= within + 1e-12]).toEqual([what, true]);
  }
  const table = [
    '| case | source | published | `crossover` |',
    '|---|---|---:|---:|',
    ...cases.map(({ what, source, published, ours }) => `| ${what} | ${source} | ${published} | ${ours} |`),
  ].join('\n');
  const page = readFileSync(path, 'utf8');
  if (process.env['UPDATE_DOCS'] === '1')
    writeFileSync(
      path,
      page.replace(part, (_, before: string) => `${before}${table}`),
    );
  else expect(part.exec(page)?.[0]).toContain(table);
});
