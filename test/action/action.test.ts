import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalogFiles, scenarioText } from '../cli/ci-files.ts';
import { fakeGithub } from './fake-github.ts';
import { commit, git, inScenarios, repositoryWith, runAction } from './run-action.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const slow = 120_000;

const dearer = inScenarios({ 'support.yaml': scenarioText({ price: 3, requests: '3M' }) });

describe('the action', () => {
  test(
    'comments once, updates the comment, sets the status and keeps the reports',
    { timeout: slow },
    async () => {
      const github = await fakeGithub();
      github.comments.push({ id: 1, body: 'a person said <!-- crossover: Cost of AI workloads -->' });
      const repository = await repositoryWith(dearer);
      const first = await runAction(repository, github);
      expect(first.code).toBe(1);
      expect(github.comments).toHaveLength(2);
      const [, comment] = github.comments;
      expect(comment?.body).toMatch(/^<!-- crossover: Cost of AI workloads -->\n## Cost of AI workloads\n/u);
      expect(comment?.body).toContain('1 verdict flips');
      expect(comment?.body).toContain('+10,300.00');
      expect(comment?.body).toContain('above the budget of 15,000.00 USD/month');
      expect(github.statuses).toEqual([
        { sha: 'abc123', state: 'failure', description: 'failed, 1 verdict flips' },
      ]);
      const output = join(repository.workspace, 'crossover-report');
      expect(readdirSync(output).sort()).toEqual([
        '.crossover-report',
        'check.json',
        'check.junit.xml',
        'check.sarif',
        'comment.md',
        'compare-1.json',
        'compare-1.md',
        'results',
      ]);
      expect(readdirSync(join(output, 'results'))).toEqual(['support.json']);
      expect(await readFile(join(repository.outside, 'output'), 'utf8')).toBe(
        'changed=true\nflips=1\npassed=false\n',
      );
      expect(await readFile(join(repository.outside, 'summary'), 'utf8')).toBe(comment?.body);
      expect(existsSync(join(repository.workspace, '.crossover-base'))).toBe(false);
      expect(git(repository.workspace, 'worktree', 'list').split('\n')).toHaveLength(1);

      await commit(repository.workspace, inScenarios({ 'support.yaml': scenarioText() }));
      const second = await runAction(repository, github);
      expect(second).toMatchObject({ code: 0 });
      expect(github.comments).toHaveLength(2);
      expect(github.comments[1]?.body).toContain('Nothing changed');
      expect(github.statuses.at(-1)).toEqual({
        sha: 'abc123',
        state: 'success',
        description: 'passed, 0 verdicts flip',
      });
    },
  );

  test(
    'is quiet where nothing changed, and finds its comment on a later page',
    { timeout: slow },
    async () => {
      const github = await fakeGithub();
      const repository = await repositoryWith({ 'readme.md': 'words' });
      expect(await runAction(repository, github)).toMatchObject({ code: 0 });
      expect(github.comments).toEqual([]);
      for (let id = 1; id <= 130; id += 1) github.comments.push({ id, body: 'talk' });
      github.comments.push({ id: 131, body: '<!-- crossover: Cost of AI workloads -->\nold' });
      await runAction(repository, github);
      expect(github.comments).toHaveLength(131);
      expect(github.comments.at(-1)?.body).toContain('Nothing changed');
    },
  );

  test(
    'goes on where the token may not write, the base is unknown, and a scenario is new',
    { timeout: slow },
    async () => {
      const github = await fakeGithub();
      github.refuse = 403;
      const repository = await repositoryWith(inScenarios({ 'new.yaml': scenarioText({ name: 'New' }) }));
      const ran = await runAction(repository, github, { CROSSOVER_POLICY: '' });
      expect(ran.code).toBe(0);
      expect(ran.log).toContain('::warning::comment: POST issues/7/comments: 403');
      expect(await readFile(join(repository.workspace, 'crossover-report', 'comment.md'), 'utf8')).toContain(
        '**new:** new, +',
      );
      const lost = await runAction(repository, github, { CROSSOVER_BASE: 'no-such-branch' });
      expect(lost.log).toContain('::warning::the base no-such-branch could not be found');
      expect(lost.code).toBe(0);
    },
  );

  test('a wrong scenario fails the job and is in the log', { timeout: slow }, async () => {
    const github = await fakeGithub();
    const repository = await repositoryWith(inScenarios({ 'support.yaml': `${scenarioText()}typo: 1\n` }));
    const ran = await runAction(repository, github);
    expect(ran.code).toBe(2);
    expect(ran.log).toContain('scenarios/support.yaml:17:1: error[scenario/unknown-key]');
    expect(github.comments[0]?.body).toContain('failed; the log says why');
  });

  test('a base that git would take for an option is refused', { timeout: slow }, async () => {
    const github = await fakeGithub();
    const ran = await runAction(await repositoryWith({}), github, {
      CROSSOVER_BASE: '--upload-pack=touch x',
    });
    expect(ran.code).toBe(3);
    expect(ran.log).toContain("::error::the base '--upload-pack=touch x' is no branch, tag or commit");
    expect(ran.log).not.toContain('    at ');
    expect(github.requests).toEqual([]);
  });

  test(
    'names, links and folders that are no scenarios end in a message, and take no part in the log',
    { timeout: slow },
    async () => {
      const github = await fakeGithub();
      const repository = await repositoryWith({});
      const { workspace } = repository;
      await commit(workspace, {
        ...catalogFiles,
        '--out=stolen.yaml': scenarioText(),
        'scenarios/folder.yaml/inside.txt': 'x',
        'scenarios/loud.yaml': `${scenarioText()}"::error::mine": 1\n`,
      });
      symlinkSync('nowhere.yaml', join(workspace, 'scenarios', 'dangling.yaml'));
      symlinkSync('loop.yaml', join(workspace, 'scenarios', 'loop.yaml'));
      const ran = await runAction(repository, github, {
        CROSSOVER_FILES: '--out=stolen.yaml\nscenarios',
        CROSSOVER_BASE: '',
        CROSSOVER_POLICY: '',
      });
      expect(ran.code).toBe(2);
      expect(ran.log).not.toContain('    at ');
      expect(ran.log).toMatch(/::warning::.*dangling\.yaml cannot be read and is left out: ENOENT/u);
      expect(ran.log).toMatch(/::warning::.*loop\.yaml cannot be read and is left out: ELOOP/u);
      expect(ran.log).toMatch(/::warning::.*folder\.yaml cannot be read and is left out: EISDIR/u);
      const quoted = /::stop-commands::([\w-]+)\n([\s\S]*)\n::\1::/u.exec(ran.log)?.[2];
      expect(quoted).toContain('::error::mine');
      expect(readdirSync(join(workspace, 'crossover-report', 'results'))).toContain('--out_stolen.json');
    },
  );
});

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

test('action.yml gives the script every input through the environment, and none in a command', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly runs: { readonly steps: readonly Step[] };
  };
  const { steps } = action.runs;
  const passed = steps
    .flatMap(({ env = {} }) => Object.values(env))
    .map((value) => /inputs\.(\w+)/u.exec(value)?.[1] ?? '');
  expect(passed.toSorted()).toEqual(
    Object.keys(action.inputs)
      .filter((name) => name !== 'artifact')
      .toSorted(),
  );
  expect(steps.filter(({ run }) => run?.includes('${{') === true)).toEqual([]);
  const settings = readFileSync(join(root, 'action', 'settings.js'), 'utf8');
  for (const name of steps.flatMap(({ env = {} }) => Object.keys(env)))
    expect(settings).toContain(`env.${name}`);
});
