import { Exact } from '../../src/formula/index.ts';
import { gpuId } from '../../src/catalog/index.ts';
import { modelName, type YamlValue } from '../../src/importing/importers.ts';
import { column, evidenceOf, readCsv, type Row } from './extracts.ts';
import { readLoadCurves } from './market/load-curves.ts';
import { runOf, type Run } from './market/run.ts';
import { readServingRuns } from './market/serving-runs.ts';
import { sourceOf, type SourceId } from './sources.ts';

/** GPUs that somebody rents out in the catalog, or that older runs are the only ones for. */
const gpus = new Set([
  'h100-sxm',
  'h200-sxm',
  'b200',
  'b300',
  'l40s',
  'a100-80gb',
  'rtx-pro-6000',
  'gb200',
  'mi300x',
  'mi325x',
  'mi355x',
]);

/** Lengths that stand for a use: chat, long prompts, long answers. The published tables have many between. */
const lengths = new Set([
  '128/128',
  '128/2048',
  '500/2000',
  '1000/1000',
  '1024/1024',
  '1024/8192',
  '2048/128',
  '2048/2048',
  '5000/500',
  '8192/1024',
  '20000/2000',
]);

/** The slowest token that a service can still show, in milliseconds: batches beyond it are no serving. */
const slowestToken = 100;

/** The entries of throughput.yaml: of the runs that differ only in load or engine the one with the most output. */
export function buildThroughput(
  folder: string,
): readonly { readonly [key: string]: YamlValue | undefined }[] {
  const best = new Map<string, Run>();
  const runs = [
    ...readCsv(folder, 'throughput.csv').flatMap((row) => read(row) ?? []),
    ...readServingRuns(folder),
    ...readLoadCurves(folder),
  ];
  for (const run of runs) {
    const known = best.get(run.key);
    if (known === undefined || run.output.gt(known.output)) best.set(run.key, run);
  }
  return [...best.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ entry }) => entry);
}

function upstream(row: Row): { readonly id: SourceId; readonly derived: boolean } | undefined {
  const source = column(row, 'source');
  if (source.includes('TensorRT-LLM')) return { id: 'tensorrt', derived: false };
  if (source.startsWith('ai-dynamo')) return { id: 'aiconfigurator', derived: true };
  // MLPerf's summaries do not say how long the inputs were.
  return undefined;
}

function read(row: Row): Run | undefined {
  const from = upstream(row);
  const gpu = gpuId(column(row, 'gpu'));
  const [input, output] = [column(row, 'input_len'), column(row, 'output_len')];
  if (from === undefined || gpu === undefined || !gpus.has(gpu) || !lengths.has(`${input}/${output}`))
    return undefined;
  if (Number(column(row, 'tpot_ms')) > slowestToken) return undefined;
  const model = modelName(column(row, 'model').replace(/^.*\//u, ''));
  const precision = column(row, 'precision');
  const count = column(row, 'num_gpus');
  const version = /^[\w.]+/u.exec(column(row, 'engine_version'))?.[0];
  const engine = [column(row, 'engine').replace(/^trtllm$/u, 'tensorrt-llm'), version]
    .filter((part) => part !== undefined)
    .join(' ');
  const outputRate = new Exact(column(row, 'output_tps_total'));
  if (!outputRate.gt(0) || precision === 'unspecified' || precision === '') return undefined;
  const note = from.derived
    ? `${column(row, 'source_id')}; rate worked out from measured times per token at this concurrency`
    : `${column(row, 'workload')}, ${column(row, 'tensor_parallel')}, ${column(row, 'date')}`;
  const concurrency = column(row, 'concurrency');
  return runOf({
    model,
    gpu,
    count,
    precision,
    engine,
    input,
    output,
    outputRate,
    concurrency: concurrency === '' ? undefined : concurrency,
    kind: from.derived ? 'estimated' : 'measured',
    source: sourceOf(from.id, evidenceOf(row, from.derived ? 'D' : 'A'), note),
  });
}
