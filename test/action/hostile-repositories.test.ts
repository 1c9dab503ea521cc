import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scenarioText } from '../cli/ci-files.ts';
import { fakeGithub } from './fake-github.ts';
import { commit, git, repositoryWith, runAction } from './run-action.ts';

/** Everything below a folder with its text, or where it leads; git's own files and the action's folder apart. */
function everything(folder: string, output: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = join(path, entry.name);
      if (entry.name === '.git' || inner === output) continue;
      if (entry.isSymbolicLink()) found[inner] = `-> ${readlinkSync(join(folder, inner))}`;
      else if (entry.isDirectory()) visit(inner);
      else found[inner] = readFileSync(join(folder, inner), 'latin1');
    }
  };
  visit('');
  return found;
}

const scenario = scenarioText({ price: 3 });
type Prepare = (workspace: string) => void | Promise<void>;
const files =
  (texts: Readonly<Record<string, string>>): Prepare =>
  async (workspace) =>
    commit(workspace, texts);
const link =
  (to: string, name: string): Prepare =>
  (workspace) => {
    symlinkSync(to, join(workspace, name));
    git(workspace, 'add', '.');
    git(workspace, 'commit', '--quiet', '--allow-empty', '--message=link');
  };

/** What is hostile, how the repository is made so, and inputs of the action that differ. */
const repositories: readonly {readonly what: string; readonly prepare: Prepare; readonly inputs?: Readonly<Record<string,string>>}[] = [
  { what: 'a file named like a flag', prepare: files({ 'scenarios/--out=x.yaml': scenario }) },
  { what: 'a file named like a command', prepare: files({ 'scenarios/$(touch owned).yaml': scenario }) },
  { what: 'a file with a line break in its name', prepare: files({ 'scenarios/a\n::set-output name=x::y.yaml': scenario }) },
  { what: 'a file with terminal codes in its name', prepare: files({ 'scenarios/\u001b]0;owned\u0007.yaml': scenario }) },
  { what: 'a file whose name turns text around', prepare: files({ 'scenarios/\u202egnp.yaml': scenario }) },
  { what: 'a file with quotation marks in its name', prepare: files({ "scenarios/'; rm -rf . #.yaml": scenario }) },
  { what: 'a scenario that is a link to a file outside', prepare: link('../../outside.yaml', 'scenarios/link.yaml') },
  { what: 'a scenario that is a link to a device', prepare: link('/dev/null', 'scenarios/link.yaml') },
  { what: 'a folder of scenarios that is a link outside', prepare: link('..', 'linked'), inputs: { CROSSOVER_FILES: 'linked' } },
  { what: 'a link that leads to itself', prepare: link('self.yaml', 'scenarios/self.yaml') },
  { what: 'files outside of the workspace', prepare: () => undefined, inputs: { CROSSOVER_FILES: '../../../../etc/hostname' } },
  { what: 'a title with a comment of HTML in it', prepare: () => undefined, inputs: { CROSSOVER_TITLE: '--> <script>alert(1)</script> <!--' } },
  { what: 'a scenario whose name is a command of the runner', prepare: files({ 'scenarios/loud.yaml': scenarioText({ name: '"x\\n::error::owned"' }) }) },
  { what: 'a scenario whose name is a mention and an image', prepare: files({ 'scenarios/loud.yaml': scenarioText({ name: '"@everyone ![x](https://evil.example/x.png) <img src=x>"' }) }) },
  { what: 'a branch that git would take for an option', prepare: () => undefined, inputs: { CROSSOVER_BASE: '--output=owned' } },
  { what: 'a branch that is a command', prepare: () => undefined, inputs: { CROSSOVER_BASE: '$(touch owned)' } },
  { what: 'a branch that names a file of git', prepare: () => undefined, inputs: { CROSSOVER_BASE: 'main:../../owned' } },
  { what: 'an output folder above the workspace', prepare: () => undefined, inputs: { CROSSOVER_OUTPUT: '../report' } },
  { what: 'an output folder that is a link outside', prepare: link('..', 'crossover-out'), inputs: { CROSSOVER_OUTPUT: 'crossover-out' } },
  { what: 'an output folder that is the scenarios', prepare: () => undefined, inputs: { CROSSOVER_OUTPUT: 'scenarios' } },
  { what: 'a folder in the place of the base', prepare: (workspace) => { mkdirSync(join(workspace, '.crossover-base')); } },
  { what: 'a scenario that extends a file outside', prepare: files({ 'scenarios/out.yaml': 'crossover: 1\nextends: ../../outside.yaml\n' }) },
  { what: 'a policy outside', prepare: () => undefined, inputs: { CROSSOVER_POLICY: '../outside.yaml' } },
]; // prettier-ignore

describe('a hostile repository', { timeout: 120_000 }, () => {
  test.each(repositories)(
    '$what: nothing outside of the output folder is touched',
    async ({ prepare, inputs = {} }) => {
      const github = await fakeGithub();
      const repository = await repositoryWith({});
      const { workspace, outside } = repository;
      await prepare(workspace);
      const output = inputs['CROSSOVER_OUTPUT'] ?? 'crossover-report';
      const around = join(workspace, '..');
      const before = everything(around, join('work', output));
      const { code, log } = await runAction(repository, github, {
        // The check has tests of its own, and is most of the time.
        CROSSOVER_POLICY: '',
        ...inputs,
      });
      expect(everything(around, join('work', output))).toEqual(before);
      expect(readdirSync(outside).toSorted()).toEqual(
        code === 3 ? expect.arrayContaining(['event.json']) : ['event.json', 'output', 'summary'],
      );
      expect([0, 1, 2, 3]).toContain(code);
      expect(log).not.toMatch(/^ {4}at /mu);
      // What a file says is printed only where the runner takes no commands.
      const commands = log.replaceAll(/::stop-commands::([\w-]+)\n[\s\S]*?\n::\1::/gu, '');
      expect(commands).not.toMatch(/^::(?!warning::|error::)/mu);
      expect(commands).not.toContain('\u001b');
      for (const { body } of github.comments) expect(body).not.toMatch(/<script|<img|\u202e|^::/mu);
      expect(git(workspace, 'status', '--porcelain', '--', ':!crossover-report', ':!.crossover-base')).toBe(
        '',
      );
      expect(git(workspace, 'worktree', 'list').split('\n')).toHaveLength(1);
    },
  );

  test('comes in more than twenty kinds', () => {
    expect(repositories.length).toBeGreaterThan(20);
  });
});
