import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

const fixtures = new URL('../fixtures/cases/', import.meta.url).pathname;

const copies: string[] = [];
process.once('exit', () => {
  for (const folder of copies) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a folder of cases, in which a command may write. */
export function copyOfCase(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'case-'));
  mkdirSync(folder, { recursive: true });
  cpSync(join(fixtures, name), folder, { recursive: true });
  copies.push(folder);
  return folder;
}

/** The command as a user gives it, in that folder. */
export async function crossover(cwd: string, ...words: readonly string[]) {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd });
  const code = await runCli([...words], environment);
  return { code, stdout: stdout(), stderr: stderr() };
}

interface RunResult {
  readonly workloads: readonly {
    readonly id: string;
    readonly options: readonly {
      readonly id: string;
      readonly monthly: string | null;
      readonly excluded_by: readonly { readonly code: string }[];
    }[];
    readonly placement: { readonly option: string | null };
    readonly crossovers: readonly unknown[];
  }[];
}

/** The JSON of `run`; a command that fails throws with what it says. */
export async function runJson(cwd: string, ...words: readonly string[]): Promise<RunResult> {
  const { stdout, stderr } = await crossover(cwd, 'run', ...words, '--format', 'json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as RunResult;
}

/** What an option costs a month, or what it is excluded by; `path` is `workload/option`. */
export function costIn(result: RunResult, path: string): number | readonly string[] {
  const slash = path.indexOf('/');
  const workload = result.workloads.find(({ id }) => id === path.slice(0, slash));
  const found = workload?.options.find(({ id }) => id === path.slice(slash + 1));
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found.excluded_by.length > 0 ? found.excluded_by.map(({ code }) => code) : Number(found.monthly);
}
