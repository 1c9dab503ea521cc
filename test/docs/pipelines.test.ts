import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { builtProgram } from '../support/program.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';

// The scripts of docs/ci.md, line by line in a shell, in a repository whose branch makes a workload dearer than the policy allows.

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/ci.md', root), 'utf8');
const blockOf = (title: string): string =>
  new RegExp(`^## ${title}\\n[\\s\\S]*?\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``, 'mu').exec(page)?.[1] ?? '';

interface Gitlab {
  readonly cost: { readonly script: readonly string[] };
}
interface Azure {
  readonly steps: readonly { readonly script?: string }[];
}

const scripts: Readonly<Record<string, string>> = {
  GitLab: (parse(blockOf('GitLab')) as Gitlab).cost.script.join('\n'),
  'Azure Pipelines': (parse(blockOf('Azure Pipelines')) as Azure).steps[2]?.script ?? '',
  Jenkins: /sh '''([\s\S]*?)'''/u.exec(blockOf('Jenkins'))?.[1] ?? '',
};
const variables = {
  CROSSOVER_PACKAGE: 'crossover',
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  CI_COMMIT_REF_NAME: 'more',
  SYSTEM_PULLREQUEST_TARGETBRANCHNAME: 'main',
  BUILD_SOURCEBRANCHNAME: 'more',
  CHANGE_TARGET: 'main',
  BRANCH_NAME: 'more',
};

const at = temporaryFolder();
const scenario = (volume: string): string => `crossover: 1
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok } ]
workloads: { chat: { volume: ${volume} requests/month, tokens: { input: 900, output: 50 }, options: { api: { buy: acme/chat } } } }
`;
const git = (...words: readonly string[]): void =>
  void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
    cwd: at('repository'),
    stdio: 'pipe',
  });

beforeAll(async () => {
  const program = await builtProgram();
  mkdirSync(at('bin'));
  writeFileSync(at('bin', 'crossover'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  writeFileSync(at('bin', 'npm'), '#!/bin/sh\n[ "$*" = "install --global crossover" ]\n');
  for (const name of ['crossover', 'npm']) chmodSync(at('bin', name), 0o755);
  mkdirSync(at('repository', 'scenarios'), { recursive: true });
  git('init', '-q', '-b', 'main');
  writeFileSync(at('repository', 'scenarios', 'chat.yaml'), scenario('1M'));
  writeFileSync(at('repository', 'policy.yaml'), 'crossover_policy: 1\nbudgets: { total: 1500 USD/month }\n');
  git('add', '.');
  git('commit', '-qm', 'one');
  git('remote', 'add', 'origin', at('repository'));
  git('checkout', '-qb', 'more');
  writeFileSync(at('repository', 'scenarios', 'chat.yaml'), scenario('2M'));
  git('commit', '-qam', 'two');
}, 120_000);

describe('a pipeline of docs/ci.md', () => {
  test.each(Object.entries(scripts))(
    '%s: compares with the target, and fails where the policy is broken',
    (_, script) => {
      const ran = spawnSync('bash', ['-e', '-c', script], {
        cwd: at('repository'),
        env: { ...process.env, ...variables, PATH: `${at('bin')}:${process.env['PATH'] ?? ''}` },
        encoding: 'utf8',
      });
      git('worktree', 'remove', '--force', '.base');
      // 2,000,000 × (900 × 1 + 50 × 2) USD / 10^6 = 2,000 after 1,000, above 1,500.
      expect({
        status: ran.status,
        stderr: ran.stderr.replaceAll(/^(?:From|Preparing| \*|HEAD).*\n/gmu, ''),
      }).toMatchObject({ status: 1 });
      expect(readFileSync(at('repository', 'compare.md'), 'utf8')).toContain(
        'from 1,000.00 to 2,000.00 USD/month',
      );
      expect(readFileSync(at('repository', 'check.xml'), 'utf8')).toContain('failures="1"');
    },
  );

  test('the hook of pre-commit runs the same check', () => {
    const hooks = parse(blockOf('Before each commit')) as {
      readonly repos: readonly { readonly hooks: readonly { readonly entry: string }[] }[];
    };
    const entry = hooks.repos[0]?.hooks[0]?.entry ?? '';
    const ran = spawnSync('bash', ['-c', entry], {
      cwd: at('repository'),
      env: { ...process.env, PATH: `${at('bin')}:${process.env['PATH'] ?? ''}` },
      encoding: 'utf8',
    });
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 1, stderr: '' });
  });
});

test('docs/ci.md names every input of the action and its default', () => {
  const { inputs } = parse(readFileSync(new URL('action.yml', root), 'utf8')) as {
    readonly inputs: Readonly<Record<string, unknown>>;
  };
  for (const name of Object.keys(inputs)) expect(page).toContain(`| \`${name}\` |`);
});

test('the container runs as a user without rights', () => {
  const lines = readFileSync(new URL('Dockerfile', root), 'utf8').split('\n');
  expect(lines.indexOf('USER node')).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('FROM')));
  expect(lines.indexOf('USER node')).toBeLessThan(lines.findIndex((line) => line.startsWith('ENTRYPOINT')));
  const settings = JSON.parse(readFileSync(new URL('.devcontainer/devcontainer.json', root), 'utf8')) as {
    readonly remoteUser: string;
  };
  expect(settings.remoteUser).toBe('node');
});
