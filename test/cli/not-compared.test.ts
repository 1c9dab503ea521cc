import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

const workload = `
    volume: 1M requests/month
    tokens: { input: 900, output: 100 }
    options: { api: { buy: acme/chat }, own: { build: gpus } }`;

/** The first screen of two workloads, whose cluster states these keys. */
async function screenOf(cluster: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'not-compared-'));
  writeFileSync(
    join(folder, 'a.yaml'),
    `crossover: 1
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok } ]
offers: [ { id: acme/h100, gpu: h100-sxm, node: 8, term: on-demand, hourly: 2 USD/hour } ]
clusters: { gpus: { model: llama-3.3-70b, offer: acme/h100, ${cluster} } }
workloads:\n  chat:${workload}\n  mail:${workload}\n`,
  );
  const { environment, stdout } = recordedEnvironment({ cwd: folder });
  expect(await runCli(['run', 'a.yaml', '--width', '120'], environment)).toBe(0);
  return stdout();
}

test('a verdict of several workloads names the options that it was not compared with, and why', async () => {
  const screen = await screenOf('gpus_per_replica: 8');
  expect(screen.replaceAll(/\s+/gu, ' ')).toContain(
    'Not compared chat/own: no measured throughput of llama-3.3-70b on h100-sxm with 8 GPUs a replica is in catalog 2026-12 (+1)',
  );
});

test('where every option has figures nothing is said', async () => {
  expect(await screenOf('gpus_per_replica: 2')).not.toContain('Not compared');
});
