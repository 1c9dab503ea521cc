import { Option, type Command } from 'commander';
import { parseVary, sweepSteps, type SweepResult } from '../../analysis/index.ts';
import { fail, type Result } from '../../diagnostics/index.ts';
import { prepareEngine } from '../../io/index.ts';
import type { Model } from '../../model/index.ts';
import { formatsOf, type FormatOf } from '../../report/index.ts';
import { answer } from '../answer.ts';
import { inSteps } from '../long-work.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import type { Session } from '../session.ts';

const examples = `
A range is LOW..HIGH, LOW..HIGH:COUNT or LOW..HIGH:COUNT:log; a list is A,B,C. Two --vary options make a map.

Examples:
  crossover sweep quick-start --vary workloads.support-chat.volume=1M..100M:25:log
  crossover sweep quick-start --vary clusters.eu-inference.utilization=20%..95%:16
  crossover sweep quick-start --vary offers.lambda/h100-sxm/on-demand.hourly=1.5..6:10 --vary workloads.support-chat.volume=1M..50M:12
  crossover sweep quick-start --vary teams.mlops.headcount=0.5,1,2 --options gpt-4o-mini,own-llama --format csv`;

interface Flags {
  readonly vary: readonly string[];
  readonly options?: readonly string[];
}

/** `crossover sweep FILE --vary PATH=...`: one or two inputs over a range. */
export function addSweep(command: Command, session: Session): void {
  command
    .description(
      'Show what each option costs over a range of one or two inputs, which one is cheapest where, and exactly where that changes.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .addOption(
      new Option('--vary <path=values>', 'an input and its values (once or twice)')
        .argParser((text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--options <ids>', 'only these options, comma-separated').argParser((text: string) =>
        text
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== ''),
      ),
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/sweep/1'));
  command.action(
    session.action(async (file: string, flags: Flags) =>
      sweep(session, readOptions(session.environment), file, flags),
    ),
  );
}

async function sweep(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/sweep/1'>>,
  file: string,
  flags: Flags,
): Promise<ExitCode> {
  const ask = async (model: Model): Promise<Result<SweepResult>> => {
    const read = flags.vary.map((text) => parseVary(text, model));
    const axes = read.flatMap((each) => (each.ok ? [each.value] : []));
    if (axes.length < read.length) return fail(...read.flatMap(({ diagnostics }) => diagnostics));
    const question = { axes, options: flags.options ?? [], prepare: await prepareEngine() };
    const asked = {
      unit: 'lines of cells',
      quiet: options.quiet,
      isNothing: ({ workloads }: SweepResult) => workloads.length === 0,
    };
    return inSteps(session.environment, asked, sweepSteps(model, question));
  };
  return answer(session, options, file, ask, (model) => ({ model }));
}
