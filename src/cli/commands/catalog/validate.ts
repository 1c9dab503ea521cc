import type { Command } from 'commander';
import { countOwn, validateCatalog } from '../../../catalog/index.ts';
import { problem } from '../../../diagnostics/index.ts';
import { formatsOf, type CatalogValidationResult } from '../../../report/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import { exitCodes, type ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { loadAsked } from './subject.ts';

const examples = `
Examples:
  crossover catalog validate                   the newest bundled catalog
  crossover catalog validate ./prices          a catalog folder of yours
  crossover catalog validate ./prices --quiet  errors only, for a pipeline

Exit codes: 0 no error was found, 1 a rule is broken, 2 it is not a catalog, 3 it could not be read.`;

/** `crossover catalog validate [CATALOG]`: what is wrong or doubtful in a catalog. */
export function addValidate(command: Command, session: Session): void {
  command
    .description(
      'Check a catalog: its format, dates, units and sources, outliers, duplicates, and prices that cannot be right. Entries of a catalog that it extends are not checked.',
    )
    .argument('[catalog]', 'a bundled catalog, or the path of a catalog folder')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/catalog-validation/1'), ['--catalog']);
  command.action(
    session.action(async (catalog: string | undefined) =>
      validate(session, readOptions(session.environment), catalog),
    ),
  );
}

async function validate(
  session: Session,
  options: GlobalOptions,
  named: string | undefined,
): Promise<ExitCode> {
  if (named !== undefined && options.catalog !== undefined) {
    const message = 'two catalogs are named: check one at a time';
    return reportDiagnostics(session.environment, [problem('cli/unused-option', message)]);
  }
  const asked = await loadAsked(session, { ...options, catalog: named ?? options.catalog });
  if (typeof asked === 'number') return asked;
  const { version, date, digest } = asked.catalog;
  const all = validateCatalog(asked.catalog);
  const errors = all.filter(({ severity }) => severity === 'error');
  const result: CatalogValidationResult = {
    schema: 'crossover/catalog-validation/1',
    catalog: { version, date, digest },
    entries: countOwn(asked.catalog),
    errors: errors.length,
    warnings: all.length - errors.length,
    findings: options.quiet ? errors : all,
  };
  const code = errors.length > 0 ? exitCodes.checkFailed : exitCodes.done;
  return deliver(session, await renderResult(result, options), options.out, code);
}
