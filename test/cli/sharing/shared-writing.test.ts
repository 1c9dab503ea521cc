import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runModel } from '../../../src/analysis/index.ts';
import { writeShared } from '../../../src/cli/sharing/shared-writing.ts';
import { writeWorkloads } from '../../../src/cli/sharing/write-workloads.ts';
import {
  openClaims,
  take,
  type WorkloadMessage,
  type WorkloadThread,
} from '../../../src/io/workload-thread.ts';
import { loadModel } from '../../../src/loading/index.ts';
import { render } from '../../../src/report/index.ts';
import { builtProgram } from '../../support/program.ts';
import { recordedEnvironment } from '../frame-environment.ts';
import { runCli } from '../../../src/cli/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossover-shared-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A scenario of so many workloads, of which some share a cluster. */
function scenarioOf(workloads: number): string {
  const body = Array.from(
    { length: workloads },
    (_, at) => `  w${at}:
    volume: ${1 + at}.5M requests/month
    tokens: { input: ${500 + 40 * (at % 7)}, output: ${100 + 20 * (at % 5)} }
    options:
      api: { buy: openai/gpt-4o-mini }
      haiku: { buy: anthropic/claude-haiku-4.5 }
${at % 5 === 0 ? '      own: { build: inference }\n' : ''}`,
  );
  return `crossover: 1
name: shared
catalog: 2026-11
clusters: { inference: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demand } }
workloads:
${body.join('')}`;
}

function fileOf(workloads: number): string {
  const file = join(folder, `of-${workloads}.yaml`);
  writeFileSync(file, scenarioOf(workloads));
  return file;
}

const options = { set: [], catalog: undefined, asOf: undefined, knownAt: undefined, locked: false };

describe('workloads that two threads write', () => {
  let alone = '';
  const file = fileOf(12);

  async function read() {
    const { model } = await loadModel(file, options, folder);
    if (!model.ok) return expect.fail('the scenario is wrong');
    return { model: model.value, result: runModel(model.value) };
  }

  beforeAll(async () => {
    alone = String((await render((await read()).result, { format: 'json' })).body);
  });

  /** The other thread, in this one: what it says can be changed on its way; after so many messages it breaks off. */
  async function written(
    change: (message: WorkloadMessage) => WorkloadMessage,
    most = Infinity,
  ): Promise<string> {
    const claims = openClaims();
    const said: WorkloadMessage[] = [];
    // It begins first, and takes half.
    for (let index = 0; index < 6; index += 1) take(claims, 'back', 12);
    const theirs = openClaims();
    for (let index = 0; index < 6; index += 1) take(theirs, 'front', 12);
    await writeWorkloads({ file, options, cwd: folder, claims: theirs }, (message) => said.push(message));
    const thread: WorkloadThread = {
      claims,
      listen: (listener) => {
        for (const message of said.slice(0, most)) listener(change(message));
        listener(null);
      },
      close: () => Promise.resolve(),
    };
    const { model, result } = await read();
    await writeShared(result, model, thread);
    return String((await render(result, { format: 'json' })).body);
  }

  it('are the same bytes as of one', async () => {
    const seen: number[] = [];
    const text = await written((message) => {
      if ('index' in message) seen.push(message.index);
      return message;
    });
    expect(seen).toEqual([11, 10, 9, 8, 7, 6]);
    expect(text).toBe(alone);
  });

  it('are taken over as they are handed over', async () => {
    const text = await written((message) =>
      'index' in message
        ? { ...message, text: new TextEncoder().encode(`"workload ${message.index}"`) }
        : message,
    );
    expect(text).not.toBe(alone);
    expect(text).toContain('"workload 11"');
    expect(text).not.toContain('"workload 5"');
  });

  it('are written by one where the other one read something else, or broke off', async () => {
    const elsewhere = await written((message) =>
      'digest' in message ? { digest: 'of other bytes' } : message,
    );
    expect(elsewhere).toBe(alone);
    expect(await written((message) => message, 3)).toBe(alone);
    expect(await written((message) => message, 0)).toBe(alone);
  });
});

it('each workload is taken once, from both ends', () => {
  const claims = openClaims();
  const ends = ['front', 'back', 'back', 'front', 'back', 'front', 'back'] as const;
  expect(ends.map((end) => take(claims, end, 5))).toEqual([0, 4, 3, 1, 2, undefined, undefined]);
});

it('a large scenario is the same JSON from the command, which starts a thread, as in one thread', async () => {
  const file = fileOf(260);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [await builtProgram(), 'run', file, '--format', 'json'],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  );
  const recorded = recordedEnvironment({ cwd: folder });
  expect(await runCli(['run', file, '--format', 'json'], recorded.environment)).toBe(0);
  expect(stdout).toBe(recorded.stdout());
}, 60_000);
