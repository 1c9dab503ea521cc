import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

// 1,000 tokens a request at 1 USD/Mtok are 0.001 USD; a GPU at 2 USD/hour for 730 hours is 1,460 USD: equal at 1.46M requests.
const workload = `
    volume: 1M requests/month
    tokens: { input: 900, output: 100 }
    options: { api: { buy: acme/chat }, own: { build: gpus } }`;
const common = `crossover: 1
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 1 USD/Mtok } ]
offers: [ { id: acme/h100, gpu: h100-sxm, node: 1, term: on-demand, hourly: 2 USD/hour } ]
clusters:
  gpus: { model: llama-3.1-8b, offer: acme/h100, throughput: { mixed: 50000 tokens/second }, utilization: 100% }
workloads:`;

async function breakeven(text: string, ...words: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'breakeven-'));
  writeFileSync(join(folder, 'a.yaml'), text);
  const { environment, stdout, stderr } = recordedEnvironment({ cwd: folder });
  const code = await runCli(['breakeven', 'a.yaml', '--quiet', ...words], environment);
  expect(stderr()).toBe('');
  expect(code).toBe(0);
  return stdout();
}

test('without --solve it is the volume, in tokens and in what the scenario counts', async () => {
  const found = await breakeven(`${common}\n  chat:${workload}\n`);
  expect(found).toContain('api below 1,460,000,000 tokens/month (1,460,000 requests), own above');
});

test('of several workloads it is the volume of each', async () => {
  const found = await breakeven(
    `${common}\n  chat:${workload}\n  mail:${workload}\n`,
    '--format',
    'json',
    '--range',
    '1M..2M',
  );
  const { parameter, workloads } = JSON.parse(found) as {
    readonly parameter: string;
    readonly workloads: readonly { readonly id: string; readonly stated: unknown }[];
  };
  expect(parameter).toBe('workloads.*.volume');
  expect(workloads.map(({ id }) => id)).toEqual(['chat', 'mail']);
  expect(workloads[0]?.stated).toEqual({ unit: 'request/month', value: '1000000' });
});
