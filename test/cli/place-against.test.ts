import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossover-against-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function place(...words: readonly string[]) {
  const recorded = recordedEnvironment();
  const code = await runCli(['place', ...words], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

it('--against ends with 1 where the saved plan should not be kept, and with 0 where it can', async () => {
  const plan = join(folder, 'plan.json');
  expect((await place('shared-build', '--format', 'json', '--out', plan)).code).toBe(0);
  const same = await place('shared-build', '--against', plan);
  expect(same.code).toBe(0);
  expect(same.stdout).toContain('it can be kept');
  const dearer = await place(
    'shared-build',
    '--against',
    plan,
    '--set',
    'offers.quote-a.hourly=4 USD/hour',
    '--width',
    '120',
  );
  expect(dearer.code).toBe(1);
  await expect(dearer.stdout).toMatchFileSnapshot('place-against.txt');
});

it('--against refuses what is no saved plan, at its place', async () => {
  const other = join(folder, 'other.json');
  writeFileSync(other, '{ "schema": "crossover/result/1" }');
  const { code, stderr } = await place('shared-build', '--against', other);
  expect(code).toBe(2);
  expect(stderr).toContain('expected crossover/place/1, but this is crossover/result/1');
  expect(stderr).toContain('only results of `crossover place` can be loaded');
  expect((await place('shared-build', '--against', join(folder, 'none.json'))).code).toBe(3);
});
