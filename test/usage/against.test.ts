import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { Exact } from '../../src/formula/index.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'crossover-against-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function crossover(...words: readonly string[]) {
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli(words, recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

interface Against {
  readonly expected: string;
  readonly actual: string;
  readonly change: string;
  readonly logged: string | null;
  readonly month: string | null;
  readonly lines: readonly {
    readonly id: string;
    readonly expected: string;
    readonly actual: string;
    readonly change: string;
  }[];
  readonly causes: readonly { readonly cause: string; readonly change: string }[] | null;
  readonly notes: readonly string[];
  readonly patch: string | null;
}

async function against(log: string, ...words: readonly string[]): Promise<Against> {
  const { code, stdout, stderr } = await crossover('usage', log, '--against', ...words, '--format', 'json');
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Against;
}

function sumOf(amounts: readonly { readonly change: string }[]): string {
  return amounts.reduce((sum, { change }) => sum.plus(change), new Exact(0)).toFixed();
}

const scenario = (workload: string): string => `crossover: 1
name: Support
catalog: 2026-12
as_of: 2026-11-25
hours_per_month: 720
horizon: { start: 2026-08, months: 3 }
prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 10 USD/Mtok, cached: 0.1 USD/Mtok }
workloads:
  support:
${workload}
    overheads: { experimentation: 10%, observability: { fixed: 50 USD/month } }
    options:
      api: { buy: acme/chat }
`;
const header = 'timestamp,requests,status,input_tokens,cached_tokens,output_tokens,cost';

beforeAll(() => {
  // 720 hours: 1,200 requests of 2,000 and 100 tokens at 5.40 USD.
  writeFileSync(
    join(folder, 'log.csv'),
    [
      header,
      '2026-09-01T00:01:00Z,600,200,1200000,0,60000,2.70',
      '2026-09-30T23:31:00Z,600,200,1200000,0,60000,2.70',
    ].join('\n'),
  );
  // The same with a cache, timeouts and bad output.
  writeFileSync(
    join(folder, 'failing.csv'),
    [
      header,
      '2026-09-01T00:01:00Z,600,200,1200000,300000,60000,2.7123',
      '2026-09-12T07:13:00Z,70,504,140000,0,0,0.1',
      '2026-09-13T07:13:00Z,30,500,60000,0,3000,0.09',
      '2026-09-30T23:31:00Z,577,200,1200007,1000,60001,2.70',
    ].join('\n'),
  );
  const plain =
    '    volume: 1000 requests/month\n    tokens: { input: 1000, output: 100 }\n    retries: { failure_rate: 2% }';
  writeFileSync(join(folder, 'support.yaml'), scenario(plain));
  writeFileSync(join(folder, 'smooth.yaml'), scenario(plain.replace('2%', '0%')));
});

describe('a log beside what was expected', () => {
  it('has causes as worked out by hand', async () => {
    const found = await against('log.csv', 'smooth.yaml');
    const cause = new Map(found.causes?.map((each) => [each.cause, Number(each.change)]));
    // Tokens: 1,000 x (1,000 x 1 + 100 x 10) / 10^6 = 2, and 1,200 x 3,000 / 10^6 x 1.5 = 5.4: 1.0 x 2 x 1 to 1.2 x 3 x 1.5.
    expect(found.lines.find(({ id }) => id === 'tokens')).toMatchObject({ expected: '2' });
    expect(Number(found.logged)).toBe(5.4);
    // 0.2 x (2/3 + (3 + 3)/6 + 4.5/3), 1 x (1/3 + (1.2 + 1.5)/6 + 1.8/3), 0.5 x (2/3 + (2.4 + 3)/6 + 3.6/3).
    expect(cause.get('volume')).toBeCloseTo(0.6333333333, 9);
    expect(cause.get('mix')).toBeCloseTo(1.3833333333, 9);
    expect(cause.get('price')).toBeCloseTo(1.3833333333, 9);
    // No attempt failed; a tenth of the tokens' change is experimentation.
    expect(cause.get('retries')).toBe(0);
    expect(cause.get('hidden_costs')).toBeCloseTo(0.34, 9);
    expect(Number(found.change)).toBeCloseTo(3.74, 9);
  });

  it('says that a log of several models has been held against one', async () => {
    const rows = ['small,0.10', 'large,0.90', 'small,0.10', 'b,0.1', 'c,0.1'].map(
      (each, at) => `2026-09-0${String(at + 1)}T00:01:00Z,1000,100,${each}`,
    );
    writeFileSync(
      join(folder, 'models.csv'),
      ['timestamp,input_tokens,output_tokens,model,cost', ...rows].join('\n'),
    );
    const { notes } = await against('models.csv', 'smooth.yaml');
    expect(notes.join('\n')).toContain(
      'the log has 4 models (small, b, c, ...), and the option has the prices of one',
    );
    expect((await against('log.csv', 'smooth.yaml')).notes.join('\n')).not.toContain('models (');
  });

  it('has causes and lines that add up exactly, and a patch of which run gives the actual cost', async () => {
    const found = await against('failing.csv', 'support.yaml');
    expect(sumOf(found.causes ?? [])).toBe(found.change);
    expect(sumOf(found.lines)).toBe(found.change);
    expect(new Exact(found.actual).minus(found.expected).toFixed()).toBe(found.change);
    expect(found.causes?.map(({ cause }) => cause)).toEqual([
      'volume',
      'mix',
      'price',
      'retries',
      'load',
      'hidden_costs',
    ]);
    // Tokens and retries come to what was paid, 5.6023, to eleven digits.
    const paid = found.lines.filter(({ id }) => id === 'tokens' || id === 'retries');
    expect(paid.reduce((sum, { actual }) => sum + Number(actual), 0)).toBeCloseTo(5.6023, 9);
    writeFileSync(join(folder, 'patch.yaml'), found.patch ?? '');
    const run = await crossover('run', 'patch.yaml', '--format', 'json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const result = JSON.parse(run.stdout) as { readonly portfolio: { readonly monthly: string } };
    expect(Number(result.portfolio.monthly)).toBeCloseTo(Number(found.actual), 12);
    const alone = await crossover('usage', 'failing.csv', '--against', 'support.yaml', '--scenario');
    expect(alone.stdout).toBe(found.patch);
  });

  it('takes classes of requests, reasoning and volumes in tokens', async () => {
    const classes =
      '    volume: 1000 requests/month\n    classes:\n      - { share: 80%, input: 500, output: 50 }\n      - { share: 20%, input: 3000, output: 300 }';
    writeFileSync(join(folder, 'classes.yaml'), scenario(classes));
    // 0.8 x 500 + 0.2 x 3,000 = 1,000 to 2,000 in: both twice as long. 100 to 100 out.
    const found = await against('log.csv', 'classes.yaml');
    expect(found.patch).toMatch(/classes\.0\.input": 1000\n[^]*classes\.1\.input": 6000\n/u);
    expect(sumOf(found.causes ?? [])).toBe(found.change);
    writeFileSync(join(folder, 'tokens.yaml'), scenario('    volume: 2M tokens/month\n    ratio: 4:1'));
    const tokens = await against('log.csv', 'tokens.yaml');
    // 2.4M + 0.12M tokens.
    expect(tokens.patch).toContain('"workloads.support.volume": 2520000 tokens/month');
    expect(tokens.patch).toContain('"workloads.support.ratio": 2400000:120000');
  });

  it('of a saved forecast has the month of the log, and no causes', async () => {
    const saved = await crossover('forecast', 'support.yaml', '--format', 'json', '--out', 'plan.json');
    expect(saved.code).toBe(0);
    const found = await against('log.csv', 'plan.json');
    expect(found).toMatchObject({ month: '2026-09', causes: null, patch: null });
    expect(Number(found.actual)).toBe(5.4);
    expect(new Exact(found.actual).minus(found.expected).toFixed()).toBe(found.change);
  });

  it('expects of a month what the horizon makes of it, and takes lines and causes of a saved forecast from its scenario', async () => {
    // From 1,000 requests in August, 10 % more each month: 1,100 in September, at 0.9 of the price of 1 and 10 USD/Mtok.
    const growing = scenario(
      '    volume: 1000 requests/month\n    growth: 10%/month\n    tokens: { input: 1000, output: 100 }',
    ).replace(
      'horizon: { start: 2026-08, months: 3 }',
      'horizon: { start: 2026-08, months: 3, api_price_trend: -10%/month }',
    );
    writeFileSync(join(folder, 'growing.yaml'), growing);
    const found = await against('log.csv', 'growing.yaml');
    expect(found.month).toBe('2026-09');
    // 1,100 x (1,000 x 0.9 + 100 x 9) / 10^6 = 1.98.
    expect(Number(found.lines.find(({ id }) => id === 'tokens')?.expected)).toBeCloseTo(1.98, 12);
    expect(sumOf(found.causes ?? [])).toBe(found.change);
    expect(sumOf(found.lines)).toBe(found.change);
    writeFileSync(join(folder, 'patch.yaml'), found.patch ?? '');
    const run = await crossover('run', 'patch.yaml', '--format', 'json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { portfolio } = JSON.parse(run.stdout) as { readonly portfolio: { readonly monthly: string } };
    expect(Number(portfolio.monthly)).toBeCloseTo(Number(found.actual), 12);
    await crossover('forecast', 'growing.yaml', '--format', 'json', '--out', 'grown.json');
    expect(await against('log.csv', 'grown.json', '--assumptions', 'growing.yaml')).toEqual(found);
    const saved = await against('log.csv', 'grown.json');
    expect(Number(saved.expected)).toBeCloseTo(Number(found.expected), 12);
    const other = await crossover(
      'usage',
      'log.csv',
      '--against',
      'grown.json',
      '--assumptions',
      'support.yaml',
    );
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringContaining('was not made of support.yaml as it is now'),
    ]);
    const late = growing.replace('2026-08', '2027-01');
    writeFileSync(join(folder, 'late.yaml'), late);
    const refused = await crossover('usage', 'log.csv', '--against', 'late.yaml');
    expect(refused.stderr).toContain(
      'the log covers 2026-09, and the horizon of the scenario runs from 2027-01 to 2027-03',
    );
  });

  it('shows columns that add up to the cent', async () => {
    const { stdout } = await crossover('usage', 'log.csv', '--against', 'support.yaml');
    const causes = stdout.slice(stdout.indexOf('By cause'), stdout.indexOf('By line'));
    const amounts = [...causes.matchAll(/([+-]?\d+\.\d\d)$/gmu)].map(([text]) =>
      Math.round(Number(text) * 100),
    );
    expect(amounts.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(amounts.at(-1));
  });

  it.each([
    [
      'conversation',
      '    volume: 10 requests/month\n    conversation: { turns: 3, user: 10, answer: 10 }',
      'states conversations',
    ],
    ['no option', '    volume: 10 requests/month\n    tokens: { input: 1, output: 1 }', "no option 'apj'"],
  ])('is refused with the reason: %s', async (name, workload, why) => {
    writeFileSync(join(folder, 'refused.yaml'), scenario(workload));
    const option = name === 'no option' ? ['--option', 'apj'] : [];
    const { code, stderr } = await crossover('usage', 'log.csv', '--against', 'refused.yaml', ...option);
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
    expect(stderr).toContain('error[usage/against]');
  });
});
