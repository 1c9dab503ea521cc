import type { Command } from 'commander';
import { problem } from '../../../diagnostics/index.ts';
import { readFolder } from '../../../io/index.ts';
import { exitCodes, type ExitCode } from '../../exit-code.ts';
import { deliver } from '../../deliver.ts';
import { addGlobalOptions, type GlobalOptions } from '../../global-options.ts';
import { prepareLock, Sources, writeLock, type PreparedLock } from '../../../loading/index.ts';
import { reportDiagnostics, type Session } from '../../session.ts';

const examples = `
Examples:
  crossover catalog lock support.yaml   writes crossover.lock beside it
  crossover catalog lock                for every scenario of this folder
  crossover run support.yaml --locked   fails where a price is not the one that was locked`;

/** `crossover catalog lock [SCENARIO...]`: pins the catalog that reports are computed from. */
export function addLock(command: Command, session: Session): void {
  command
    .description(
      'Write crossover.lock beside scenarios: a digest of every entry of their catalog. With --locked, a command fails where an entry has changed since. Comments and the order of entries do not matter.',
    )
    .argument('[scenarios...]', 'scenario files; without one, all of this folder')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, ['table'], ['--catalog']);
  command.action(
    session.action(async (files: readonly string[]) =>
      lock(session, readOptions(session.environment), files),
    ),
  );
}

async function lock(session: Session, options: GlobalOptions, named: readonly string[]): Promise<ExitCode> {
  const { environment } = session;
  const files = named.length > 0 ? named : await scenariosHere(session);
  if (typeof files === 'number') return files;
  const sources = new Sources();
  const locks = new Map<string, PreparedLock>();
  let failed: ExitCode = exitCodes.done;
  for (const file of files) {
    const prepared = await prepareLock(file, options.catalog ?? null, environment.cwd, sources);
    const shown = { sources: sources.texts, quiet: options.quiet };
    const code = reportDiagnostics(environment, prepared.diagnostics, shown);
    if (code > failed) failed = code;
    if (!prepared.ok) continue;
    const { path, digest } = prepared.value;
    const other = locks.get(path);
    if (other !== undefined && other.digest !== digest) {
      const message = `${file} is computed from catalog ${prepared.value.version}, and another scenario beside it from ${other.version}`;
      const hint = 'one lock holds for a folder: put them into two';
      failed = reportDiagnostics(environment, [problem('catalog/two-catalogs', message, { hint })]);
    }
    locks.set(path, prepared.value);
  }
  if (failed !== exitCodes.done) return failed;
  return write(session, [...locks.values()], options.out);
}

/** Nothing is written before all are known to be right. */
async function write(
  session: Session,
  locks: readonly PreparedLock[],
  out: string | undefined,
): Promise<ExitCode> {
  for (const each of locks) {
    const written = await writeLock(each);
    if (!written.ok) return reportDiagnostics(session.environment, written.diagnostics);
  }
  const lines = locks.map(
    ({ name, version, entries, digest }) =>
      `${name}: catalog ${version}, ${entries} entries, digest ${digest}\n`,
  );
  return deliver(session, lines.join(''), out);
}

async function scenariosHere(session: Session): Promise<readonly string[] | ExitCode> {
  const { environment } = session;
  const found = await readFolder(environment.cwd, { name: '.', extensions: ['.yaml', '.yml'] });
  if (!found.ok) return reportDiagnostics(environment, found.diagnostics);
  const files = [...found.value]
    .filter(([, text]) => /^crossover:/mu.test(text) && /^(?:workloads|extends):/mu.test(text))
    .map(([file]) => file);
  if (files.length > 0) return files;
  const message = 'this folder has no scenario to lock';
  return reportDiagnostics(environment, [problem('io/missing', message, { hint: 'name one' })]);
}
