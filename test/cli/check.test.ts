import { expect, test } from 'vitest';
import { catalogFiles, commandIn, folderWith, scenarioText } from './ci-files.ts';

const policy = (text: string): string => `crossover_policy: 1\n${text}\n`;

test('all green is one line below the title, and exit code 0', async () => {
  const cwd = await folderWith({
    ...catalogFiles,
    's.yaml': scenarioText(),
    'policy.yaml': policy('budgets: { total: 50k USD/month }'),
  });
  const { code, stdout, stderr } = await commandIn(cwd, 'check', 's.yaml', '--policy', 'policy.yaml');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toEqual(['Check against policy.yaml', '', 'All green: 1 passed']);
});

test('a violation ends with 1, at the line that causes it', async () => {
  const cwd = await folderWith({
    ...catalogFiles,
    's.yaml': scenarioText(),
    'policy.yaml': policy('budgets: { workloads: { chat: 10 USD/month } }'),
  });
  const { code, stdout } = await commandIn(cwd, 'check', 's.yaml', '--policy', 'policy.yaml');
  expect(code).toBe(1);
  // Where the workload begins.
  expect(stdout).toContain('s.yaml:11:3');
});

test('against a saved baseline, of which the file may be one of several', async () => {
  const cwd = await folderWith({
    ...catalogFiles,
    's.yaml': scenarioText(),
    'policy.yaml': policy('baseline: { result: base, increase: 10%, keep_verdict: true }'),
    'base/readme.txt': '',
  });
  await commandIn(cwd, 'run', 's.yaml', '--format', 'json', '--out', 'base/s.json');
  expect((await commandIn(cwd, 'check', 's.yaml', '--policy', 'policy.yaml')).code).toBe(0);
  const dearer = ['--set', 'workloads.chat.volume=20M requests/month'];
  const { code, stdout } = await commandIn(cwd, 'check', 's.yaml', '--policy', 'policy.yaml', ...dearer);
  expect(code).toBe(1);
  expect(stdout).toContain('increase-total');
});

test('a saved result is checked at its own lines', async () => {
  const cwd = await folderWith({
    ...catalogFiles,
    's.yaml': scenarioText(),
    'policy.yaml': policy('budgets: { workloads: { chat: 10 USD/month } }'),
  });
  await commandIn(cwd, 'run', 's.yaml', '--format', 'json', '--out', 's.json');
  const { code, stdout } = await commandIn(
    cwd,
    'check',
    's.json',
    '--policy',
    'policy.yaml',
    '--format',
    'json',
  );
  expect(code).toBe(1);
  const { cases } = JSON.parse(stdout) as { cases: readonly { place: { file: string; line: number } }[] };
  expect(cases[0]?.place.file).toBe('s.json');
  expect(cases[0]?.place.line).toBeGreaterThan(5);
});

test.each([
  ['a wrong key', 'budgets: { totl: 5 USD/month }', 'policy.yaml:2:12: error[policy/unknown-key]', 2],
  ['an impossible bound', 'margin: 200%', 'policy.yaml:2:9: error[policy/out-of-range]', 2],
  [
    'a baseline of another schema version',
    'baseline: { result: old.json, increase: 5% }',
    'old.json:2:13: error[report/unknown-schema]',
    2,
  ],
  [
    'a baseline that is not there',
    'baseline: { result: no.json, increase: 5% }',
    'policy.yaml:2:21: error[io/missing]',
    3,
  ],
  [
    'a scenario for a baseline',
    'baseline: { result: s.yaml, increase: 5% }',
    'policy.yaml:2:21: error[policy/baseline]',
    2,
  ],
])('%s is an error at its place', async (_, text, expected, code) => {
  const cwd = await folderWith({
    ...catalogFiles,
    's.yaml': scenarioText(),
    'policy.yaml': policy(text),
    'old.json': '{\n  "schema": "crossover/result/0"\n}\n',
  });
  const ran = await commandIn(cwd, 'check', 's.yaml', '--policy', 'policy.yaml');
  expect(ran.stderr).toContain(expected);
  expect(ran).toMatchObject({ code, stdout: '' });
});
