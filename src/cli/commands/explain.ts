import type { Command } from 'commander';
import { explain } from '../../analysis/index.ts';
import { formatsOf } from '../../report/index.ts';
import { answer } from '../answer.ts';
import { addGlobalOptions } from '../global-options.ts';
import type { Session } from '../session.ts';

const examples = `
Examples:
  crossover explain quick-start support-chat/gpt-4o-mini      the monthly cost of an option
  crossover explain quick-start portfolio                     the total of all workloads
  crossover explain quick-start workloads.support-chat.attempts
  crossover explain support.yaml workloads.support-chat.options.own.lines.gpu
  crossover explain support.yaml prices.openai/gpt-4o-mini.input`;

/** `crossover explain FILE PATH`: one figure, down to its inputs and their sources. */
export function addExplain(command: Command, session: Session): void {
  command
    .description(
      'Show how one figure is calculated: its formula in words and in numbers, down to the inputs and their sources.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .argument(
      '<path>',
      'the address of a figure, such as workloads.NAME.options.NAME.monthly, or WORKLOAD/OPTION, or portfolio',
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/explain/1'));
  command.action(
    session.action(async (file: string, path: string) =>
      answer(session, readOptions(session.environment), file, (model) => explain(model, path)),
    ),
  );
}
