import { expect, it } from 'vitest';
import type { Json } from '../../src/document/index.ts';
import { stressWire } from '../../src/report/results/stress/wire.ts';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

async function stress(...words: readonly string[]) {
  const recorded = recordedEnvironment();
  const code = await runCli(['stress', ...words], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

it('shows a row a shock, and below what it moves', async () => {
  const { code, stdout } = await stress(
    'shared-build',
    '--only',
    'region-outage,volume-halves',
    '--quiet',
    '--width',
    '120',
  );
  expect(code).toBe(0);
  await expect(stdout).toMatchFileSnapshot('stress.txt');
});

it('writes JSON that is read back, and CSV with every figure', async () => {
  const json = await stress('commitment-tips', '--only', 'model-withdrawn', '--format', 'json');
  const written = JSON.parse(json.stdout) as Json;
  const result = stressWire.decode(written);
  expect(result?.shocks.map(({ verdict }) => verdict)).toEqual(['move']);
  expect(result === undefined ? null : stressWire.write(result)).toEqual(written);
  const csv = await stress('commitment-tips', '--only', 'model-withdrawn', '--format', 'csv');
  expect(csv.stdout).toContain('shocks.model-withdrawn.replanned,,12000,USD/month');
});

it('refuses a shock that there is not', async () => {
  const { code, stderr } = await stress('shared-build', '--only', 'meteor');
  expect(code).toBe(2);
  expect(stderr).toContain('error[stress/unknown-shock]: --only meteor: there is no such shock');
});
