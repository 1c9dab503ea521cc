import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockText, parseCatalog, parseLock } from '../../src/catalog/index.ts';
import { formatUnit, parseQuantity, parseUnit } from '../../src/formula/index.ts';
import { importers } from '../../src/importing/importers.ts';
import type { ImportSource } from '../../src/importing/index.ts';
import { buildModel } from '../../src/model/index.ts';
import { parsePolicy } from '../../src/policy/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { corrupt } from './corrupt.ts';
import { logReaders } from './log-readers.ts';
import { planningReaders } from './planning-readers.ts';
import { brokenQuote, quotesOf } from './quotes-read.ts';
import { Random } from './random.ts';
import { empty, manifest, readModel } from './read-model.ts';
import type { FuzzReader } from './reader.ts';
import { savedReaders } from './saved-readers.ts';
import { randomScenario } from './scenario.ts';
import { shown } from './shown.ts';
import { workbookReaders } from './workbook-readers.ts';

const root = join(import.meta.dirname, '..', '..');

function texts(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .filter((text) => text.length < 16_000);
}

/** A page of Google's with the parts of one machine: the whole file is too long to be broken often. */
function skusOfOnePage(): string {
  const file = join(root, 'test', 'fixtures', 'import', 'gcp-skus.json');
  const [page] = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly skus: readonly unknown[] }[];
  return JSON.stringify({ skus: page?.skus.slice(0, 3), nextPageToken: '' });
}

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
const dated = 'from: 2026-01-01, to: null, recorded: 2026-01-01, status: confirmed, kind: list';
const tokens = `- { id: acme/chat, channel: acme, currency: USD, context: 128k, prices: [ { ${dated}, input: 1 USD/Mtok, cached: 0.1 USD/Mtok, output: 2 USD/Mtok, batch: 50%, tiers: [ { above: 200k tokens, mode: whole_request, input: 2 USD/Mtok, output: 4 USD/Mtok } ], ${source} } ] }\n`;
const gpus = `- { id: cloud/h100, cloud: cloud, gpu: h100-sxm, region: eu, residency: eu, node: 8, term: on-demand, currency: USD, prices: [ { ${dated}, hourly: 2.5 USD/hour, ${source} } ] }\n`;
const rates = `- { from: EUR, to: USD, date: 2026-01-01, rate: 1.1, ${source} }\n`;
const policy = `crossover_policy: 1
budgets: { total: 5k USD/month, per_mtok: 2 USD/Mtok, workloads: { chat: { monthly: 11k USD/month } } }
margin: 5%
hidden_multiple: { least: 1.2, most: 2 }
price_age: { days: 30, on: 2026-11-01 }
forbid_inputs: [estimated, unknown]
baseline: { result: main.json, increase: 5%, keep_verdict: true }
`;
const quotes = [
  ...texts('test/fixtures/quotes', '.csv'),
  'gpu,node,price,per,term,minimum term,upfront,currency,valid until\nH200,8,"2,49",GPU-hour,12 months,6 months,100,EUR,2026-12-01\n',
  'vendor;gpu;$/GPU/hr\na;H100 SXM 80GB;2.10\nb;8x B200;4,50\n',
];
const scenarios = [...texts('scenarios', '.yaml'), randomScenario(new Random(1, 1)).text];
/** Most inputs are small, so that a million of them can be given. */
const small = [
  'crossover: 1\nname: a\nprices: [ { id: p/q, input: 1 USD/Mtok, output: 2 USD/Mtok } ]\nworkloads: { w: { volume: 40M tokens/month, ratio: 4:1, options: { a: { buy: p/q } } } }\n',
  'crossover: 1\nname: b\noffers: [ { id: o, gpu: h200-sxm, hourly: 2 EUR/hour } ]\nclusters:\n  c: { model: m, offer: o, throughput: { prefill: 9k tokens/s, decode: 900 tokens/s } }\nworkloads:\n  w:\n    volume: { pert: [1k requests/month, 2k requests/month, 1M requests/month] }\n    tokens: { input: 10, output: 20, cached: 5% }\n    options: { own: { build: c } }\n',
  'crossover: 1\nworkloads:\n  w: { volume: 1k requests/month, options: auto }\n',
  'crossover: 1\nextends: b.yaml\nas_of: 2026-11-01\ncurrency: EUR\nteams: { t: { headcount: 0.5, loaded_cost: 190k USD/year } }\n',
];
/** Where the value under `--set` goes, and what kind of value stands there. */
const addresses = ['workloads.w.volume', 'workloads.w.ratio', 'prices.p/q.input', 'workloads.w.tokens.cached', 'hours_per_month', 'prices.p/q', 'workloads.w.options.a.batch', 'workloads[0]', '__proto__.x']; // prettier-ignore
const values = ['40M tokens/month', '1.65 USD/hour', '6%', '4:1', '190k USD/year', '{ pert: [40%, 70%, 85%] }', '{ uniform: [1 USD/Mtok, 3 USD/Mtok] }', '24 months', '[1, 2, 3]', '730 hours/month', '2.5e3']; // prettier-ignore
const lock = empty.ok ? lockText(empty.value) : '';
const lists: Readonly<Record<ImportSource, readonly string[]>> = {
  litellm: texts('test/fixtures/import', 'litellm.json'),
  'genai-prices': texts('test/fixtures/import', 'genai-prices.json'),
  'models-dev': texts('test/fixtures/import', 'models-dev.json'),
  'llm-prices': texts('test/fixtures/import', 'llm-prices.json'),
  openrouter: texts('test/fixtures/import', 'openrouter.json'),
  skypilot: texts('test/fixtures/import', 'skypilot.csv'),
  gpuhunt: texts('test/fixtures/import', 'gpuhunt.csv'),
  gpurentalprices: texts('test/fixtures/import', 'gpurentalprices.json'),
  'azure-retail': texts('test/fixtures/import', 'azure-retail.json'),
  'aws-spot': texts('test/fixtures/import', 'aws-spot.json'),
  'aws-prices': [
    ...texts('test/fixtures/import', 'aws-prices.csv'),
    ...texts('test/fixtures/import', 'aws-prices.json'),
  ],
  'gcp-skus': [skusOfOnePage()],
  getdeploying: texts('test/fixtures/import', 'getdeploying.csv'),
  ecb: [...texts('test/fixtures/import', 'ecb.xml'), ...texts('test/fixtures/import', 'ecb-hist.csv')],
  csv: ['offers.csv', 'tokens.csv', 'runs.csv', 'gpus.csv'].flatMap((name) =>
    texts('test/fixtures/import', name),
  ),
};

const takes = ['USD/Mtok', 'USD/hour', 'tokens/month', 'requests/month', '1', 'month'].map((symbols) => {
  const found = parseUnit(symbols);
  if (found === undefined) throw new Error(`${symbols} is no unit`);
  return found;
});

/** What is read as a quantity is finite, within the bounds that are stated, and read again from its own digits. */
function brokenQuantity(text: string): string | null {
  for (const unit of takes) {
    const read = parseQuantity(text, [unit]);
    if (!read.ok) {
      if (read.problem.message === '') return 'a problem without a message';
      continue;
    }
    const { value } = read.measure;
    if (!value.isFinite()) return 'a quantity without end';
    const again = parseQuantity(`${value.toFixed()} ${formatUnit(unit)}`, [unit]);
    if (again.ok && !again.measure.value.eq(value)) return `${value.toFixed()} is read as another value`;
    if (
      !again.ok &&
      value.abs().lt('1e24') &&
      (value.isZero() || value.abs().gt('1e-24')) &&
      value.toFixed().length < 150
    )
      return `${value.toFixed()} ${formatUnit(unit)} is not read: ${again.problem.message}`;
  }
  return null;
}

/** What reads texts of strangers: an input of each, and what broke; a throw is a defect by itself. */
export const readers: Readonly<Record<string, FuzzReader>> = {
  ...planningReaders,
  ...savedReaders,
  ...workbookReaders,
  scenario: (random) => {
    const text = corrupt(random, random.pick(random.chance(0.9) ? small : scenarios), scenarios);
    return {
      text,
      check: () => readModel(text).wrong,
    };
  },
  setting: (random) => {
    const address = random.chance(0.8)
      ? random.pick(addresses)
      : corrupt(random, random.pick(addresses), addresses);
    const text = corrupt(random, random.pick(values), values);
    return {
      text: `${address}=${text}`,
      check: () => {
        const overrides = [{ address, text }];
        const read = parseScenario({ file: 'a.yaml', text: small[0] ?? '', overrides });
        const wrong = shown(read.diagnostics, 'a.yaml', small[0] ?? '');
        if (wrong !== null || !read.ok || !empty.ok) return wrong;
        return shown(buildModel(read.value, empty.value).diagnostics, 'a.yaml', small[0] ?? '');
      },
    };
  },
  quantity: (random) => {
    const text = corrupt(random, random.pick(values), values);
    return { text, check: () => brokenQuantity(text) };
  },
  'lock file': (random) => {
    const text = corrupt(random, lock, [lock, policy]);
    return { text, check: () => shown(parseLock(text, 'l.lock').diagnostics, 'l.lock', text) };
  },
  catalog: (random) => {
    const [file, base] = random.pick([
      ['tokens.yaml', tokens],
      ['gpus.yaml', gpus],
      ['fx.yaml', rates],
      ['catalog.yaml', manifest],
    ] as const);
    const text = corrupt(random, base, [tokens, gpus, rates, manifest]);
    return {
      text,
      check: () => {
        const files = new Map([
          ['catalog.yaml', manifest],
          [file, text],
        ]);
        return shown(parseCatalog(files, 'fuzz').diagnostics, `fuzz/${file}`, text);
      },
    };
  },
  quotes: (random) => {
    const text = corrupt(random, random.pick(quotes), quotes);
    return {
      text,
      check: () => brokenQuote(quotesOf({ file: 'q.csv', text })),
    };
  },
  policy: (random) => {
    const text = corrupt(random, policy, [policy, ...scenarios]);
    return { text, check: () => shown(parsePolicy(text, 'p.yaml').diagnostics, 'p.yaml', text) };
  },
  importer: (random) => {
    const name = random.pick(Object.keys(lists) as ImportSource[]);
    const text = corrupt(random, random.pick(lists[name]), lists[name]);
    return {
      text,
      check: () => {
        const read = importers[name].read(text, {
          file: 'list',
          path: name === 'skypilot' ? 'catalogs/v8/aws/vms.csv' : 'list',
          source: 'https://prices.example/list',
          retrieved: '2026-08-01',
          today: '2026-11-23',
          prefix: null,
        });
        if (!read.ok) return shown(read.diagnostics, 'list', text);
        const priced = [...read.value.tokens.flatMap(({ rows }) => rows.flatMap(({ input, output }) => [input, output])), ...read.value.offers.flatMap(({ rows }) => rows.flatMap(({ hourly }) => hourly ?? []))]; // prettier-ignore
        return priced.every((each) => each.isFinite()) ? null : 'a price that is not finite';
      },
    };
  },
};

/** The same, for what takes fifty times as long: the engine that reads logs starts anew for each. */
export const slowReaders: Readonly<Record<string, FuzzReader>> = logReaders;
