import type { Command } from 'commander';
import { runModel } from '../../analysis/index.ts';
import { hasErrors } from '../../diagnostics/index.ts';
import { listBundledScenarios } from '../../io/index.ts';
import { deliver, renderResult } from '../deliver.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { addGlobalOptions, readGlobalOptions, type GlobalOptions } from '../global-options.ts';
import { loadModel, quickStart } from '../loading/index.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Examples:
  crossover run                                  the bundled quick-start
  crossover run support.yaml                     every workload of a file
  crossover run article-as-published             a bundled scenario, by its name
  crossover run support.yaml --set workloads.support-chat.volume="5M requests/month"
  crossover run support.yaml --as-of 2026-06-01  with the prices that held then
  crossover run support.yaml --format json --out result.json`;

/** `crossover run [FILE...]`: the main job. */
export function addRun(program: Command, session: Session): void {
  const command = program
    .command('run')
    .summary('statement, break-even, sensitivity and placement for every workload')
    .description(
      'For every workload of the files: what each option costs line by line, at which volume the answer flips, and which option to take.',
    )
    .argument('[files...]', 'scenario files, or names of bundled scenarios')
    .addHelpText('after', examples);
  addGlobalOptions(command, ['table', 'markdown', 'json', 'csv']);
  command.action(
    session.action(async (files: readonly string[]) =>
      run(session, readGlobalOptions(command, session.environment), files),
    ),
  );
}

async function run(session: Session, options: GlobalOptions, files: readonly string[]): Promise<ExitCode> {
  const wanted = files.length === 0 ? [quickStart] : files;
  const bodies: (string | Uint8Array)[] = [];
  let failed: ExitCode = exitCodes.done;
  /** A workload without any figures has no answer, though the others have. */
  let unanswered: ExitCode = exitCodes.done;
  for (const file of wanted) {
    const { model, sources } = await loadModel(file, options, session.environment.cwd);
    const code = reportDiagnostics(session.environment, model.diagnostics, {
      sources: sources.texts,
      quiet: options.quiet,
    });
    if (!model.ok || hasErrors(model.diagnostics)) {
      failed = code > failed ? code : failed;
      continue;
    }
    const result = runModel(model.value);
    if (!result.workloads.every(({ options: each }) => each.some(({ monthly }) => monthly !== null))) {
      unanswered = exitCodes.wrongInput;
    }
    bodies.push(await renderResult(result, options));
  }
  if (failed !== exitCodes.done) return failed;
  const code = await deliver(session, joined(bodies, options), options.out, unanswered);
  if (files.length === 0) await nameOthers(session, options);
  return code;
}

/** Several results in one output: a JSON array, or one report after the other. */
function joined(bodies: readonly (string | Uint8Array)[], options: GlobalOptions): string | Uint8Array {
  const [only] = bodies;
  if (bodies.length === 1 && only !== undefined) return only;
  const texts = bodies.map(String);
  if (options.format === 'json') return `[\n${texts.map((text) => text.trimEnd()).join(',\n')}\n]\n`;
  return options.format === 'csv' ? texts.map(withoutRepeatedHeader).join('') : texts.join('\n');
}

/** Rows of several results stand under one header. */
function withoutRepeatedHeader(text: string, index: number): string {
  return index === 0 ? text : text.slice(text.indexOf('\n') + 1);
}

async function nameOthers(session: Session, options: GlobalOptions): Promise<void> {
  const names = await listBundledScenarios();
  if (options.quiet || !names.ok) return;
  const others = names.value.filter((name) => name !== quickStart);
  session.environment.stderr.write(
    `\nThis was the bundled ${quickStart}. Others: ${others.join(', ')}\nRun one with: crossover run NAME\n`,
  );
}
