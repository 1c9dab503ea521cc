import type { Command } from 'commander';
import { listAddresses } from '../../analysis/index.ts';
import { ok } from '../../diagnostics/index.ts';
import { formatsOf } from '../../report/index.ts';
import { answer } from '../answer.ts';
import { addGlobalOptions } from '../global-options.ts';
import type { Session } from '../session.ts';

const examples = `
Examples:
  crossover addresses support.yaml
  crossover addresses support.yaml --format csv --out inputs.csv`;

/** `crossover addresses FILE`: every input that can be set, varied or solved for. */
export function addAddresses(command: Command, session: Session): void {
  command
    .description(
      'List every input of a scenario by its address, with its value, unit, source and valid range.',
    )
    .argument('<file>', 'a scenario file, the name of a bundled scenario, or - for standard input')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/addresses/1'));
  command.action(
    session.action(async (file: string) =>
      answer(session, readOptions(session.environment), file, (model) => ok(listAddresses(model))),
    ),
  );
}
