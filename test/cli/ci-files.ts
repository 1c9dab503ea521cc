import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

/** A support chat with everything beside it, so that no catalog of ours changes a test. */
export function scenarioText(
  details: { readonly requests?: string; readonly price?: number; readonly name?: string } = {},
): string {
  const { requests = '2M', price = 2, name = 'Support' } = details;
  return `crossover: 1
name: ${name}
catalog: ${catalogFolder}
prices:
  - { id: acme/chat, input: ${price} USD/Mtok, output: ${price * 4} USD/Mtok }
offers:
  - { id: quote, gpu: h200-sxm, hourly: 30 USD/hour, term: 1 year }
clusters:
  main: { model: own, offer: quote, gpus_per_replica: 1, throughput: { prefill: 20k tokens/s, decode: 2.5k tokens/s } }
workloads:
  chat:
    volume: ${requests} requests/month
    tokens: { input: 1500, output: 350 }
    options:
      api: { buy: acme/chat }
      own: { build: main }
`;
}

/** A catalog without entries, which the scenarios of a folder name. */
const catalogFolder = 'prices';
export const catalogFiles: Readonly<Record<string, string>> = {
  'prices/catalog.yaml': 'crossover_catalog: 1\nversion: test\ndate: 2026-11-01\nsources: []\n',
};

/** A new folder with these files, removed at the end of the test. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crossover-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFiles(folder, files);
  return folder;
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** One command line in a folder. */
export async function commandIn(cwd: string, ...argv: readonly string[]) {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd });
  const code = await runCli(argv, environment);
  return { code, stdout: stdout(), stderr: stderr() };
}
