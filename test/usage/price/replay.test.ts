import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/program.ts';
import { recordedEnvironment } from '../../cli/frame-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossover-replay-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hours = 200;
/** Requests of each hour: 100 to 1,099, and one hour of 7,500. */
const requests = Array.from({ length: hours }, (_, hour) =>
  hour === 77 ? 7_500 : 100 + ((hour * 7_919) % 1_000),
);

const scenario = `crossover: 1
name: replay
catalog: "2026-12"
prices:
  - { id: api, input: 1 USD/Mtok, output: 4 USD/Mtok }
  - id: units
    input: 1 USD/Mtok
    output: 4 USD/Mtok
    provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 3k tokens/minute, output_weight: 4, minimum_units: 5 units, increment: 5 units }
offers:
  - { id: quote-a, gpu: h100-sxm, hourly: 2 USD/hour }
clusters:
  fleet: { model: llama-3.3-70b, offer: quote-a, gpus_per_replica: 2, utilization: 75%, throughput: { prefill: 8k tokens/s, decode: 20 tokens/s } }
workloads:
  support:
    volume: 1 requests/month
    tokens: { input: 1, output: 1 }
    options:
      api: { buy: api }
      own: { build: fleet }
      reserved: { buy: units, mode: provisioned }
      burst-1: { hybrid: { base: own, overflow: api, replicas: 1 } }
      burst-2: { hybrid: { base: own, overflow: api, replicas: 2 } }
`;

it('the hours of a log go through fleets, bursts and provisioned units one by one', async () => {
  const rows = requests.map((count, hour) => {
    const time = new Date(Date.UTC(2026, 9, 1, hour)).toISOString();
    return `${time},${String(count)},${String(count * 1000)},${String(count * 100)}`;
  });
  writeFileSync(
    join(folder, 'log.csv'),
    `timestamp,requests,input_tokens,output_tokens\n${rows.join('\n')}\n`,
  );
  writeFileSync(join(folder, 'options.yaml'), scenario);
  const recorded = recordedEnvironment({ cwd: folder });
  const words = ['usage', 'price', 'log.csv', '--options', 'options.yaml', '--format', 'json'];
  expect(await runCli(words, recorded.environment)).toBe(0);
  const { options } = JSON.parse(recorded.stdout()) as {
    readonly options: readonly {
      readonly id: string;
      readonly monthly: string | null;
      readonly method: string;
    }[];
  };
  const found = Object.fromEntries(options.map(({ id, monthly }) => [id, Number(monthly)]));

  const months = hours / 730;
  const total = requests.reduce((sum, each) => sum + each, 0);
  // 1,000 tokens at 1 USD and 100 at 4 USD a million.
  const price = 0.0014;
  expect(found['api']).toBeCloseTo((total * price) / months, 6);
  // A request holds a replica for 1,000/8,000 + 100/20 = 5.125 s; a replica is kept to 75 % of its time.
  const perHour = (0.75 * 3600) / 5.125;
  const replica = 2 * 2 * 730;
  // The busiest hour decides, and not the mean: 7,500/526.8 = 14.2, so 15 replicas.
  expect(Math.ceil(7_500 / perHour)).toBe(15);
  expect(found['own']).toBeCloseTo(15 * replica, 6);
  for (const kept of [1, 2]) {
    const over = requests.reduce((sum, each) => sum + Math.max(0, each - kept * perHour), 0);
    expect(found[`burst-${String(kept)}`]).toBeCloseTo(kept * replica + (over * price) / months, 4);
  }
  // 7,500 requests in an hour of 1,000 + 4 x 100 tokens are 175,000 a minute: 58.3 units, sold in fives.
  expect(found['reserved']).toBeCloseTo(60 * 730, 6);
  expect(options.map(({ method }) => method)).toEqual(['rows', 'hours', 'hours', 'hours', 'hours']);
}, 120_000);

it('a log of days does not tell its hours: the load stays that of the scenario, which hours on the hour replace', async () => {
  const stated = scenario.replace(
    '    options:\n',
    '    load: { peak_to_average: 6 }\n    retries: { max: 0 }\n    options:\n',
  );
  writeFileSync(join(folder, 'peaks.yaml'), stated);
  const fleetAt = async (name: string, step: number): Promise<number> => {
    // 30 rows of 240,000 requests of 1,000 and 100 tokens, a day or an hour apart.
    const rows = Array.from({ length: 30 }, (_, at) => {
      const time = new Date(Date.UTC(2026, 9, 1, at * step)).toISOString();
      return `${step === 24 ? time.slice(0, 10) : time},${String(step * 10_000)},${String(step * 10_000_000)},${String(step * 1_000_000)}`;
    });
    writeFileSync(join(folder, name), `timestamp,requests,input_tokens,output_tokens\n${rows.join('\n')}\n`);
    const recorded = recordedEnvironment({ cwd: folder });
    const words = ['usage', 'price', name, '--options', 'peaks.yaml', '--format', 'json'];
    expect(await runCli(words, recorded.environment)).toBe(0);
    const { options } = JSON.parse(recorded.stdout()) as {
      readonly options: readonly { readonly id: string; readonly monthly: string | null }[];
    };
    return Number(options.find(({ id }) => id === 'own')?.monthly);
  };
  const [days, hourly] = [await fleetAt('days.csv', 24), await fleetAt('even-hours.csv', 1)];
  // Both have 10,000 requests an hour. A replica is used so far, in seconds of an hour: 2,700. A request takes 1,000 / 8,000 of one
  // and 100 / 20 s = 5.125 s; 51,250 s an hour are 18.98 replicas, 19; six times that, at the scenario's peak, 113.9, 114. Two GPUs
  // each at 2 USD, 730 hours.
  expect(hourly).toBeCloseTo(19 * 2 * 2 * 730, 6);
  expect(days).toBeCloseTo(114 * 2 * 2 * 730, 6);
});
