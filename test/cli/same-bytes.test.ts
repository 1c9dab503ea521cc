import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { builtProgram } from '../support/program.ts';
import { catalogFiles, folderWith, scenarioText } from './ci-files.ts';

let program = '';

beforeAll(async () => {
  program = await builtProgram();
}, 120_000);

const files = {
  ...catalogFiles,
  'a.yaml': scenarioText(),
  'b.yaml': scenarioText({ price: 3, requests: '3M' }),
  'policy.yaml': 'crossover_policy: 1\nbudgets: { total: 15k USD/month }\nforbid_inputs: [default]\n',
};

const commands: readonly (readonly string[])[] = [
  ['run', 'a.yaml', '--format', 'json'],
  ['run', 'a.yaml', '--format', 'focus'],
  ['compare', 'a.yaml', 'b.yaml', '--format', 'markdown'],
  ['compare', 'a.yaml', 'b.yaml', '--format', 'table', '--width', '100'],
  ['check', 'b.yaml', '--policy', 'policy.yaml', '--format', 'sarif'],
  ['check', 'b.yaml', '--policy', 'policy.yaml', '--format', 'junit'],
];

const places = [
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', COLUMNS: '57' },
  { TZ: 'America/Los_Angeles', LANG: 'de_DE.UTF-8', LC_ALL: 'C', COLUMNS: '211' },
];

// In processes of their own: the time zone and the locale are those of the process.
test.each(commands)('%s %s prints the same bytes elsewhere', { timeout: 60_000 }, async (...argv) => {
  const printed = [];
  for (const env of places) {
    const cwd = await folderWith(files);
    printed.push(outputOf([program, ...argv], join(cwd), { ...env, PATH: process.env['PATH'] }));
  }
  expect(printed[0]?.length).toBeGreaterThan(100);
  expect(printed[1]).toBe(printed[0]);
});

/** Also of a check that fails. */
function outputOf(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv): string {
  try {
    return execFileSync(process.execPath, argv, { cwd, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as { readonly stdout?: string }).stdout ?? '';
  }
}
