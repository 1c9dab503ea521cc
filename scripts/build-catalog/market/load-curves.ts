import { modelName, type YamlValue } from '../../../src/importing/importers.ts';
import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv, type Row } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import { runOf, type Run } from './run.ts';

const cards: Readonly<Record<string, string>> = { A100_80GB_PCIe: 'a100-80gb-pcie' };
const precisions: Readonly<Record<string, string>> = { float16: 'fp16', fp8: 'fp8' };

/** Runs under an offered load, at fixed lengths and without reuse of prefixes; cards whose form is not said are left out. */
export function readLoadCurves(folder: string): readonly Run[] {
  return readCsv(folder, 'field/i2-load-curves.csv').flatMap((row): readonly Run[] => {
    const gpu = cards[column(row, 'gpu')];
    const precision = precisions[column(row, 'precision')];
    const [, input, output] = fixedLengths.exec(column(row, 'io_shape')) ?? [];
    if (gpu === undefined || precision === undefined || input === undefined || output === undefined)
      return [];
    if (column(row, 'prefix_caching') !== '0') return [];
    const model = modelName(column(row, 'model').replace(/^.*\//u, ''));
    const note = `configuration ${column(row, 'config')}, ${column(row, 'offered_rps')} requests/s offered, ${column(row, 'completed_rps')} completed`;
    return [
      runOf({
        model,
        gpu,
        count: column(row, 'gpus'),
        precision,
        engine: column(row, 'engine'),
        input,
        output,
        outputRate: new Exact(column(row, 'output_tps')),
        kind: 'measured',
        source: sourceOn('vllmCostMeter', evidenceOf(row), column(row, 'date'), note),
      }),
    ];
  });
}

/**
 * Milliseconds of a column. The upstream states medians and 99th percentiles of the time to the first token and of whole
 * requests, medians and 90th percentiles of the time per token: each stands under its own name.
 */
function times(row: Row, key: string, of: readonly string[]): YamlValue {
  return Object.fromEntries(of.map((each) => [each, `${column(row, `${key}_${each}_ms`)} ms`]));
}

/**
 * The latency by load of each configuration, at fixed lengths, with arrivals at random and without reuse of prefixes. Runs whose
 * input lengths are not stated (chat, rag, agentic) are left out.
 */
export function readLatencyCurves(folder: string): LatencyCurves {
  const curves = new Map<string, Row[]>();
  const unknown = new Map<string, number>();
  for (const row of readCsv(folder, 'field/i2-load-curves.csv')) {
    const name = `${column(row, 'config')} ${column(row, 'io_shape')}`;
    if (fixedLengths.test(column(row, 'io_shape'))) curves.set(name, [...(curves.get(name) ?? []), row]);
    else unknown.set(name, (unknown.get(name) ?? 0) + 1);
  }
  return {
    left: [...unknown].map(
      ([name, count]) => `latency of ${name}, ${count} runs: their input length is not stated`,
    ),
    entries: [...curves.values()].flatMap((rows) => curveOf(rows)).toSorted(byName),
  };
}

type Entry = Readonly<Record<string, YamlValue | undefined>>;

interface LatencyCurves {
  readonly entries: readonly Entry[];
  readonly left: readonly string[];
}

const fixedLengths = /^(\d+)\/(\d+) random$/u;

function curveOf(rows: readonly Row[]): readonly Entry[] {
  const [first] = rows;
  if (first === undefined) return [];
  const card = column(first, 'gpu');
  const gpu = cards[card] ?? (card === 'H100' ? 'h100-sxm' : undefined);
  const precision = precisions[column(first, 'precision')];
  const [, input = '', output = ''] = fixedLengths.exec(column(first, 'io_shape')) ?? [];
  if (gpu === undefined || precision === undefined) return [];
  // The 80 GB card with PCIe is held to 350 W, which these runs pass.
  const form = card === 'H100' ? '; SXM because runs on these cards draw up to 380 W' : '';
  const entry: Entry = {
    model: modelName(column(first, 'model').replace(/^.*\//u, '')),
    gpu,
    gpus: `${column(first, 'gpus')} GPUs`,
    precision,
    engine: column(first, 'engine'),
    input_length: `${input} tokens`,
    output_length: `${output} tokens`,
    kind: 'measured',
    source: sourceOn(
      'vllmCostMeter',
      evidenceOf(first),
      column(first, 'date'),
      `configuration ${column(first, 'config')}, Poisson arrivals, prompts not cached${form}`,
    ),
    points: rows.map((row) => ({
      offered: `${Number(column(row, 'offered_rps'))} requests/s`,
      completed: `${column(row, 'completed_rps')} requests/s`,
      ttft: times(row, 'ttft', ['p50', 'p99']),
      tpot: times(row, 'tpot', ['p50', 'p90']),
      e2e: times(row, 'e2e', ['p50', 'p99']),
    })),
  };
  return [entry];
}

function byName(a: Entry, b: Entry): number {
  const nameOf = ({ model, gpu, gpus, precision, engine }: Entry): string =>
    JSON.stringify([model, gpu, gpus, precision, engine]);
  return nameOf(a) < nameOf(b) ? -1 : 1;
}
