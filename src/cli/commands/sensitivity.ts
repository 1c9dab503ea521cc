import { Option, type Command } from 'commander';
import {
  prepareSensitivity,
  sensitivityEvaluations,
  type SensitivityAnalysis,
  type SensitivityQuestion,
} from '../../analysis/index.ts';
import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { runSensitivity } from '../../io/index.ts';
import type { Model } from '../../model/index.ts';
import { formatsOf, type FormatOf } from '../../report/index.ts';
import { answer } from '../answer.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { openLongWork, type LongWork } from '../long-work.ts';
import { addSamplingOptions, countOf, type SamplingFlags } from '../sampling-options.ts';
import type { Session } from '../session.ts';

const examples = `
Any number of a scenario may be a distribution: utilization: { pert: [40%, 70%, 85%] }

Examples:
  crossover sensitivity support.yaml
  crossover sensitivity quick-start --uncertain default
  crossover sensitivity support.yaml --bounds percentiles --format json

Ctrl-C prints the workloads that are done, if any, and exits with code 130.`;

interface Flags extends SamplingFlags {
  readonly bounds: SensitivityQuestion['bounds'];
}

/** `crossover sensitivity FILE`: which unknown matters, and what knowing it is worth. */
export function addSensitivity(command: Command, session: Session): void {
  command
    .description(
      'For every uncertain input, show how much it moves the cost of the recommended option, how much of the variance of that cost it explains, and how much knowing it before choosing would be worth per month.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario');
  addSamplingOptions(command, {
    samples: '8192',
    what: 'number of samples for the Sobol indices; a power of two works best',
  })
    .addOption(
      new Option(
        '--bounds <which>',
        'move each input between the stated ends of its distribution (P10 and P90 where it has none), or always between P10 and P90',
      )
        .choices(['stated', 'percentiles'])
        .default('stated'),
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/sensitivity/1'));
  command.action(
    session.action(async (file: string, flags: Flags) =>
      analyse(session, readOptions(session.environment), file, flags),
    ),
  );
}

async function analyse(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/sensitivity/1'>>,
  file: string,
  flags: Flags,
): Promise<ExitCode> {
  const stopped: { signal?: LongWork['signal'] } = {};
  const ask = async (model: Model): Promise<Result<SensitivityAnalysis>> => {
    const prepared = prepareSensitivity(model, {
      samples: countOf(flags.samples),
      seed: countOf(flags.seed),
      method: flags.method,
      assumeDefaults: flags.uncertain === 'default',
      bounds: flags.bounds,
    });
    if (!prepared.ok) return prepared;
    const total = sensitivityEvaluations(prepared.value);
    const work = openLongWork(session.environment, { total, unit: 'evaluations' }, options.quiet);
    stopped.signal = work.signal;
    try {
      const result = await runSensitivity(prepared.value, { onProgress: work.update, signal: work.signal });
      return result.workloads.length === 0 && work.signal.aborted ? fail() : ok(result, prepared.diagnostics);
    } finally {
      work.close();
    }
  };
  const code = await answer(session, options, file, ask, (model) => ({ model }));
  return code === exitCodes.done && stopped.signal?.aborted === true ? exitCodes.interrupted : code;
}
