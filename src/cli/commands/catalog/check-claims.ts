import type { Command } from 'commander';
import { checkClaims } from '../../../catalog/index.ts';
import { readStatements } from './claims/statements.ts';
import { formatsOf } from '../../../report/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import { exitCodes, type ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, catalogFlags, type GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { loadAsked } from './subject.ts';

const examples = `
Examples:
  crossover catalog check-claims article.txt                      each price that a text states
  crossover catalog check-claims prices.csv                       each price of a table
  crossover catalog check-claims slide.md --as-of 2026-06-01      against the prices of that day
  crossover catalog check-claims scenario.yaml                    the prices that a scenario states of itself

A price is right where an offer has it on the day, rounded to as many digits; outdated where one had it before; and there
is no such offer where none ever had it for that term and place. Exits with 1 if a price is not right.`;

/** `crossover catalog check-claims FILE`: the prices that a text states, against the catalog. */
export function addCheckClaims(command: Command, session: Session): void {
  command
    .description('Check the prices that a text, a table or a scenario states against the catalog.')
    .argument('<file>', 'a text, Markdown, CSV or YAML file, or a bundled scenario')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/catalog-claims/1'), catalogFlags);
  command.action(
    session.action(async (file: string) => check(session, readOptions(session.environment), file)),
  );
}

async function check(session: Session, options: GlobalOptions, file: string): Promise<ExitCode> {
  const { environment } = session;
  const text = await readStatements(file, environment.cwd);
  if (!text.ok) return reportDiagnostics(environment, text.diagnostics);
  const asked = await loadAsked(session, options);
  if (typeof asked === 'number') return asked;
  const result = checkClaims(asked.catalog, asked.moment, file, text.value);
  const isRight = result.claims.every(({ verdict }) => verdict === 'right');
  const code = isRight ? exitCodes.done : exitCodes.checkFailed;
  return deliver(session, await renderResult(result, options), options.out, code);
}
