import { catalogFiles, scenarioText } from '../cli/ci-files.ts';

/** A command that writes: what it writes onto, and what it needs. */
export interface Write {
  readonly name: string;
  readonly argv: readonly string[];
  /** The file or folder that it replaces. */
  readonly target: string;
  /** What stands there before, by file: of a file under the name ''. */
  readonly before: Readonly<Record<string, string>>;
  /** A folder that the command changes too, and what it says depends on: it is put back before each run. */
  readonly beside?: { readonly target: string; readonly before: Readonly<Record<string, string>> };
}

const formats = ['table', 'markdown', 'json', 'csv', 'xlsx', 'html'] as const;

/** A result of a command in each of its formats, written over an older file. */
function results(argv: readonly string[], special: readonly string[] = []): readonly Write[] {
  return [...formats, ...special].map((format) => ({
    name: `${argv[0]}${argv[0] === 'catalog' ? ` ${argv[1]}` : ''} as ${format}`,
    argv: [...argv, '--format', format, '--out', 'result'],
    target: 'result',
    before: { '': 'old' },
  }));
}

const scenario = scenarioText();
const log = ['a', 'b'].map((id, hour) =>
  JSON.stringify({
    request_id: id, call_type: 'acompletion', spend: 0.01, total_tokens: 1200, prompt_tokens: 1000, completion_tokens: 200,
    startTime: `2026-10-01T0${hour}:00:00Z`, endTime: `2026-10-01T0${hour}:00:09Z`, model: 'gpt-4o', user: 'u', cache_hit: 'False', metadata: '{}',
  }),
); // prettier-ignore

/** Stands in arguments for the address of a publisher of catalogs, which the test starts. */
export const publisherAddress = 'PUBLISHER';

/** A command that writes one file, over an older one. */
function file(name: string, target: string, ...argv: readonly string[]): Write {
  return { name, argv, target, before: { '': 'old' } };
}

/** One result of a command in one format. */
function result(name: string, ...argv: readonly string[]): Write {
  return file(name, 'result', ...argv, '--out', 'result');
}

/** What the commands read. */
export const inputs: Readonly<Record<string, string>> = {
  ...catalogFiles,
  'a.yaml': scenario,
  'b.yaml': scenarioText({ price: 3 }),
  'load.yaml': `crossover: 1
offers: [{ id: quote, gpu: l4, hourly: 1 USD/hour, node: 1 }]
clusters:
  own: { model: m, offer: quote, gpus_per_replica: 1, throughput: { mixed: 9k tokens/s }, latency: { rate: 5 requests/s, ttft: 90 ms } }
workloads:
  w:
    volume: 1M requests/month
    tokens: { input: 100, output: 50 }
    constraints: { latency: { ttft: 100 ms } }
    options: { own: { build: own } }
`,
  'quotes.csv': 'provider,gpu,price_per_gpu_hour,currency\nacme,h100,2.1,USD\nother,h200-sxm,3,USD\n',
  'policy.yaml': 'crossover_policy: 1\nbudgets: { total: 1000k USD/month }\n',
  'claims.md': 'acme/chat costs 3 USD per million input tokens.\n',
  'prices.json': JSON.stringify({
    'acme/chat': { litellm_provider: 'acme', mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 4e-6, max_input_tokens: 128000 },
  }), // prettier-ignore
  'log.jsonl': `${log.join('\n')}\n`,
  'bench.json': JSON.stringify({
    backend: 'vllm', model_id: 'm', num_prompts: 996, max_concurrency: 64, duration: 512.4, completed: 996, total_input_tokens: 1019904,
    total_output_tokens: 254976, request_throughput: 1.94, output_throughput: 497.6, total_token_throughput: 2488.1, mean_ttft_ms: 300, median_ttft_ms: 300, p99_ttft_ms: 900, mean_tpot_ms: 20, median_tpot_ms: 20, p99_tpot_ms: 40, date: '20261101-100000',
  }), // prettier-ignore
};

const manifest = catalogFiles['prices/catalog.yaml'] ?? '';
const older = {
  'catalog.yaml': manifest,
  'fx.yaml': `- { from: USD, to: EUR, date: 2026-01-01, rate: 0.8, source: { url: "https://a.example", retrieved: 2026-01-02 } }\n`,
};

const updatable = {
  ...older,
  'catalog.yaml': `${manifest}update_from: https://prices.example.org/index.json\n`,
};

/** Every command that writes, in every format. */
export const writes: readonly Write[] = [
  ...results(['run', 'a.yaml'], ['svg', 'focus']),
  ...results(['sweep', 'a.yaml', '--vary', 'workloads.chat.volume=1M,2M,4M requests/month'], ['svg']),
  ...results(['breakeven', 'a.yaml', '--solve', 'workloads.chat.volume']),
  ...results(['simulate', 'a.yaml', '--samples', '64', '--uncertain', 'default'], ['svg']),
  ...results(['sensitivity', 'a.yaml', '--samples', '64', '--uncertain', 'default'], ['svg']),
  ...results(['forecast', 'a.yaml']),
  ...results(['place', 'a.yaml']),
  ...results(['stress', 'a.yaml']),
  ...results(['explain', 'a.yaml', 'workloads.chat.attempts']),
  ...results(['addresses', 'a.yaml']),
  ...results(['compare', 'a.yaml', 'b.yaml']),
  ...results(['quotes', 'quotes.csv', '--scenario', 'a.yaml']),
  ...results(['usage', 'log.jsonl']),
  ...results(['check', 'a.yaml', '--policy', 'policy.yaml'], ['junit', 'sarif']),
  ...results(['report', 'saved.json'], ['focus']),
  ...results(['catalog', 'list']),
  result('place as svg', 'place', 'a.yaml', '--format', 'svg'),
  result('forecast as svg', 'forecast', 'a.yaml', '--format', 'svg'),
  result('compare --forecast', 'compare', 'a.yaml', 'b.yaml', '--forecast', '--format', 'json'),
  result('usage price', 'usage', 'price', 'log.jsonl', '--options', 'a.yaml', '--format', 'csv'),
  result('usage --scenario', 'usage', 'log.jsonl', '--scenario'),
  result('usage --sql', 'usage', 'calls', '--sql', 'postgres', '--columns', 'startTime,model,prompt_tokens,completion_tokens', '--log-format', 'litellm-spend-logs'),
  result('catalog show', 'catalog', 'show', 'openai/gpt-4o', '--catalog', '2026-12', '--format', 'json'),
  result('catalog hosts', 'catalog', 'hosts', 'gpt-4o', '--catalog', '2026-12', '--format', 'csv'),
  result('catalog check-claims', 'catalog', 'check-claims', 'claims.md', '--format', 'markdown'),
  result('catalog diff', 'catalog', 'diff', '2026-11', '2026-12', '--format', 'html'),
  result('catalog validate', 'catalog', 'validate', 'prices', '--format', 'json'),
  {
    ...result('catalog import --out', 'catalog', 'import', 'csv', 'quotes.csv', '--into', 'mine', '--retrieved', '2026-11-01', '--format', 'json'),
    beside: { target: 'mine', before: older },
  },
  {
    ...result('catalog update --out', 'catalog', 'update', '--from', publisherAddress, '--into', 'mine', '--format', 'json'),
    beside: { target: 'mine', before: updatable },
  },
  ...['litellm', 'kong'].map((gateway) => result(`place --emit ${gateway}`, 'place', 'a.yaml', '--emit', gateway)),
  file('place --export lp', 'plan.lp', 'place', 'a.yaml', '--export', 'plan.lp'),
  file('place --export mps', 'plan.mps', 'place', 'a.yaml', '--export', 'plan.mps'),
  file('throughput import', 'rates.yaml', 'throughput', 'import', 'bench.json', '--model', 'm', '--gpu', 'h100-sxm', '--gpus', '4', '--precision', 'fp8', '--engine', 'e', '--out', 'rates.yaml'),
  file('throughput estimate', 'rate.txt', 'throughput', 'estimate', '--model', 'llama-3.1-8b', '--gpu', 'h100-sxm', '--precision', 'fp8', '--input-length', '1000', '--output-length', '200', '--catalog', '2026-12', '--out', 'rate.txt'),
  file('throughput load', 'load.csv', 'throughput', 'load', 'load.yaml', '--requests-per-second', '1..50', '--out', 'load.csv'),
  file('catalog lock', 'crossover.lock', 'catalog', 'lock', 'a.yaml'),
  file('init', 'mine.yaml', 'init', '--yes', '--force', '--kind', 'chat', '--file', 'mine.yaml'),
  { name: 'catalog update', argv: ['catalog', 'update', '--from', publisherAddress, '--into', 'mine'], target: 'mine', before: updatable },
  {
    name: 'catalog import csv',
    argv: ['catalog', 'import', 'csv', 'quotes.csv', '--into', 'mine'],
    target: 'mine',
    before: older,
  },
  {
    name: 'catalog import litellm',
    argv: ['catalog', 'import', 'litellm', 'prices.json', '--retrieved', '2026-11-01', '--into', 'mine'],
    target: 'mine',
    before: older,
  },
]; // prettier-ignore

/** Of the writes, what is killed at a few steps with all other tests. */
export const few = [
  'run as csv',
  'run as xlsx',
  'check as sarif',
  'place --export lp',
  'catalog lock',
  'catalog import csv',
];
