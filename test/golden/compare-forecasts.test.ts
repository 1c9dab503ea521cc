import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

const cwd = mkdtempSync(join(tmpdir(), 'crossover-plans-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const plan = readFileSync(new URL('../../scenarios/three-years.yaml', import.meta.url), 'utf8');
writeFileSync(join(cwd, 'before.yaml'), plan);
writeFileSync(
  join(cwd, 'after.yaml'),
  plan.replace('volume: 12M', 'volume: 14M').replace('wage_trend: 3%', 'wage_trend: 5%'),
);
writeFileSync(
  join(cwd, 'policy.yaml'),
  `crossover_policy: 1
forecast: { npv: 400k USD, month: 120k USD, years: [250k USD, 120k USD] }
baseline: { result: plan.json, forecast_increase: 5%, keep_forecast: true }
`,
);

async function printed(...words: readonly string[]): Promise<string> {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd });
  const code = await runCli([...words, '--width', '120', '--quiet'], environment);
  return `${stdout()}${stderr()}exit code ${code}\n`;
}

test('two forecasts compared, as they are printed', async () => {
  expect(await printed('forecast', 'before.yaml', '--format', 'json', '--out', 'plan.json')).toBe('exit code 0\n');
  const table = await printed('compare', 'before.yaml', 'after.yaml', '--forecast');
  await expect(table).toMatchFileSnapshot('./compare-forecasts.table');
  const saved = await printed('compare', 'plan.json', 'after.yaml', '--format', 'markdown');
  expect(saved).toContain('a saved forecast has no formulas');
});

test('a forecast held against a policy, as it is printed', async () => {
  await printed('forecast', 'before.yaml', '--format', 'json', '--out', 'plan.json');
  const table = await printed('check', 'after.yaml', '--policy', 'policy.yaml');
  await expect(table).toMatchFileSnapshot('./check-forecast.table');
});

test('every format of the comparison is the same twice, and csv has every figure', async () => {
  for (const format of ['json', 'csv', 'html', 'xlsx']) {
    const out = `out.${format}`;
    expect(await printed('compare', 'before.yaml', 'after.yaml', '--forecast', '--format', format, '--out', out)).toBe(
      'exit code 0\n',
    );
  }
  const lines = readFileSync(join(cwd, 'out.csv'), 'utf8');
  expect(lines).toContain('largest_month.after');
  expect(lines).toContain('effects.volume.npv');
});
