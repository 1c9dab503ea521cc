import { workbookFile } from '../support/workbook-file.ts';

/** What makes a command report a problem: its words, and files that are in the folder it runs in. */
export interface CommandCase {
  readonly words: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

const support = `crossover: 1
as_of: 2026-11-01
prices:
  - { id: acme/chat, input: 2 USD/Mtok, output: 8 USD/Mtok }
offers: [ { id: rent, gpu: h100-sxm, monthly: 1200 USD/month } ]
clusters: { eu: { model: house-llm, offer: rent, gpus_per_replica: 1, throughput: { mixed: 1k tokens/s } } }
workloads:
  desk:
    volume: 600k requests/month
    tokens: { input: 900, output: 100 }
    options: { api: { buy: acme/chat }, own: { build: eu } }
`;
const desk = { 'desk.yaml': support };
const bought = { 'bought.yaml': support.replace(', own: { build: eu }', '').replace(/^(?:offers|clusters).*\n/gmu, '') };
/** No more of a result than what says that it is one of `run`. */
const savedRun = '{ "schema": "crossover/result/1", "scenario": { "name": "d", "digest": "" }, "catalog": { "version": "", "digest": "", "as_of": "2026-11-01" }, "currency": "USD", "workloads": [], "portfolio": { "monthly": "0", "assignments": [], "gap": null, "clusters": [], "teams": [] }, "warnings": [] }';
const two = { 'two.yaml': `${support}  chat: { volume: 1k requests/month, tokens: { input: 9, output: 9 }, options: { api: { buy: acme/chat }, own: { build: eu } } }\n` };
const quotes = { 'q.csv': 'vendor,gpu,price,per\nacme,H100,2.10,GPU-hour\n' };

const manifest = 'crossover_catalog: 1\nversion: test\ndate: 2026-11-01\nsources: []\n';
const source = 'source: { url: "https://a.example", retrieved: 2026-11-01 }';
const entry = (prices: string, more = ''): string =>
  `- { id: acme/chat, channel: acme, currency: USD${more}, prices: [ { from: 2026-01-01, to: null, recorded: 2026-01-01, status: confirmed, kind: list, ${prices}, ${source} } ] }\n`;
const catalogOf = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ 'catalog.yaml': manifest, ...files }).map(([name, text]) => [`own/${name}`, text]),
  );

/** A command for each code that no wrong scenario or catalog of the other folders causes. */
export const commandCases: Readonly<Record<string, CommandCase>> = {
  'cli/no-terminal': { words: ['init'] },
  'model/portability': {
    words: ['forecast', 'desk.yaml', '--catalog', '2026-12'],
    files: {
      'desk.yaml': `${support}portability: { platforms: { gateway: portkey/produktion }, switch_with: 1k USD }\n`,
    },
  },
  'forecast/backtest': { words: ['forecast', 'desk.yaml', '--catalog', '2026-12', '--backtest', '--as-of', '2026-11-20'], files: desk },
  'model/roadmap': {
    words: ['forecast', 'desk.yaml'],
    files: {
      'desk.yaml': `${support}roadmap:
  phases:
    pilot: { months: 1-3, people: 1, loaded_cost: 120k USD/year }
    deployment: { months: 2-6, after: pilot }
`,
    },
  },
  'stress/no-plan': { words: ['stress', 'capped.yaml'], files: { 'capped.yaml': `plan: { budget: 1 USD/month }\n${support}` } },
  'stress/unknown-address': {
    words: ['stress', 'shock.yaml'],
    files: { 'shock.yaml': `${support}stress:\n  dearer: { change: { prices.acme/chat.inputs: 10% } }\n` },
  },
  'stress/unknown-shock': { words: ['stress', 'desk.yaml', '--only', 'api-price'], files: desk },
  'gateway/not-set-up': { words: ['place', 'desk.yaml', '--emit', 'litellm', '--out', 'config.yaml'], files: desk },
  'compare/kinds': {
    words: ['compare', 'desk.json', 'desk.yaml', '--forecast'],
    files: { ...desk, 'desk.json': savedRun },
  },
  'model/no-facts': {
    words: ['run', 'desk.yaml', '--catalog', '2026-12'],
    files: { 'desk.yaml': support.replace('workloads:', 'region: uk\ndefaults: sourced\nteams: { ops: { headcount: 1 } }\nworkloads:') },
  },
  'cli/file-exists': {
    words: ['init', '--yes', '--kind', 'chat', '--host', 'none', '--file', 'mine.yaml'],
    files: { 'mine.yaml': 'mine' },
  },
  'model/no-estimate': {
    words: ['throughput', 'estimate', '--model', 'qwen3-32b', '--gpu', 'l4', '--precision', 'fp8', '--input-length', '1000', '--output-length', '400'],
  },
  'usage/table': { words: ['usage', 'requests', '--sql', 'postgres'] },
  'io/server': { words: ['usage', 'mysql://reader@db.example.com/logs', '--table', 'requests'] },
  'usage/answer': {
    words: ['usage', 'requests', '--answer', 'a.csv', '--columns', 'timestamp,input_tokens,output_tokens'],
    files: { 'a.csv': 'a,b\n1,2\n' },
  },
  'interview/choice': { words: ['init', '--yes', '--kind', 'caht'] },
  'interview/number': { words: ['init', '--yes', '--count', 'lots'] },
  'interview/name': { words: ['init', '--yes', '--name', '!!!'] },
  'catalog/too-cheap': {
    words: ['catalog', 'validate', 'own', '--format', 'json'],
    files: catalogOf({ 'tokens.yaml': entry('input: 0.0001 USD/Mtok, output: 0.0001 USD/Mtok') }),
  },
  'catalog/tier-beyond-context': {
    words: ['catalog', 'validate', 'own', '--format', 'json'],
    files: catalogOf({
      'tokens.yaml': entry(
        'input: 1 USD/Mtok, output: 2 USD/Mtok, tiers: [ { above: 200k tokens, mode: whole_request, input: 2 USD/Mtok, output: 4 USD/Mtok } ]',
        ', context: 128k',
      ),
    }),
  },
  'import/shape': {
    words: ['catalog', 'import', 'litellm', 'list.json', '--into', 'own'],
    files: { 'list.json': '[1, 2, 3]' },
  },
  'import/extends': {
    words: ['catalog', 'import', 'csv', 'list.csv', '--into', 'own', '--extends', '2026-11'],
    files: { ...catalogOf({}), 'list.csv': 'id,input_per_mtok,output_per_mtok\nacme/chat,1,2\n' },
  },
  'model/cases': {
    words: ['place', 'desk.yaml'],
    files: {
      'desk.yaml': `${support}cases: { low: {}, high: { workloads: { desk: { volume: 6M requests/month } } } }\n`,
    },
  },
  'model/fleet': {
    words: ['place', 'desk.yaml'],
    files: {
      'desk.yaml': support
        .replace('} ]\nclusters', '}, { id: kept, gpu: h200-sxm, monthly: 900 USD/month } ]\nclusters')
        .replace('offer: rent,', 'offer: rent, fleet: [kept],'),
    },
  },
  'model/no-tokens': {
    words: ['run', 'desk.yaml'],
    files: { 'desk.yaml': support.replace('input: 900, output: 100', 'input: 0, output: 0') },
  },
  'model/currency': {
    words: ['run', 'listed.yaml', '--set', 'prices.openai/gpt-4o-mini.input=2 EUR/Mtok'],
    files: { 'listed.yaml': (bought['bought.yaml'] ?? '').replace('api: { buy: acme/chat }', 'api: { buy: openai/gpt-4o-mini }') },
  },
  'model/period': {
    words: ['run', 'desk.yaml', '--catalog', 'own', '--set', 'prices.acme/chat.provisioned.rate=700 USD/unit/month'],
    files: {
      ...catalogOf({
        'tokens.yaml': entry(
          'input: 1 USD/Mtok, output: 4 USD/Mtok, provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 37k tokens/minute, output_weight: 4, minimum_units: 15 units, increment: 5 units }',
        ),
      }),
      'desk.yaml': support
        .replace(', own: { build: eu }', '')
        .replaceAll(/^(?:offers|clusters|prices| {2}- \{ id).*\n/gmu, '')
        .replace('buy: acme/chat', 'buy: acme/chat, mode: provisioned'),
    },
  },
  'breakeven/unknown-address': { words: ['breakeven', 'desk.yaml', '--solve', 'workloads.desk.volum'], files: desk },
  'breakeven/no-effect': { words: ['breakeven', 'bought.yaml', '--solve', 'hours_per_month'], files: bought },
  'breakeven/range': {
    words: ['breakeven', 'desk.yaml', '--solve', 'workloads.desk.volume', '--range', '5M..1M'],
    files: desk,
  },
  'sweep/unknown-address': { words: ['sweep', 'desk.yaml', '--vary', 'workloads.desk.volum=1..2'], files: desk },
  'sweep/no-effect': { words: ['sweep', 'bought.yaml', '--vary', 'hours_per_month=700..740'], files: bought },
  'sweep/options': {
    words: ['sweep', 'desk.yaml', '--vary', 'workloads.desk.volume=1M..2M', '--options', 'ap'],
    files: desk,
  },
  'sweep/range': { words: ['sweep', 'desk.yaml', '--vary', 'workloads.desk.volume=2M..1M'], files: desk },
  'sweep/size': {
    words: ['sweep', 'desk.yaml', '--vary', 'workloads.desk.volume=1M..2M:2000', '--vary', 'hours_per_month=700..740:2000'],
    files: desk,
  },
  'uncertainty/none': { words: ['simulate', 'desk.yaml'], files: desk },
  'uncertainty/samples': { words: ['simulate', 'desk.yaml', '--samples', '0'], files: desk },
  'uncertainty/seed': { words: ['simulate', 'desk.yaml', '--seed', '1e18'], files: desk },
  'quotes/file': { words: ['quotes', 'q.csv'], files: { 'q.csv': '' } },
  'quotes/hidden': {
    words: ['quotes', 'q.xlsx'],
    files: {
      'q.xlsx': workbookFile({
        sheets: {
          List: '<sheetData><row><c t="inlineStr"><is><t>gpu</t></is></c><c t="inlineStr"><is><t>USD/GPU/hr</t></is></c></row><row><c t="inlineStr"><is><t>H100 SXM</t></is></c><c><v>2.1</v></c></row></sheetData>',
          Internal: '<sheetData/>',
        },
        hidden: ['Internal'],
      }),
    },
  },
  'quotes/header': { words: ['quotes', 'q.csv'], files: { 'q.csv': 'vendor,color\nacme,red\n' } },
  'quotes/flags': { words: ['quotes', 'q.csv', '--workload', 'desk'], files: quotes },
  'quotes/against': { words: ['quotes', 'q.csv', '--against', 'openai/gpt-5-minni'], files: quotes },
  'quotes/model': { words: ['quotes', 'q.csv', '--scenario', 'bought.yaml'], files: { ...quotes, ...bought } },
  'quotes/option': { words: ['quotes', 'q.csv', '--scenario', 'desk.yaml', '--option', 'onw'], files: { ...quotes, ...desk } },
  'quotes/workload': { words: ['quotes', 'q.csv', '--scenario', 'two.yaml'], files: { ...quotes, ...two } },
  'cli/missing-command': { words: ['catalog'] },
  'cli/missing-argument': { words: ['completion', 'addresses'] },
  'cli/excess-arguments': { words: ['completion', 'bash', 'desk.yaml'], files: desk },
  'cli/unused-option': { words: ['catalog', 'list', '--set', 'a.b=1'] },
  'cli/same-scenario': { words: ['catalog', 'diff', '2026-11', '2026-11', '--scenario', 'desk.yaml', '--scenario', 'desk.yaml'], files: desk },
  'cli/compare': { words: ['compare', 'desk.yaml'], files: desk },
  'cli/watch': { words: ['run', 'desk.yaml', '--watch', '--format', 'json'], files: desk },
  'compare/same-name': {
    words: ['compare', 'a', 'b'],
    files: { 'a/x.yaml': support, 'a/x.yml': support, 'b/x.yaml': support },
  },
  'usage/no-tokens': {
    words: ['usage', 'price', 'bill.csv', '--options', 'one.yaml'],
    files: { 'one.yaml': support, 'bill.csv': 'usage_date_utc,model,token_type,cost_usd\n2026-10-01,m,output,1.50\n' },
  },
  'usage/focus': {
    words: ['usage', 'log.csv', '--format', 'focus'],
    files: { 'log.csv': 'timestamp,input_tokens,output_tokens\n2026-10-01 09:07:00,1,1\n' },
  },
  'usage/against': {
    words: ['usage', 'log.csv', '--against', 'one.yaml', '--option', 'apj'],
    files: { 'one.yaml': support, 'log.csv': 'timestamp,input_tokens,output_tokens\n2026-10-01 09:07:00,1,1\n' },
  },
  'usage/workload': {
    words: ['usage', 'price', 'log.csv', '--options', 'two.yaml'],
    files: {
      ...two,
      'log.csv': 'timestamp,input_tokens,output_tokens\n2026-11-01T10:00:00Z,100,20\n',
    },
  },
};
