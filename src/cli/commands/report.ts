import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readTextFile } from '../../io/index.ts';
import { loadSavedResult } from '../../report/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions, readGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { savedSizeLimit } from '../loading/index.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Examples:
  crossover run support.yaml --format json --out result.json
  crossover report result.json                      the report of the run, as it was
  crossover report result.json --format markdown    for a pull request
  crossover report result.json --format focus       FOCUS columns, for the finance department`;

/** `crossover report FILE`: a saved result in another format. */
export function addReport(program: Command, session: Session): void {
  const command = program
    .command('report')
    .summary('a saved result in another format, without computing it again')
    .description(
      'Renders a result that run saved as JSON. Nothing is computed: the figures are those of the file.',
    )
    .argument('<file>', 'a result saved with --format json')
    .addHelpText('after', examples);
  addGlobalOptions(command, ['table', 'markdown', 'json', 'csv', 'focus']);
  command.action(
    session.action(async (file: string) =>
      report(session, readGlobalOptions(command, session.environment), file),
    ),
  );
}

async function report(session: Session, options: GlobalOptions, file: string): Promise<ExitCode> {
  const { environment } = session;
  const text = await readTextFile(resolve(environment.cwd, file), { name: file, sizeLimit: savedSizeLimit });
  if (!text.ok) return reportDiagnostics(environment, text.diagnostics);
  const saved = loadSavedResult(text.value, file);
  if (!saved.ok) {
    return reportDiagnostics(environment, saved.diagnostics, { sources: new Map([[file, text.value]]) });
  }
  return deliver(session, await renderResult(saved.value, options), options.out);
}
