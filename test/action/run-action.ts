import { execFileSync, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogFiles, folderWith, scenarioText, writeFiles } from '../cli/ci-files.ts';
import { builtProgram } from '../support/program.ts';
import type { FakeGithub } from './fake-github.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** A repository that the action runs in, and a folder for what the runner gives it. */
export interface Repository {
  readonly workspace: string;
  readonly outside: string;
}

export function git(cwd: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();
}

export const inScenarios = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`scenarios/${name}`, text]));

/** A repository with a base branch, and a change on a branch of its own. */
export async function repositoryWith(change: Readonly<Record<string, string>>): Promise<Repository> {
  // In a folder of its own, so that a link that leads out of it leads to nothing else.
  const workspace = join(await folderWith({ 'outside.yaml': scenarioText() }), 'work');
  await writeFiles(workspace, {
    ...inScenarios({ ...catalogFiles, 'support.yaml': scenarioText() }),
    '.gitignore': 'crossover-report/\n',
    'policy.yaml': 'crossover_policy: 1\nbudgets: { total: 15k USD/month }\n',
  });
  git(workspace, 'init', '--quiet', '--initial-branch=main');
  git(workspace, 'add', '.');
  git(workspace, 'commit', '--quiet', '--message=base');
  git(workspace, 'switch', '--quiet', '--create=change');
  await commit(workspace, change);
  const outside = await folderWith({
    'event.json': JSON.stringify({ pull_request: { number: 7, head: { sha: 'abc123' } } }),
  });
  return { workspace, outside };
}

export async function commit(workspace: string, files: Readonly<Record<string, string>>): Promise<void> {
  await writeFiles(workspace, files);
  git(workspace, 'add', '.');
  git(workspace, 'commit', '--quiet', '--allow-empty', '--message=change');
}

/** The action's own script, with the environment that action.yml gives it. */
export async function runAction(
  { workspace, outside }: Repository,
  github: FakeGithub,
  inputs: Readonly<Record<string, string>> = {},
) {
  const program = await builtProgram();
  const child = spawn(process.execPath, [join(root, 'action', 'report.js')], {
    cwd: workspace,
    env: {
      PATH: process.env['PATH'],
      HOME: outside,
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_PATH: join(outside, 'event.json'),
      GITHUB_REPOSITORY: 'acme/costs',
      GITHUB_API_URL: github.url,
      GITHUB_OUTPUT: join(outside, 'output'),
      GITHUB_STEP_SUMMARY: join(outside, 'summary'),
      GITHUB_RUN_ID: '42',
      CROSSOVER_FILES: 'scenarios',
      CROSSOVER_POLICY: 'policy.yaml',
      CROSSOVER_BASE: 'main',
      CROSSOVER_STATUS: 'true',
      CROSSOVER_TOKEN: 'secret',
      CROSSOVER_COMMAND: JSON.stringify([process.execPath, program]),
      // What is compiled is kept beside the program, and not in what the runner gives.
      CROSSOVER_COMPILED_CACHE: join(dirname(program), '..', 'compiled'),
      ...inputs,
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, log };
}
