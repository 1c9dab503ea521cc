import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { catalogFiles, folderWith, scenarioText } from './ci-files.ts';
import { recordedEnvironment } from './frame-environment.ts';

// What the environment holds, and where the working folder is, is nobody's business: it may stand in no output, no error and
// no file that is written.

const canary = 'canary-7f3b1e';
const env = {
  DATABASE_URL: `postgres://user:${canary}@db.internal/prices`,
  GITHUB_TOKEN: `ghp_${canary}`,
  AWS_SECRET_ACCESS_KEY: canary,
  HOME: `/home/${canary}`,
  USER: canary,
  CROSSOVER_DEBUG: '1',
};

const commands: readonly (readonly string[])[] = [
  ['run', 'a.yaml', '--format', 'json', '--out', 'result.json'],
  ['run', 'a.yaml'],
  ['explain', 'a.yaml', 'workloads.chat.attempts'],
  ['check', 'a.yaml', '--policy', 'policy.yaml', '--format', 'sarif', '--out', 'out.sarif'],
  ['check', 'result.json', '--policy', 'policy.yaml', '--format', 'junit'],
  ['catalog', 'lock', 'a.yaml'],
  ['compare', 'a.yaml', 'b.yaml', '--format', 'markdown'],
  ['run', 'wrong.yaml'],
  ['run', 'missing.yaml'],
  ['run', 'a.yaml', '--catalog', 'nowhere'],
  ['catalog', 'import', 'litellm', `https://user:${canary}@127.0.0.1:1/prices.json`, '--into', 'mine'],
  ['catalog', 'import', 'litellm', `http://example.com/?token=${canary}`, '--into', 'mine'],
];

test(
  'nothing of the environment or of the path to the folder is printed or written',
  { timeout: 60_000 },
  async () => {
    const files = {
      ...catalogFiles,
      'a.yaml': scenarioText(),
      'b.yaml': scenarioText({ price: 3 }),
      'wrong.yaml': scenarioText().replace('volume', 'volum'),
      'policy.yaml': 'crossover_policy: 1\nbudgets: { total: 1 USD/month }\n',
    };
    const cwd = await folderWith(files);
    for (const argv of commands) {
      const recorded = recordedEnvironment({ cwd, env });
      await runCli(argv, recorded.environment);
      const printed = recorded.stdout() + recorded.stderr();
      expect(`${argv[0]} printed ${printed.length > 0 || argv.includes('--out')}`).toBe(
        `${argv[0]} printed true`,
      );
      expect(printed).not.toContain(canary);
      expect(printed).not.toContain(cwd);
    }
    const written = readdirSync(cwd).filter((name) => !Object.hasOwn(files, name) && name !== 'prices');
    expect(written.toSorted()).toEqual(['crossover.lock', 'out.sarif', 'result.json']);
    for (const name of written) {
      const text = readFileSync(join(cwd, name), 'utf8');
      expect(text).not.toContain(canary);
      expect(text).not.toContain(cwd);
    }
  },
);
