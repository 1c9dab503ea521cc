import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readTextFile } from '../../io/index.ts';
import { formatsOf, type FormatOf, loadSavedResult } from '../../report/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { savedSizeLimit } from '../../loading/index.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Examples:
  crossover run support.yaml --format json --out result.json
  crossover report result.json                      the report of the run, as it was
  crossover report result.json --format markdown    for a pull request
  crossover report result.json --format focus       FOCUS columns, for the finance department`;

/** `crossover report FILE`: a saved result in another format. */
export function addReport(command: Command, session: Session): void {
  command
    .description(
      'Show a result that run saved as JSON in another format. Nothing is computed again: the figures are those in the file.',
    )
    .argument('<file>', 'a result saved with --format json')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/result/1'), []);
  command.action(
    session.action(async (file: string) => report(session, readOptions(session.environment), file)),
  );
}

async function report(
  session: Session,
  options: GlobalOptions<FormatOf<'crossover/result/1'>>,
  file: string,
): Promise<ExitCode> {
  const { environment } = session;
  const text = await readTextFile(resolve(environment.cwd, file), { name: file, sizeLimit: savedSizeLimit });
  if (!text.ok) return reportDiagnostics(environment, text.diagnostics);
  const saved = loadSavedResult(text.value, file);
  if (!saved.ok) {
    return reportDiagnostics(environment, saved.diagnostics, { sources: new Map([[file, text.value]]) });
  }
  return deliver(session, await renderResult(saved.value.result, options), options.out);
}
