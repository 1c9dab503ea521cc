import { InvalidArgumentError, Option, type Command } from 'commander';
import { formatsOf } from '../../../report/index.ts';
import { addGlobalOptions } from '../../global-options.ts';
import type { Session } from '../../session.ts';
import type { UpdateFlags } from './updating/run-update.ts';

const examples = `
A publisher serves the files of a catalog, and beside them an index over https:
  { "crossover_index": 1, "files": [ { "name": "catalog.yaml", "sha256": "..." }, { "name": "tokens.yaml", ... } ] }
Only what has changed is fetched, every file is checked against its digest, the whole against the rules of
\`crossover catalog validate\`, and the folder is replaced only if everything is right. update.json in it keeps the address and
the ETag of the index.

Examples:
  crossover catalog update --into prices --from https://prices.example.org/crossover/index.json
  crossover catalog update --into prices --key prices.pub
  crossover catalog update --into prices    from the last address used, or update_from in its catalog.yaml`;

/** `crossover catalog update [--from URL] --into FOLDER`. */
export function addUpdate(command: Command, session: Session): void {
  command
    .description('Download what has changed in a published catalog into a folder, and show the changes.')
    .requiredOption('--into <folder>', 'the catalog folder')
    .option('--from <url>', 'the index of the published catalog')
    .option('--key <file>', 'the public key (Ed25519, PEM) that has to have signed the index: index.json.sig')
    .addOption(
      new Option('--timeout <seconds>', 'how long one request may take').default(30).argParser((text) => {
        if (/^\d{1,3}$/u.test(text) && Number(text) >= 1) return Number(text);
        throw new InvalidArgumentError('Expected whole seconds from 1 to 999.');
      }),
    )
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/catalog-update/1'), []);
  command.action(
    session.action(async (flags: UpdateFlags) => {
      const { runUpdate } = await import('./updating/run-update.ts');
      return runUpdate(session, readOptions(session.environment), flags);
    }),
  );
}
