import type { Command } from 'commander';
import { findHosts } from '../../../catalog/index.ts';
import { problem } from '../../../diagnostics/index.ts';
import { formatsOf } from '../../../report/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, catalogFlags, type GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { loadAsked } from './subject.ts';

const examples = `
Examples:
  crossover catalog hosts llama-3.3-70b                        who sells it, the cheapest first
  crossover catalog hosts gpt-oss-120b --as-of 2026-01-01      at the prices of a day
  crossover catalog hosts claude-sonnet-4.5                    one model through several clouds`;

/** `crossover catalog hosts MODEL`: the sellers of the same weights side by side. */
export function addHosts(command: Command, session: Session): void {
  command
    .description('Compare who sells tokens of a model: price, context, region, date and price spread.')
    .argument('<model>', 'the name of a model, such as llama-3.3-70b')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/catalog-hosts/1'), catalogFlags);
  command.action(
    session.action(async (model: string) => hosts(session, readOptions(session.environment), model)),
  );
}

async function hosts(session: Session, options: GlobalOptions, model: string): Promise<ExitCode> {
  const asked = await loadAsked(session, options);
  if (typeof asked === 'number') return asked;
  const { catalog, moment } = asked;
  const result = findHosts(catalog, moment, model);
  if (!('schema' in result)) {
    const hint =
      result.nearest === undefined || result.nearest === model
        ? 'see crossover catalog list --kind tokens'
        : `did you mean '${result.nearest}'?`;
    const message = `catalog ${catalog.version} has no seller of '${model.slice(0, 200)}' on ${moment.asOf}`;
    return reportDiagnostics(session.environment, [problem('catalog/unknown-entry', message, { hint })]);
  }
  return deliver(session, await renderResult(result, options), options.out);
}
