import type { Command } from 'commander';
import { showCatalog } from '../../../catalog/index.ts';
import { problem } from '../../../diagnostics/index.ts';
import { formatsOf } from '../../../report/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, catalogFlags, type GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { loadAsked } from './subject.ts';

const examples = `
Examples:
  crossover catalog show openai/gpt-4o-mini          one entry: every price, its source and date
  crossover catalog show claude-3.5-sonnet           all channels that sell a model
  crossover catalog show h200                        all offers of a GPU
  crossover catalog show openai/o3 --history         the price over time, and its yearly trend
  crossover catalog show openai/o3 --as-of 2025-05-01 --known-at 2025-05-01`;

interface Flags {
  readonly history?: boolean;
}

/** `crossover catalog show ID`: an entry with its prices, their source, dates, and history. */
export function addShow(command: Command, session: Session): void {
  command
    .description('Show an entry of a catalog, or all entries of a model or a GPU: prices, source and dates.')
    .argument('<id>', 'the id of an entry, or the name of a model or a GPU')
    .option('--history', 'the price over time, and its yearly trend')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/catalog-show/1'), catalogFlags);
  command.action(
    session.action(async (id: string, flags: Flags) =>
      show(session, readOptions(session.environment), id, flags.history ?? false),
    ),
  );
}

async function show(
  session: Session,
  options: GlobalOptions,
  id: string,
  withHistory: boolean,
): Promise<ExitCode> {
  const asked = await loadAsked(session, options);
  if (typeof asked === 'number') return asked;
  const { catalog, moment } = asked;
  const result = showCatalog(catalog, moment, id, withHistory);
  if (!('schema' in result)) {
    const hint =
      result.nearest === undefined ? 'see crossover catalog list' : `did you mean '${result.nearest}'?`;
    const message = `catalog ${catalog.version} has no entry '${id.slice(0, 200)}'`;
    return reportDiagnostics(session.environment, [problem('catalog/unknown-entry', message, { hint })]);
  }
  return deliver(session, await renderResult(result, options), options.out);
}
