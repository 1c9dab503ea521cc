import { InvalidArgumentError, Option, type Command } from 'commander';
import { fail, nearest, ok, problem, type Result } from '../../../diagnostics/index.ts';
import { loadCatalog, Sources } from '../../../loading/index.ts';
import { estimateThroughput, replicasFor } from '../../../model/index.ts';
import { deliver } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { estimateText, type EstimateAnswer } from './estimate-text.ts';

const examples = `
Nothing is estimated outside the GPUs, precisions, sizes and lengths that were measured. See docs/throughput.md for
how accurate estimates are.

Examples:
  crossover throughput estimate --model qwen2.5-72b --gpu h100-sxm --gpus 4 --precision fp8 --input-length 1500 --output-length 300
  crossover throughput estimate --model qwen3-32b --gpu h200-sxm --precision fp8 --input-length 1000 --output-length 400 \\
      --requests-per-second 20 --first-token 500 --each-token 40 --share 95`;

interface Flags {
  readonly model: string;
  readonly gpu: string;
  readonly gpus: number;
  readonly precision: string;
  readonly inputLength: number;
  readonly outputLength: number;
  readonly concurrency?: number;
  readonly requestsPerSecond?: number;
  readonly firstToken: number;
  readonly eachToken: number;
  readonly share: number;
  readonly catalog?: string;
  readonly out?: string;
}

/** `crossover throughput estimate`: a roofline where nothing was measured, and the replicas that meet a latency. */
export function addThroughputEstimate(command: Command, session: Session): void {
  command
    .description(
      'Estimate the throughput of a model on a GPU that nobody has measured together, from their sizes and speeds, with an 80 % interval, and how many replicas meet a latency target.',
    )
    .requiredOption('--model <id>', 'the model, as the catalog names it')
    .requiredOption('--gpu <id>', 'the GPU, such as h100-sxm')
    .addOption(positive('--gpus <n>', 'GPUs of the replica').default(1))
    .requiredOption('--precision <name>', 'precision of the weights, such as fp8')
    .addOption(positive('--input-length <n>', 'input tokens of a request').makeOptionMandatory())
    .addOption(positive('--output-length <n>', 'output tokens of a request').makeOptionMandatory())
    .addOption(positive('--concurrency <n>', 'concurrent requests on a replica (default: as many as fit)'))
    .addOption(
      positive('--requests-per-second <n>', 'arriving requests per second, to size the number of replicas'),
    )
    .addOption(positive('--first-token <ms>', 'milliseconds to the first token').default(500))
    .addOption(positive('--each-token <ms>', 'milliseconds for each token after').default(40))
    .addOption(positive('--share <percent>', 'share of requests that meet both').default(95))
    .option('--catalog <version>', 'a catalog, by its version or folder')
    .option('--out <file>', 'write the answer to a file; it is replaced only when the answer is complete')
    .addHelpText('after', examples)
    .action(session.action(async (flags: Flags) => estimate(session, flags)));
}

async function estimate(session: Session, flags: Flags): Promise<ExitCode> {
  const { environment } = session;
  const catalog = await loadCatalog(flags.catalog ?? null, environment.cwd, new Sources());
  if (!catalog.ok) return reportDiagnostics(environment, catalog.diagnostics);
  const setting = {
    model: flags.model,
    gpu: flags.gpu,
    gpus: flags.gpus,
    precision: flags.precision,
    input: flags.inputLength,
    output: flags.outputLength,
    concurrency: flags.concurrency ?? null,
  };
  const found = estimateThroughput(catalog.value, setting);
  if ('refused' in found) {
    const near = misnamed(setting.model, catalog.value.models) ?? misnamed(setting.gpu, catalog.value.gpus);
    return reportDiagnostics(environment, [
      problem('model/no-estimate', `no estimate: ${found.refused}`, {
        hint:
          near === undefined
            ? 'measure it, and enter the result with crossover throughput import'
            : `did you mean '${near}'?`,
      }),
    ]);
  }
  const plan = planOf(found, flags);
  const code = reportDiagnostics(environment, plan.diagnostics);
  return plan.ok ? deliver(session, estimateText(plan.value), flags.out) : code;
}

/** The name that is like one that the catalog does not have. */
function misnamed(name: string, known: ReadonlyMap<string, unknown>): string | undefined {
  return known.has(name) ? undefined : nearest(name, known.keys());
}

function planOf(
  { estimate: found, point }: Exclude<ReturnType<typeof estimateThroughput>, { readonly refused: string }>,
  { requestsPerSecond, firstToken, eachToken, share }: Flags,
): Result<EstimateAnswer> {
  if (requestsPerSecond === undefined) return ok({ estimate: found, plan: null });
  const target = { firstToken: firstToken / 1000, eachToken: eachToken / 1000, share: share / 100 };
  if (!(target.share < 1)) return fail(problem('model/no-estimate', '--share: expected less than 100'));
  const plan = replicasFor(point, found.reached, requestsPerSecond, target);
  if ('refused' in plan)
    return fail(
      problem('model/no-estimate', `no number of replicas meets this latency: ${plan.refused}`, {
        hint: 'allow more time, or give the replica more GPUs',
      }),
    );
  return ok({ estimate: found, plan: { ...plan, target, requestsPerSecond } });
}

function positive(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const number = /^\d{1,9}(?:\.\d{1,6})?$/u.test(text) ? Number(text) : 0;
    if (number > 0) return number;
    throw new InvalidArgumentError('Expected a number above 0.');
  });
}
