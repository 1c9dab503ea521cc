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

const databases = [
  `postgres://user:${canary}@127.0.0.1:1/db`,
  `postgresql://user:${canary}@127.0.0.1:1/db?sslmode=require&password=${canary}`,
  `postgres://user:a/${canary}@127.0.0.1:1/db`,
  `postgres://user:100%${canary}@127.0.0.1:1/db`,
  `clickhouse://user:${canary}@127.0.0.1:1/db`,
  `clickhouse://user:100%${canary}@127.0.0.1:1/db`,
  `clickhouse://user:a/${canary}@127.0.0.1:1/db`,
  `clickhouse://user:%0A${canary}@127.0.0.1:1/db`,
  `mysql://user:${canary}@127.0.0.1:1/db`,
  `https://user:${canary}@127.0.0.1:1/x`,
];
/** Where a file or a name is expected, and the address of a database, or of a page behind a password, was given. */
const mistaken = (address: string): readonly (readonly string[])[] => [
  ['usage', address],
  ['usage', address, '--table', 't'],
  ['usage', 't', '--sql', 'postgres', '--answer', address, '--columns', 'a'],
  ['usage', 'price', address, '--options', 'a.yaml'],
  ['run', address],
  ['run', 'a.yaml', '--set', `${address}=1`],
  ['run', 'a.yaml', '--set', `workloads.chat.volume=${address}`],
  ['run', 'a.yaml', '--catalog', address],
  ['run', 'a.yaml', '--out', address],
  ['run', 'a.yaml', '--format', address],
  ['run', 'addressed.yaml'],
  ['quotes', address],
  ['compare', address, address],
  ['place', address],
  ['place', 'a.yaml', '--against', address],
  ['place', 'a.yaml', '--export', address],
  ['forecast', 'a.yaml', '--volumes', address],
  ['check', 'a.yaml', '--policy', address],
  ['explain', 'a.yaml', address],
  ['sweep', 'a.yaml', '--vary', `${address}=1,2`],
  ['breakeven', 'a.yaml', '--solve', address],
  ['report', address],
  ['catalog', 'show', address],
  ['catalog', 'list', '--catalog', address],
  ['catalog', 'list', '--catalog', 'known'],
  ['catalog', 'validate', 'known'],
  ['catalog', 'lock', address],
  ['catalog', 'check-claims', address],
  ['catalog', 'diff', address, address],
  ['catalog', 'update', '--into', 'new', '--from', address],
  ['catalog', 'import', 'litellm', address, '--into', 'mine'],
  ['throughput', 'import', address, '--model', 'm', '--gpu', 'h100-sxm'],
  ['init', '--yes', '--file', address],
];

test.each(databases)(
  'a password that was given in the wrong place is shown nowhere, nor does it end the program: %s',
  { timeout: 60_000 },
  async (address) => {
    const cwd = await folderWith({
      ...catalogFiles,
      'a.yaml': scenarioText(),
      'addressed.yaml': `${scenarioText()}${JSON.stringify(address)}: 1\n`,
      'known/catalog.yaml': `crossover_catalog: 1\nversion: t\ndate: 2026-11-01\nsources: [ { url: ${JSON.stringify(address)}, retrieved: 2026-11-01 } ]\n`,
    });
    for (const argv of mistaken(address)) {
      const recorded = recordedEnvironment({ cwd, env });
      const code = await runCli(argv, recorded.environment);
      const printed = recorded.stdout() + recorded.stderr();
      expect([argv.slice(0, -1), code, printed.includes(canary)]).toEqual([
        argv.slice(0, -1),
        expect.toSatisfy((each) => each === 2 || each === 3),
        false,
      ]);
    }
  },
);
