import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

const cwd = mkdtempSync(join(tmpdir(), 'crossover-backtest-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

// Prices and rents by the history of the bundled catalog: what a year-old forecast of falling prices was worth.
writeFileSync(
  join(cwd, 'plan.yaml'),
  `crossover: 1
name: An API or spot GPUs
catalog: 2026-12
as_of: 2025-10-07
horizon: { gpu_price_trend: { uniform: [-40%/year, 0%/year] }, api_price_trend: { uniform: [-50%/year, 0%/year] } }
clusters: { spot: { model: llama-3.1-8b, offer: aws/h100-sxm/us/spot-median } }
workloads:
  chat:
    volume: 12M requests/month
    tokens: { input: 1500, output: 350 }
    options: { mini: { buy: openai/gpt-4o-mini }, open: { buy: groq/gpt-oss-120b }, spot: { build: spot } }
`,
);

test('a forecast of October 2025, as it is printed', async () => {
  const { environment, stdout } = recordedEnvironment({ cwd });
  const words = ['forecast', 'plan.yaml', '--backtest', '--until', '2026-11-01', '--width', '120', '--quiet'];
  expect(await runCli(words, environment)).toBe(0);
  await expect(stdout()).toMatchFileSnapshot('./backtest.table');
});

test('charts of it there are none', async () => {
  const { environment, stderr } = recordedEnvironment({ cwd });
  expect(await runCli(['forecast', 'plan.yaml', '--backtest', '--format', 'svg'], environment)).toBe(2);
  expect(stderr()).toContain('cli/conflict');
});
