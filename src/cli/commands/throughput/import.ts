import { basename, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadImporters } from '../../../importing/index.ts';
import { hasErrors, type Diagnostic } from '../../../diagnostics/index.ts';
import { readTextFile } from '../../../io/index.ts';
import { deliver } from '../../deliver.ts';
import { exitCodes, type ExitCode } from '../../exit-code.ts';
import { reportDiagnostics, type Session } from '../../session.ts';

const examples = `
Give what a file does not state: most benchmarks do not say how many GPUs there were, or in which precision.
The entries belong in throughput.yaml of a catalog of your own (docs/catalogs.md).

Examples:
  crossover throughput import vllm.json --gpu h100-sxm --gpus 4 --precision fp8
  crossover throughput import report.yaml --precision fp8 --out throughput.yaml`;

interface Flags {
  readonly model?: string;
  readonly gpu?: string;
  readonly gpus?: number;
  readonly precision?: string;
  readonly engine?: string;
  readonly inputLength?: number;
  readonly outputLength?: number;
  readonly out?: string;
  readonly quiet?: boolean;
}

/** `crossover throughput import FILE...`: results of benchmarks as entries of `throughput.yaml`. */
export function addThroughputImport(command: Command, session: Session): void {
  command
    .description(
      'Import results of vLLM, SGLang, GuideLLM, AIPerf, GenAI-Perf, inference-perf, llm-d, InferenceX, trtllm-bench, genai-bench, llmperf and MLPerf as throughput entries: tokens per second of the whole replica, with lengths, concurrency and latency.',
    )
    .argument('<files...>', 'result files')
    .option('--model <id>', 'the model, as the catalog names it')
    .option('--gpu <id>', 'the GPU, such as h100-sxm')
    .addOption(new Option('--gpus <n>', 'GPUs of the replica').argParser(wholeNumber))
    .option('--precision <name>', 'precision of the weights, such as fp8')
    .option('--engine <name>', 'the engine and its version')
    .addOption(new Option('--input-length <n>', 'mean input tokens of a request').argParser(wholeNumber))
    .addOption(new Option('--output-length <n>', 'mean output tokens of a request').argParser(wholeNumber))
    .option('--out <file>', 'write the entries to a file; it is replaced only when they are complete')
    .option('--quiet', 'suppress warnings')
    .addHelpText('after', examples)
    .action(
      session.action(async (files: readonly string[], flags: Flags) => importRuns(session, files, flags)),
    );
}

async function importRuns(session: Session, files: readonly string[], flags: Flags): Promise<ExitCode> {
  const { environment } = session;
  const { readBenchmark, throughputText } = await loadImporters();
  const diagnostics: Diagnostic[] = [];
  const texts: string[] = [];
  for (const file of new Set(files)) {
    const text = await readTextFile(resolve(environment.cwd, file), { name: file });
    diagnostics.push(...text.diagnostics);
    if (!text.ok) continue;
    const today = environment.today();
    const request = { file, path: file, source: `${basename(file)}:1`, retrieved: null, today, prefix: null };
    const read = readBenchmark(text.value, request, {
      model: flags.model ?? null,
      gpu: flags.gpu ?? null,
      gpus: flags.gpus ?? null,
      precision: flags.precision ?? null,
      engine: flags.engine ?? null,
      inputLength: flags.inputLength ?? null,
      outputLength: flags.outputLength ?? null,
    });
    diagnostics.push(...read.diagnostics);
    if (!read.ok) continue;
    texts.push(`# ${read.value.format}: ${basename(file)}\n`, ...read.value.entries.map(throughputText));
  }
  const code = reportDiagnostics(environment, diagnostics, { quiet: flags.quiet ?? false });
  if (hasErrors(diagnostics)) return code;
  return deliver(session, texts.join(''), flags.out, exitCodes.done);
}

function wholeNumber(text: string): number {
  const number = /^\d{1,9}$/u.test(text) ? Number(text) : 0;
  if (number > 0) return number;
  throw new InvalidArgumentError('Expected a whole number above 0.');
}
