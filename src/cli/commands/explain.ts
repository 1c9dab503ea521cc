import type { Command } from 'commander';
import { explain } from '../../analysis/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions, readGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { loadModel } from '../loading/index.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Examples:
  crossover explain quick-start workloads.support-chat.attempts
  crossover explain support.yaml workloads.support-chat.options.own.lines.gpu
  crossover explain support.yaml prices.openai/gpt-4o-mini.input`;

/** `crossover explain FILE PATH`: one figure, down to its inputs and their sources. */
export function addExplain(program: Command, session: Session): void {
  const command = program
    .command('explain')
    .summary('one figure: formula, numbers, sources')
    .description(
      'Show how one figure comes about: its formula in words and in numbers, down to the inputs and where they come from.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .argument('<path>', 'the address of a figure, such as workloads.NAME.options.NAME.monthly')
    .addHelpText('after', examples);
  addGlobalOptions(command, ['table', 'markdown', 'json']);
  command.action(
    session.action(async (file: string, path: string) =>
      explainFigure(session, readGlobalOptions(command, session.environment), file, path),
    ),
  );
}

async function explainFigure(
  session: Session,
  options: GlobalOptions,
  file: string,
  path: string,
): Promise<ExitCode> {
  const { model, sources } = await loadModel(file, options, session.environment.cwd);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(session.environment, model.diagnostics, shown);
  if (!model.ok) return code;
  const result = explain(model.value, path);
  if (!result.ok) return reportDiagnostics(session.environment, result.diagnostics, shown);
  return deliver(session, await renderResult(result.value, options), options.out);
}
