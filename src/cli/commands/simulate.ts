import { Option, type Command } from 'commander';
import { prepareSimulation, simulationResult, type Simulation } from '../../analysis/index.ts';
import { runSimulation, startHelpers } from '../../io/index.ts';
import { formatsOf, type FormatOf } from '../../report/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { loadModel } from '../../loading/index.ts';
import { openLongWork } from '../long-work.ts';
import { reportDiagnostics, type Session } from '../session.ts';
import { addSamplingOptions, countOf, type SamplingFlags, parseCount } from '../sampling-options.ts';

const examples = `
Any number of a scenario may be a distribution: volume: { pert: [1M requests/month, 2M requests/month, 5M requests/month] }

Examples:
  crossover simulate support.yaml --samples 100000 --seed 7
  crossover simulate quick-start --uncertain default
  crossover simulate support.yaml --samples 1000000 --format json --out simulated.json

Ctrl-C stops at once, prints the result so far, marked as partial, and exits with code 130.`;

interface Flags extends SamplingFlags {
  readonly threads?: string;
}

/** `crossover simulate FILE`: what each option costs under uncertainty. */
export function addSimulate(command: Command, session: Session): void {
  command
    .description(
      'Run a Monte Carlo simulation: the cost range of each option, how often each is the cheapest, the volume from which building wins, and the cost of uncertainty.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario');
  addSamplingOptions(command, { samples: '100000', what: 'number of samples' })
    .addOption(
      new Option('--threads <n>', 'use at most this many threads; the result is the same').argParser(
        parseCount,
      ),
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/simulate/1'));
  command.action(
    session.action(async (file: string, flags: Flags) =>
      simulate(session, readOptions(session.environment), file, flags),
    ),
  );
}

async function simulate(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/simulate/1'>>,
  file: string,
  flags: Flags,
): Promise<ExitCode> {
  const threads = flags.threads === undefined ? undefined : Math.max(1, countOf(flags.threads));
  const helpers = await startHelpers(countOf(flags.samples), threads);
  try {
    return await simulateWith(session, options, file, { ...flags, threads, helpers });
  } finally {
    await helpers?.close();
  }
}

type Machine = Pick<NonNullable<Parameters<typeof runSimulation>[1]>, 'threads' | 'helpers'>;

async function simulateWith(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/simulate/1'>>,
  file: string,
  flags: Omit<Flags, 'threads'> & Machine,
): Promise<ExitCode> {
  const { environment } = session;
  const { model, sources } = await loadModel(file, options, environment.cwd);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(environment, model.diagnostics, shown);
  if (!model.ok) return code;
  const prepared = prepareSimulation(model.value, {
    samples: countOf(flags.samples),
    seed: countOf(flags.seed),
    method: flags.method,
    assumeDefaults: flags.uncertain === 'default',
  });
  if (!prepared.ok) return reportDiagnostics(environment, prepared.diagnostics, shown);
  const work = openLongWork(
    environment,
    { total: samplesOf(prepared.value), unit: 'samples' },
    options.quiet,
  );
  try {
    const simulated = await runSimulation(prepared.value, {
      threads: flags.threads,
      helpers: flags.helpers ?? null,
      onProgress: work.update,
      signal: work.signal,
    });
    work.close();
    // They end while the answer is written, and are waited for after that.
    void flags.helpers?.close();
    if (simulated.length === 0) return exitCodes.interrupted;
    const result = simulationResult(prepared.value, simulated);
    const end = result.complete ? exitCodes.done : exitCodes.interrupted;
    return await deliver(session, await renderResult(result, options), options.out, end);
  } finally {
    work.close();
  }
}

/** Each workload is simulated by itself. */
function samplesOf({ question, contests }: Simulation): number {
  return question.samples * contests.length;
}
