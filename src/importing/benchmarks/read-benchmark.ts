import { parse } from 'yaml';
import { gpuId, gpuIdOf, gpuOfListing, type ThroughputEntry } from '../../catalog/index.ts';
import { fail, ok, problem, warning, type Diagnostic, type Result } from '../../diagnostics/index.ts';
import { modelName } from '../reading/names.ts';
import { inOneLine } from '../reading/one-line.ts';
import { sourceOf, type ImportRequest } from '../types.ts';
import { benchmarkFormats } from './formats.ts';
import type { BenchmarkFile, BenchmarkRun } from './run.ts';
import { at } from './value.ts';

/** What a file may leave open, and the user says. */
export interface BenchmarkAnswers {
  readonly model: string | null;
  readonly gpu: string | null;
  readonly gpus: number | null;
  readonly precision: string | null;
  readonly engine: string | null;
  readonly inputLength: number | null;
  readonly outputLength: number | null;
}

export interface ReadBenchmark {
  readonly format: string;
  readonly entries: readonly ThroughputEntry[];
}

const mostCharacters = 20_000_000;
/** More tokens of a request, or GPUs of a replica, than there can be. */
const mostCounted = 1e9;

/**
 * The runs of a benchmark's result file as throughput entries, rates of the whole replica. What neither the file nor the
 * answers state is asked for by an error: the number of GPUs and the precision are never assumed.
 */
export function readBenchmark(
  text: string,
  request: ImportRequest,
  answers: BenchmarkAnswers,
): Result<ReadBenchmark> {
  const { file } = request;
  if (text.length > mostCharacters)
    return fail(problem('import/too-large', `${file}: more than ${mostCharacters} characters`));
  const contents: BenchmarkFile = { text, documents: documentsOf(text) };
  const without = noServing(contents);
  if (without !== null) return fail(problem('import/unknown-benchmark', `${file}: ${without}`));
  const format = benchmarkFormats.find((each) => each.isIt(contents));
  if (format === undefined) {
    const known = benchmarkFormats.map(({ title }) => title).join(', ');
    return fail(
      problem('import/unknown-benchmark', `${file}: no result of a benchmark that is known`, {
        hint: `known: ${known}`,
      }),
    );
  }
  const runs = format.runs(contents);
  if (runs.length === 0)
    return fail(problem('import/invalid-run', `${file}: ${format.title}: no run in it is valid`));
  const diagnostics: Diagnostic[] = [];
  const entries = runs.flatMap((run) => {
    const stated = { ...run, ...given(answers, run) };
    const entry = entryOf(stated, request, diagnostics, cacheNoteOf(run, text));
    return entry === undefined ? [] : [entry];
  });
  const [named] = runs.flatMap(({ gpu }) => (gpu === null || hasBoard(gpu) ? [] : [gpu]));
  if (named !== undefined && answers.gpu === null && entries.length > 0)
    diagnostics.push(
      warning('import/not-stated', `${file} says '${inOneLine(named)}', which may be one of several boards`, {
        hint: 'say which, such as --gpu h100-sxm or --gpu h100-pcie; no offer goes with an entry of another name',
      }),
    );
  return entries.length === 0 ? fail(...diagnostics) : ok({ format: format.title, entries }, diagnostics);
}

/** Why a file of a benchmark that is known says nothing of a serving throughput; null where that is not known of it. */
function noServing({ text, documents: [first] }: BenchmarkFile): string | null {
  if (text.startsWith('build_commit,') || at(first, 0, 'avg_ts') !== undefined)
    return 'llama-bench measures one stream at a time, which is not a serving throughput';
  if (at(first, 'traffic_scenario') !== undefined && at(first, 'aggregated_metrics') === undefined)
    return 'genai-bench describes its experiment here; its results are in the files of the runs beside it';
  if (at(first, 'load_summary') !== undefined && at(first, 'successes', 'prompt_len', 'rate') !== undefined)
    return 'inference-perf took this from Prometheus, whose windows overlap other stages; use the lifecycle metrics of the same stage';
  return null;
}

/** Whether a GPU's name says which board it is on, or there is one kind of it alone. */
function hasBoard(gpu: string): boolean {
  return (gpuId(gpu) ?? gpuOfListing(gpu, '', '')) !== undefined;
}

/** Whether prompts were cached: as counted, as the engine's flags in the file say, or not stated. */
function cacheNoteOf({ cached }: BenchmarkRun, text: string): string {
  if (cached !== null) return `${String(cached)} prompt tokens were read from the cache`;
  const flag = /(no[-_])?enable[-_]prefix[-_]caching["']?[ :=]*["']?(\w*)/u.exec(text);
  if (flag === null) return 'does not state whether prompts were cached';
  const isOff = flag[1] !== undefined || flag[2]?.toLowerCase() === 'false';
  return `prefix caching was ${isOff ? 'off' : 'on'}`;
}

/** The user's word counts before the file's. */
function given(answers: BenchmarkAnswers, run: BenchmarkRun): Partial<BenchmarkRun> {
  return {
    model: answers.model ?? run.model,
    gpu: answers.gpu ?? run.gpu,
    gpus: answers.gpus ?? run.gpus,
    precision: answers.precision ?? run.precision,
    engine: answers.engine ?? run.engine,
    inputLength: answers.inputLength ?? run.inputLength,
    outputLength: answers.outputLength ?? run.outputLength,
  };
}

const asked = [
  ['model', '--model llama-3.3-70b'],
  ['gpu', '--gpu h100-sxm'],
  ['gpus', '--gpus 8'],
  ['precision', '--precision fp8'],
  ['engine', '--engine vllm'],
  ['inputLength', '--input-length 1024'],
  ['outputLength', '--output-length 256'],
] as const;

const words: Readonly<Record<(typeof asked)[number][0], string>> = {
  model: 'the model',
  gpu: 'the GPU',
  gpus: 'the number of GPUs',
  precision: 'the precision',
  engine: 'the engine',
  inputLength: 'the input length',
  outputLength: 'the output length',
};

function entryOf(
  run: BenchmarkRun,
  request: ImportRequest,
  diagnostics: Diagnostic[],
  cacheNote: string,
): ThroughputEntry | undefined {
  const { file } = request;
  const missing = asked.filter(([key]) => run[key] === null);
  if (missing.length > 0) {
    const what = missing.map(([key]) => words[key]).join(', ');
    const hint = `add ${missing.map(([, flag]) => flag).join(' ')}, as it was`;
    if (!diagnostics.some(({ code }) => code === 'import/not-stated'))
      diagnostics.push(problem('import/not-stated', `${file} does not state ${what}`, { hint }));
    return undefined;
  }
  const { model, gpu, gpus, precision, engine, inputLength, outputLength, inputRate, outputRate } = run;
  if (
    outputRate === null ||
    model === null ||
    gpu === null ||
    gpus === null ||
    precision === null ||
    engine === null ||
    inputLength === null ||
    outputLength === null
  ) {
    diagnostics.push(problem('import/invalid-run', `${file}: a run states no output tokens per second`));
    return undefined;
  }
  const impossible = [inputRate, outputRate].some(
    (rate) => rate !== null && !(rate.isFinite() && rate.gt(0)),
  );
  const counts = [gpus, inputLength, outputLength].some((each) => !(each > 0 && each <= mostCounted));
  if (impossible || counts) {
    const message = `${file}: a run has a rate, a length or a number of GPUs that is not above 0, or too large to be one`;
    diagnostics.push(problem('import/invalid-run', message));
    return undefined;
  }
  if (run.failed > 0) {
    const all = run.failed + (run.completed ?? 0);
    diagnostics.push(
      warning(
        'import/failed-requests',
        `${file}: ${run.failed} of ${all} requests failed; their time is in the run and their tokens are not`,
      ),
    );
  }
  const atOnce = run.concurrency === null || run.concurrency < 1 ? null : Math.round(run.concurrency);
  const time = (name: string, value: number | null): readonly string[] =>
    value === null ? [] : [`${name} ${Number(value.toPrecision(4))} ms`];
  return {
    model: modelName(model.replace(/^.*\//u, '')),
    gpu: gpuIdOf(gpu),
    gpusPerReplica: gpus,
    precision: inOneLine(precision.toLowerCase()),
    engine: inOneLine(engine),
    inputLength: Math.round(inputLength),
    outputLength: Math.round(outputLength),
    concurrency: atOnce,
    inputRate,
    outputRate,
    totalRate: inputRate === null ? null : inputRate.plus(outputRate),
    kind: 'measured',
    source: sourceOf(request, request.retrieved ?? request.today, {
      note: [
        ...run.notes,
        ...time('first token', run.firstToken),
        ...time('each token', run.perToken),
        cacheNote,
      ].join('; '),
    }),
  };
}

/** The values of a text: one JSON value, JSON lines, or YAML. None where it is neither. */
function documentsOf(text: string): readonly unknown[] {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    const whole = parsed(text);
    if (whole !== undefined) return [whole];
    const rows = start.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parsed(line)]));
    return rows.every((each) => each !== undefined) ? rows : [];
  }
  if (!/^(?:results|scenario|version|run|load_summary|successes): *$/mu.test(text)) return [];
  try {
    return [parse(text, { maxAliasCount: 0 })];
  } catch {
    return [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
