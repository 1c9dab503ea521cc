import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/program.ts';
import { findLogFiles } from '../../../src/io/index.ts';
import { loadInputs, withProfile } from '../../../src/loading/index.ts';
import { ok } from '../../../src/diagnostics/index.ts';
import { duckdb, priceLog, pricedRows } from '../../../src/usage/index.ts';
import { recordedEnvironment } from '../../cli/frame-environment.ts';

/** A row of the log, and what it is computed from by hand. */
interface Row {
  readonly time: string;
  readonly team: string;
  readonly status: string;
  readonly input: bigint;
  readonly cached: bigint;
  readonly written: bigint;
  readonly output: bigint;
}

const scenario = `crossover: 1
name: what the log would have cost
catalog: "2026-12"
prices:
  - { id: flat, input: 0.15 USD/Mtok, output: 0.60 USD/Mtok }
  - id: tiered
    input: 3 USD/Mtok
    cached: 0.30 USD/Mtok
    cache_write: 3.75 USD/Mtok
    output: 15 USD/Mtok
    per_request: 0.0005 USD
    batch: { multiplier: 50%, combines_with_cache: true }
    tiers:
      - { above: 8k tokens, mode: whole_request, input: 6 USD/Mtok, cached: 0.60 USD/Mtok, cache_write: 7.50 USD/Mtok, output: 22.50 USD/Mtok }
  - id: excess
    input: 1 USD/Mtok
    cached: 0.10 USD/Mtok
    cache_write: 1.25 USD/Mtok
    output: 4 USD/Mtok
    tiers: [ { above: 10k tokens, mode: part_above, input: 2 USD/Mtok, cached: 0.20 USD/Mtok, cache_write: 2.50 USD/Mtok, output: 6 USD/Mtok } ]
  - id: unknown-above
    input: 1 USD/Mtok
    output: 4 USD/Mtok
    tiers: [ { above: 12k tokens, mode: unknown, input: 2 USD/Mtok, output: 6 USD/Mtok } ]
workloads:
  support:
    volume: 1 requests/month
    tokens: { input: 1, output: 1 }
    options:
      flat: { buy: flat }
      tiered: { buy: tiered, batch: 20% }
      excess: { buy: excess }
      unknown: { buy: unknown-above }
`;

/** Picodollars, so that every price of a token is whole. */
const pico = 1_000_000_000_000n;

/** Without batch, tiers or cache: 0.15 and 0.60 USD a million tokens. */
function flatCost({ status, input, output }: Row): bigint {
  if (status === '429') return 0n;
  return status === '504' ? 150_000n * input : 150_000n * input + 600_000n * output;
}

/** A fifth runs as batch at half the price: nine tenths. Above 8,000 tokens the whole request is dearer. A request costs 0.0005 USD. */
function tieredCost({ status, input, cached, written, output }: Row): bigint {
  if (status === '429') return 0n;
  const [i, c, w, o] =
    input > 8_000n
      ? [6_000_000n, 600_000n, 7_500_000n, 22_500_000n]
      : [3_000_000n, 300_000n, 3_750_000n, 15_000_000n];
  const ofInput = ((input - cached - written) * i + cached * c + written * w) * 9n;
  const ofOutput = output * o * 9n;
  return status === '504' ? ofInput / 10n : (ofInput + ofOutput) / 10n + 500_000_000n;
}

/** Only the part of a request above 10,000 input tokens is dearer: that part of every kind of its tokens. In picodollars times the input. */
function excessCost({ status, input, cached, written, output }: Row): readonly [amount: bigint, of: bigint] {
  if (status === '429') return [0n, 1n];
  const above = input > 10_000n ? input - 10_000n : 0n;
  const plain = (input - cached - written) * 1_000_000n + cached * 100_000n + written * 1_250_000n;
  const answer = status === '504' ? [0n, 0n] : [output * 4_000_000n, output * 2_000_000n];
  return [(plain + (answer[0] ?? 0n)) * input + (plain + (answer[1] ?? 0n)) * above, input];
}

const folder = mkdtempSync(join(tmpdir(), 'crossover-price-'));
const rows: Row[] = [];
beforeAll(() => {
  let state = 12_345n;
  const next = (below: bigint): bigint => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
    return (state >> 33n) % below;
  };
  for (let index = 0; index < 10_000; index += 1) {
    const input = next(10n) === 0n ? 8_000n + next(12_000n) : 1n + next(8_000n);
    const cached = next(3n) === 0n ? next(input + 1n) : 0n;
    const written = next(4n) === 0n ? next(input - cached + 1n) : 0n;
    const luck = next(50n);
    rows.push({
      time: new Date(Date.UTC(2026, 9, 1) + index * 260_000).toISOString(),
      team: `team-${next(4n)}`,
      status: luck === 0n ? '429' : luck === 1n ? '504' : luck === 2n ? '500' : '200',
      input,
      cached,
      written,
      output: next(900n),
    });
  }
  const lines = rows.map(({ time, team, status, input, cached, written, output }, index) =>
    [time, team, status, input, cached, written, output, index].join(','),
  );
  writeFileSync(
    join(folder, 'log.csv'),
    `timestamp,team,status,input_tokens,cached_tokens,cache_write_tokens,output_tokens,model\n${lines.join('\n')}\n`,
  );
  writeFileSync(join(folder, 'options.yaml'), scenario);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An amount with twelve decimals as picodollars. */
function picoOf(text: string | null): bigint | null {
  if (text === null) return null;
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole) * pico + BigInt(part.padEnd(12, '0'));
}

async function pricedByRow(): Promise<readonly (readonly (string | null)[])[]> {
  const files = await findLogFiles([{ name: 'log.csv', path: join(folder, 'log.csv') }]);
  const options = { set: [], catalog: undefined, asOf: undefined, knownAt: undefined, locked: false };
  const { inputs } = await loadInputs('options.yaml', options, folder);
  if (!files.ok || !inputs.ok) throw new Error(JSON.stringify([files, inputs.diagnostics]));
  const workload = inputs.value.scenario.workloads.get('support');
  if (workload === undefined) throw new Error('no workload');
  const question = {
    named: null,
    columns: [],
    cached: null,
    zone: 'UTC',
    from: null,
    until: null,
    today: '2026-11-23',
  };
  const read = await withProfile(files.value, question, async (log) => {
    const pricing = priceLog({
      ...inputs.value,
      workload,
      profile: log.profile,
      answer: log.answer,
      by: 'day',
    });
    if (!pricing.ok) return pricing;
    const { prices, workload: logged } = pricing.value;
    expect(prices.options.map(({ id }) => id)).toEqual(['flat', 'tiered', 'excess', 'unknown']);
    const sql = pricedRows(log.meaning, prices, logged, duckdb, log.scope);
    const found = await log.query(
      `SELECT ${[0, 1, 2, 3].map((index) => `CAST(price_${index} AS VARCHAR)`).join(', ')} FROM (${sql}) AS priced ORDER BY CAST(model AS INTEGER)`,
    );
    return found.ok ? ok(found.value) : found;
  });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.value;
}

interface Priced {
  readonly options: readonly {
    readonly id: string;
    readonly tokens: string | null;
    readonly unknown_rows: number;
    readonly monthly: string | null;
    readonly run: string | null;
    readonly causes: readonly { readonly cause: string; readonly monthly: string }[];
  }[];
  readonly priced: readonly string[];
  readonly parts: readonly { readonly id: string; readonly costs: readonly (string | null)[] }[];
}

async function usagePrice(...words: readonly string[]): Promise<Priced> {
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(
    ['usage', 'price', 'log.csv', '--options', 'options.yaml', '--format', 'json', ...words],
    recorded.environment,
  );
  if (code !== 0) throw new Error(recorded.stderr());
  return JSON.parse(recorded.stdout()) as Priced;
}

describe('a log of 10,000 rows under the options of a scenario', () => {
  it('costs, row by row, what is computed by hand', async () => {
    const found = await pricedByRow();
    expect(found).toHaveLength(rows.length);
    let long = 0;
    for (const [index, row] of rows.entries()) {
      const [flat = null, tiered = null, excess = null, unknown = null] = found[index] ?? [];
      expect(picoOf(flat)).toBe(flatCost(row));
      expect(picoOf(tiered)).toBe(tieredCost(row));
      const [amount, of] = excessCost(row);
      const error = (picoOf(excess) ?? 0n) * of - amount;
      // To the last of twelve decimals: half of one at most, times the input that the amount is over.
      expect(2n * (error < 0n ? -error : error) <= of).toBe(true);
      expect(unknown === null).toBe(row.input > 12_000n);
      long += Number(row.input > 12_000n);
    }
    expect(long).toBeGreaterThan(100);
  }, 240_000);

  it('is summed to the digit, in all and by team', async () => {
    const { options, parts, priced } = await usagePrice('--by', 'team');
    const sum = (of: readonly Row[], cost: (row: Row) => bigint): bigint =>
      of.reduce((total, row) => total + cost(row), 0n);
    expect(picoOf(options[0]?.tokens ?? null)).toBe(sum(rows, flatCost));
    expect(picoOf(options[1]?.tokens ?? null)).toBe(sum(rows, tieredCost));
    expect(options[3]?.unknown_rows).toBe(rows.filter(({ input }) => input > 12_000n).length);
    expect(priced).toEqual(['flat', 'tiered', 'excess', 'unknown']);
    expect(parts.map(({ id }) => id)).toEqual(['team-0', 'team-1', 'team-2', 'team-3']);
    for (const { id, costs } of parts) {
      const own = rows.filter(({ team }) => team === id);
      expect(picoOf(costs[1] ?? null)).toBe(sum(own, tieredCost));
    }
  }, 240_000);

  it('agrees with run on the means where prices are flat, and says what tiers and failed attempts add', async () => {
    const { options } = await usagePrice();
    // 10,000 rows, 260 s apart: from midnight to the end of hour 722.
    const months = 723 / 730;
    const near = (text: string | null | undefined, value: number): void => {
      expect(Math.abs(Number(text) / value - 1)).toBeLessThan(1e-9);
    };
    const finished = rows.filter(({ status }) => status === '200');
    const monthly = (of: readonly Row[], cost: (row: Row) => bigint): number =>
      Number(of.reduce((total, row) => total + cost(row), 0n)) / Number(pico) / months;
    const [flat, tiered] = options;
    const causeOf = (option: typeof flat, name: string): string | undefined =>
      option?.causes.find(({ cause }) => cause === name)?.monthly;
    near(flat?.monthly, monthly(rows, flatCost));
    // A flat price of means is the mean of the prices.
    expect(Math.abs(Number(causeOf(flat, 'context_tiers')))).toBeLessThan(1e-9);
    near(String(Number(flat?.run) + Number(causeOf(flat, 'failed_attempts'))), monthly(rows, flatCost));
    // The means lie below the tier, so that run prices every token at the lower prices.
    const low = (row: Row): bigint =>
      (((row.input - row.cached - row.written) * 3_000_000n +
        row.cached * 300_000n +
        row.written * 3_750_000n +
        row.output * 15_000_000n) *
        9n) /
        10n +
      500_000_000n;
    near(causeOf(tiered, 'context_tiers'), monthly(finished, tieredCost) - monthly(finished, low));
    near(
      tiered?.monthly,
      Number(tiered?.run) +
        Number(causeOf(tiered, 'context_tiers')) +
        Number(causeOf(tiered, 'failed_attempts')),
    );
    near(tiered?.monthly, monthly(rows, tieredCost));
  }, 240_000);
});
