import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { problem } from '../../diagnostics/index.ts';
import { questions, writeScenario, type Known } from '../../interview/index.ts';
import { writeFileAtomically } from '../../io/index.ts';
import { loadCatalog, Sources } from '../../loading/index.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { answersOf, type Flags } from '../interview/flags.ts';
import { finalWords } from '../interview/show.ts';
import { hold } from '../interview/hold.ts';
import { terminalPrompts } from '../interview/terminal-prompts.ts';
import { reportDiagnostics, type Session } from '../session.ts';

const examples = `
Esc goes back one question; Ctrl-C quits without writing anything. A question whose flag is given is not asked.

Examples:
  crossover init                                        every question, then a scenario
  crossover init --kind rag --count-by users --count 500
  crossover init --logs spend.csv                       volume, tokens and load from your logs
  crossover init --yes --kind voice --count 100k        no questions: suggestions for the rest
  crossover init --yes --kind chat --host none          an API alone`;

/** `crossover init`: questions, then a commented scenario. */
export function addInit(command: Command, session: Session): void {
  command.description(
    'Answer questions about what you run, how much and under which constraints, with a running cost estimate, and get a scenario file with a source for every figure.',
  );
  for (const { id, ask, example } of questions) {
    const question = typeof ask === 'string' ? ask : (askedInGeneral[id] ?? '');
    command.option(`--${id} <answer>`, `${question.replace(/:$/u, '')} (such as ${example})`);
  }
  command
    .option('--catalog <catalog>', 'a bundled catalog, or the path of a catalog folder')
    .option('--yes', 'ask nothing; use the suggested answer for every question without a flag')
    .option('--force', 'replace the file if it exists')
    .addHelpText('after', examples)
    .action(session.action(async (flags: Flags) => init(session, flags)));
}

/** Questions whose words depend on earlier answers. */
const askedInGeneral: Readonly<Record<string, string>> = {
  count: 'How many requests, users, documents or seats a month',
  per: 'Requests a month for each user, document or seat',
};

async function init(session: Session, flags: Flags): Promise<ExitCode> {
  const { environment } = session;
  const catalog = await loadCatalog(flags.catalog ?? null, environment.cwd, new Sources());
  if (!catalog.ok) return reportDiagnostics(environment, catalog.diagnostics);
  const start: Known = {
    answers: new Map(),
    catalog: catalog.value,
    catalogVersion: flags.catalog ?? catalog.value.version,
    profile: null,
  };
  const given = await answersOf(flags, start, environment);
  if (!given.ok) return reportDiagnostics(environment, given.diagnostics);
  const open = environment.openPrompts ?? (environment.isInteractive === true ? terminalPrompts : undefined);
  if (flags.yes !== true && open === undefined) {
    const message = 'init asks questions, and there is no terminal to ask them in';
    const hint = 'give --yes, and a flag for each answer of your own: see `crossover init --help`';
    return reportDiagnostics(environment, [problem('cli/no-terminal', message, { hint })]);
  }
  const exists = (file: string): Promise<boolean> => fileExists(resolve(environment.cwd, file));
  const held =
    flags.yes === true || open === undefined
      ? given.value
      : await hold(environment, await open(), given.value, {
          exists: flags.force === true ? () => Promise.resolve(false) : exists,
        });
  if (held === 'interrupted') return exitCodes.interrupted;
  if (held === 'left') {
    environment.stdout.write('Nothing was written.\n');
    return exitCodes.done;
  }
  return write(session, held, flags, exists);
}

async function write(
  { environment }: Session,
  known: Known,
  flags: Flags,
  exists: (file: string) => Promise<boolean>,
): Promise<ExitCode> {
  const { file, text } = finalWords(known);
  if (flags.yes === true && flags.force !== true && (await exists(file))) {
    const hint = 'name another with --file, or give --force to replace it';
    return reportDiagnostics(environment, [
      problem('cli/file-exists', `${file} exists, and is not replaced`, { hint }),
    ]);
  }
  if (!text.ok) return reportDiagnostics(environment, text.diagnostics);
  const written = await writeFileAtomically(resolve(environment.cwd, file), writeScenario(known), {
    name: file,
  });
  if (!written.ok) return reportDiagnostics(environment, written.diagnostics);
  environment.stdout.write(text.value);
  return exitCodes.done;
}

async function fileExists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
