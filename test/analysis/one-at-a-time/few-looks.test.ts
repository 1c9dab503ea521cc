import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { oneAtATime } from '../../../src/analysis/one-at-a-time/sensitivity.ts';
import { smallestFlip } from '../../../src/analysis/one-at-a-time/smallest-flip.ts';
import { rangeOfOption } from '../../../src/analysis/simulation/cost-range.ts';
import { candidatesOf } from '../../../src/analysis/run/placement.ts';
import { readOptions } from '../../../src/analysis/run/statements.ts';
import { Bounds, reachable, type LeastNode } from '../../../src/formula/index.ts';
import { bodyOf } from '../../../src/formula/operations/least-body.ts';
import { loadModel } from '../../../src/loading/index.ts';
import { written } from '../../support/written.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossover-looks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An API against GPUs whose number steps up with the tokens of an answer, along a curve of measured throughput. */
async function workloadOf(volume: string, input: number, output: number) {
  const file = join(folder, 'scenario.yaml');
  writeFileSync(
    file,
    `crossover: 1
name: looks
catalog: 2026-11
teams: { mlops: { headcount: 0.5, loaded_cost: 190k USD/year } }
clusters:
  inference: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demand, platform: 400 USD/month }
workloads:
  chat:
    volume: ${volume} requests/month
    tokens: { input: ${input}, output: ${output}, cached: 40% }
    options:
      api: { buy: openai/gpt-4o-mini }
      own: { build: inference, team: mlops, setup: 60k USD, amortize: 24 months }
`,
  );
  return modelOf(file);
}

async function modelOf(file: string) {
  const options = { set: [], catalog: undefined, asOf: undefined, knownAt: undefined, locked: false };
  const { model } = await loadModel(file, options, folder);
  if (!model.ok) return expect.fail('the scenario is wrong');
  const [workload] = model.value.workloads;
  const candidates = candidatesOf(readOptions(workload ?? expect.fail()));
  return { model: model.value, candidates };
}

it('the nearest change is found where the first of several stretches is narrower than a grid', async () => {
  const { model, candidates } = await workloadOf('3.5M', 660, 180);
  const flip = written(oneAtATime(model, 'chat', candidates).flips).find(({ path }) =>
    path.endsWith('tokens.output'),
  );
  // 3.5 Mtok of output at 0.60 USD are 2.10 USD a token. Three H100 at 4.29 USD an hour for 730 hours, half of 190,000 USD a year, 2,500 USD
  // of setup and 400 USD of platform: 20,211.77 USD. Input is 660 tokens, 40 % of it at half of 0.15 USD: 277.20 USD.
  // (20,211.77 - 277.20) / 2.10 = 9,492.65, before a fourth GPU makes the API the cheapest again until 10,983.94.
  expect(flip).toMatchObject({ to: '9492.65079365079365079365', becomes: 'own' });
});

it('takes few looks of bounds, whichever option is the cheapest', async () => {
  const looks = vi.spyOn(Bounds.prototype, 'within');
  for (const [volume, least] of [
    ['0.7M', 'api'],
    ['140M', 'own'],
  ] as const) {
    const { model, candidates } = await workloadOf(volume, 700, 300);
    looks.mockClear();
    oneAtATime(model, 'chat', candidates);
    expect([volume, candidates[0]?.id]).toEqual([volume, least]);
    // Some forty inputs, of which a dozen move steps; strides alone took four times as many.
    expect(looks.mock.calls.length).toBeLessThan(140);
    expect(looks.mock.calls.length).toBeGreaterThan(20);
  }
});

it('the smallest change of a burst plan takes few looks of bounds, and few burst sizes', async () => {
  const looks = vi.spyOn(Bounds.prototype, 'within');
  const { model, candidates } = await modelOf(
    join(import.meta.dirname, '../../../scenarios/bursty-chat.yaml'),
  );
  const searched = reachable(candidates.map(({ monthly }) => monthly)).filter(
    (node): node is LeastNode => node.op === 'least',
  );
  const sizes = (): number => searched.reduce((sum, node) => sum + bodyOf(node).looked, 0);
  const before = sizes();
  looks.mockClear();
  expect(smallestFlip(model, 'chat', candidates)).toMatchObject({ path: 'clusters.base-load.utilization' });
  // Three inputs may be the nearest. Searching each of them took 131 looks and 4,887 sizes; now one is searched, the others
  // are settled as far as it is, and most sizes are left out by a line below what they cost.
  expect(looks.mock.calls.length).toBeLessThan(60);
  expect(looks.mock.calls.length).toBeGreaterThan(10);
  expect(sizes() - before).toBeLessThan(1_300);
  expect(sizes() - before).toBeGreaterThan(100);
});

it('the range of a burst plan takes some five burst sizes for each of its 256 rows', async () => {
  const { model, candidates } = await modelOf(
    join(import.meta.dirname, '../../../scenarios/bursty-chat.yaml'),
  );
  const [least] = reachable(candidates.map(({ monthly }) => monthly)).filter(
    (node): node is LeastNode => node.op === 'least',
  );
  const body = bodyOf(least ?? expect.fail());
  const before = body.looked;
  expect(rangeOfOption(model, 'burst')).not.toBeNull();
  expect(body.looked - before).toBeLessThan(1_400);
  expect(body.looked - before).toBeGreaterThan(256);
});
