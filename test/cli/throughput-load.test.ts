import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'load-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const scenario = (latency: string, more = ''): string => `crossover: 1
as_of: 2026-11-25
offers: [{ id: quote, gpu: h100-sxm, hourly: 2.50 USD/hour, node: 1 }]
clusters:
  own: { model: llama-3.1-8b, offer: quote, gpus_per_replica: 1, precision: fp8, throughput: { prefill: 60k tokens/s, decode: 8k tokens/s } }
workloads:
  chat:
    volume: 60M requests/month
    tokens: { input: 400, output: 200 }${more}
    constraints: { latency: ${latency} }
    options: { own: { build: own } }
`;

async function load(text: string, ...words: readonly string[]) {
  const file = join(folder, 'chat.yaml');
  writeFileSync(file, text);
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(['throughput', 'load', file, ...words], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

describe('throughput load', () => {
  /**
   * Configuration C2 of the catalog: 40.3 ms at 1 request a second, 59 at 10 and 123.8 at 25 for 99 % of requests (580.3 at 5 is
   * above the time at 10). Within 80 ms a replica takes 10 + 21/64.8 x 15 = 14.8611. 50 a second are 4 replicas; at 12.5 each
   * 59 + 2.5/15 x 64.8 = 69.8 ms. Whole requests take 2016 + 2.5/15 x (3602 - 2016) = 2280.33 ms: 28.504 in flight on each.
   * At the limit a request takes 2016 + 4.8611/15 x 1586 = 2529.98 ms, 37.598 in flight, so 37 places: of 50 x 2.52998 = 126.5 taken on
   * average, 4 replicas have 148, where 4 % wait, and 3 have 111.
   * Work: 50 x (400/60,000 + 200/8,000) / 0.7 = 2.26, so 3.
   */
  it('gives replicas, times and cost by load, and what is in flight', async () => {
    const { code, stdout } = await load(
      scenario('{ ttft: 80 ms, at: 95% }'),
      '--requests-per-second',
      '10,50,100',
      '--format',
      'csv',
    );
    expect(code).toBe(0);
    const rows = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const column = (at: number) => rows.map((row) => Number(row[at]));
    expect(column(7)[1]).toBe(4);
    expect(column(5)).toEqual([1, 3, 5]);
    expect(column(6)).toEqual([1, 4, 7]);
    expect(column(8)).toEqual([1, 4, 7]);
    expect(column(10)[1]).toBeCloseTo((50 * 2280.3333) / 1000, 3);
    expect(column(11)[0]).toBeCloseTo(59, 9);
    expect(column(11)[1]).toBeCloseTo(69.8, 9);
    // 2.50 x 730 for each; 50 a second are 131.4 million requests of 600 tokens a month.
    expect(column(13)).toEqual([1825, 7300, 12_775]);
    expect(column(14)[1]).toBeCloseTo(7300 / (131.4 * 600), 9);
  });

  it('shows them as a table, and what switching off when idle brings', async () => {
    const quiet = scenario('{ ttft: 500 ms, tpot: 40 ms }').replace('60M', '73k');
    const { code, stdout } = await load(
      quiet,
      '--requests-per-second',
      '1..50:3',
      '--scale-to-zero',
      '60',
      '--start-up',
      '90',
    );
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 7)).toMatchInlineSnapshot(`
      [
        "chat/own",
        "",
        "      Peak         Volume  Utilization   Latency  Erlang C    In all  GPUs  In flight  TTFT  TPOT       Cost      Cost",
        "requests/s  request/month     replicas  replicas  replicas  replicas         requests    ms    ms  USD/month  USD/Mtok",
        "         1      2,628,000            1         1         1         1     1       1.24  40.3  5.14      1,825      1.16",
        "      25.5     67,014,000            2         2         2         2     2       58.8  70.9  10.9      3,650    0.0908",
        "        50    131,400,000            3         2         3         3     3        136  87.8  13.4      5,475    0.0694",
      ]
    `);
    // 73,000 requests in 2,628,000 s are one in 36 s: a cycle lasts 90 + 36 x e^(60/36) = 280.60 s, so 9,365.6 a month,
    // each delaying 1 + 90/36 = 3.5 requests, by (90 + 90 x 90/36/2)/3.5 = 57.857 s; off for 36 of each 280.60 s.
    expect(stdout).toContain(
      '9,370 cold starts a month delay 32,800 requests, 44.9 % of all, by 57.9 s on average.',
    );
    expect(stdout).toContain('It runs 87.2 % of the hours in which requests come.');
  });

  it.each([
    [['--requests-per-second', '50..1'], 'Expected rates above 0'],
    [['--requests-per-second', '0,5'], 'Expected rates above 0'],
    [['--requests-per-second', 'x'], 'Expected rates above 0'],
    [[], '--requests-per-second'],
    [['--requests-per-second', '5', '--start-up', '-1'], 'Expected seconds'],
  ])('refuses %j', async (words, message) => {
    const { code, stderr } = await load(scenario('{ ttft: 80 ms }'), ...words);
    expect([code, stderr.includes(message)]).toEqual([2, true]);
  });

  it('says why nothing is known', async () => {
    const { code, stderr } = await load(scenario('any'), '--requests-per-second', '5');
    expect(code).toBe(2);
    expect(stderr).toContain('error[model/no-latency]: no option that is built has a known latency');
    expect(stderr).toContain("ask for times: 'constraints");
    // Where times are asked for, what is missing is another.
    const unmeasured = scenario('{ ttft: 80 ms }').replace(/, throughput: \{[^}]*\}/u, '').replace('llama-3.1-8b', 'llama-3.3-70b'); // prettier-ignore
    const without = await load(unmeasured, '--requests-per-second', '5');
    expect(without.stderr).toContain('has a known latency: ');
    expect(without.stderr).not.toContain('ask for times');
    const other = await load(scenario('{ ttft: 30 ms }'), '--requests-per-second', '5');
    expect(other.stderr).toContain(
      'no number of replicas meets a time to the first token of 30 ms: at 1 requests/s',
    );
  });

  it('is said beside a plan, and beside a run', async () => {
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, scenario('{ ttft: 80 ms, at: 95% }'));
    // 60 million requests in 2,628,000 s: 22.8 a second, for which 14.86 of one replica make two; at 11.4 each 59 + 1.4155/15 x 64.8.
    const note =
      'chat/own: at the peak of 22.8 requests/s the latency limit asks for 2 replicas and utilization for 2; for 95 % of requests the first token takes up to 65.1 ms';
    for (const words of [
      ['place', file],
      ['run', file, '--details'],
    ]) {
      const recorded = recordedEnvironment({ cwd: folder });
      expect(
        await runCli(
          [...words, '--format', 'json'].filter((each) => each !== '--details'),
          recorded.environment,
        ),
      ).toBe(0);
      expect(recorded.stdout()).toContain(note);
      const shown = recordedEnvironment({ cwd: folder });
      await runCli(words, shown.environment);
      expect(shown.stdout().replaceAll(/\s+/gu, ' ')).toContain(note);
    }
  });
});
