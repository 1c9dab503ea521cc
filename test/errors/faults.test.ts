import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

// Inputs that once ended wrongly, each with its right end, through the whole command.

const around = mkdtempSync(join(tmpdir(), 'crossover-faults-'));
afterAll(() => {
  rmSync(around, { recursive: true, force: true });
});
let cwd = around;
let count = 0;
beforeEach(() => {
  cwd = join(around, String((count += 1)));
  mkdirSync(cwd);
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
}

async function command(...words: readonly string[]) {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd });
  const code = await runCli(words, environment);
  return { code, stdout: stdout(), stderr: stderr() };
}

const api = `prices: [ { id: a/x, input: 1 USD/Mtok, output: 4 USD/Mtok } ]
workloads:
  w: { volume: 1M requests/month, tokens: { input: 1000, output: 200 }, options: { api: { buy: a/x } } }
`;

describe('a name that is a formula to a spreadsheet', { timeout: 60_000 }, () => {
  test.each([
    ['after a line break', '"Costs\\n=HYPERLINK(\\"http://evil\\";\\"x\\")"'],
    ['after a carriage return', '"Costs\\r=1+1"'],
    ['after a semicolon', '"Costs;=1+1"'],
    ['in a block of text', "|-\n  Budget 2027\n  =cmd|' /C calc'!A0"],
    ['at its start', '"=1+1"'],
    ['after a tab', '"\\t=1+1"'],
  ])('%s begins no cell, however the file is divided', async (_, name) => {
    write({ 'a.yaml': `crossover: 1\nname: ${name}\n${api}` });
    const { code, stdout, stderr } = await command('run', 'a.yaml', '--format', 'csv');
    if (code !== 0) {
      // Refused at its place is as right as shown harmlessly.
      expect([code, stderr]).toEqual([2, expect.stringMatching(/a\.yaml:2:\d+: error\[/u)]);
      return;
    }
    for (const delimiter of [',', ';', '\t']) {
      const rows: string[][] = parse(stdout, { delimiter, relax_quotes: true, relax_column_count: true });
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+@]|^\s*-(?!\d)/u);
    }
  });
});

describe('tags that make other values than texts', () => {
  test.each([
    ['a base', 'extends: !!omap [a: 1]\n'],
    ['a name', 'crossover: 1\nname: !!set {a}\n'],
    ['an unknown key', 'crossover: 1\nx: !!pairs [a: 1]\n'],
  ])('as %s are a problem at its place', async (_, text) => {
    write({ 'a.yaml': text });
    const { code, stdout, stderr } = await command('run', 'a.yaml');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^a\.yaml:\d+:\d+: error\[/u);
    expect(stderr).not.toContain('defect');
  });
});

describe('lists of prices that cannot be read as they are meant', { timeout: 60_000 }, () => {
  test('a quotation mark within a field is reported with its line', async () => {
    write({ 'b.csv': 'provider,gpu,price_per_gpu_hour\nab"c,h100-sxm,2.0\n' });
    const { code, stderr } = await command('catalog', 'import', 'csv', 'b.csv', '--into', 'mine');
    expect(code).toBe(2);
    expect(stderr).toMatch(/b\.csv:2:\d+: error\[document\/syntax\]/u);
  });

  test('terms of no length are no terms: the catalog that is written is read again', async () => {
    write({
      't.csv':
        'provider,gpu,price_per_gpu_hour,term\nacme,H100,2.0,0 months\nacme,H200,3.0,reserved 0 years\nacme,H200,3.0,0yr\nacme,H100,2.5,1 year\n',
    });
    const imported = await command('catalog', 'import', 'csv', 't.csv', '--into', 'mine');
    expect(imported.code).toBe(0);
    expect(imported.stdout).toContain('3 reported');
    const read = await command('catalog', 'list', '--catalog', 'mine', '--format', 'csv');
    expect([read.code, read.stderr]).toEqual([0, '']);
    expect(read.stdout).toContain('acme/h100/reserved-1y');
  });

  test('a folder with thousands of notes and comments is imported into in proportion', async () => {
    const source = `  - { url: gpus.csv:1, retrieved: 2026-11-01, note: "csv, sha256 ${'a'.repeat(64)}" }\n`;
    const hardware = `${'# licence line\n'.repeat(5_000)}- id: my-gpu\n  memory: 80 GB\n  bandwidth: 3000 GB/s\n  power: 700 W\n  source: { url: https://example.com/x, retrieved: 2026-10-01 }\n`;
    write({
      'mine/catalog.yaml': `crossover_catalog: 1\nversion: mine\ndate: 2026-11-01\nsources:\n${source.repeat(2_000)}`,
      'mine/hardware.yaml': hardware,
      't.csv': 'provider,gpu,price_per_gpu_hour\nacme,H100,2.0\n',
    });
    const { code, stderr } = await command('catalog', 'import', 'csv', 't.csv', '--into', 'mine');
    expect([code, stderr]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'mine/hardware.yaml'), 'utf8')).toContain('my-gpu');
    expect(readFileSync(join(cwd, 'mine/gpus.yaml'), 'utf8')).toContain('acme/h100');
  });
});

interface Answer {
  readonly workloads: readonly [
    {
      readonly options: readonly { readonly id: string; readonly monthly: string }[];
      readonly placement: {
        readonly option: string;
        readonly flips: readonly { readonly path: string; readonly to: string; readonly becomes: string }[];
      };
    },
  ];
}

interface Sweep {
  readonly workloads: readonly [
    { readonly options: readonly { readonly id: string }[]; readonly cells: readonly { readonly monthly: readonly string[] }[] },
  ];
}

interface BreakEvens {
  readonly workloads: readonly [
    { readonly intervals: readonly { readonly from: string; readonly to: string | null; readonly cheapest: string }[] },
  ];
}

const cascade = join(import.meta.dirname, 'faults', 'burst-and-cascade.yaml');

/** The model is built anew for each answer: what moves the inputs of one has to say the same. */
describe('what is said of a base of GPUs with overflow', { timeout: 120_000 }, () => {
  const json = async <T>(...words: readonly string[]): Promise<T> => {
    const { code, stdout } = await command(...words, '--format', 'json');
    expect(code).toBe(0);
    return JSON.parse(stdout) as T;
  };
  const run = async (file: string, path: string, value: number | string) =>
    (await json<Answer>('run', file, '--set', `${path}=${value}`)).workloads[0];

  test('a flip is the answer of a fresh run beside it', async () => {
    const [{ placement }] = (await json<Answer>('run', 'bursty-chat')).workloads;
    const flip = placement.flips.find(({ path }) => path === 'workloads.chat.volume');
    const to = Number(flip?.to);
    const there = await run('bursty-chat', 'workloads.chat.volume', `${to * (to < 9_000_000 ? 0.999 : 1.001)} requests/month`);
    expect(there.placement.option).toBe(flip?.becomes);
  });

  test.each([
    ['bursty-chat', 'workloads.chat.volume', '2.7M', '36M', 'requests/month'],
    [cascade, 'workloads.w0.volume', '2M', '2.6B', 'tokens/month'],
  ])('a sweep of %s costs what fresh runs cost', async (file, path, low, high, unit) => {
    const [{ options, cells }] = (await json<Sweep>('sweep', file, '--vary', `${path}=${low},${high} ${unit}`)).workloads;
    expect(cells.length).toBe(2);
    for (const [index, value] of [low, high].entries()) {
      const fresh = await run(file, path, `${value} ${unit}`);
      const shown = options.map(({ id }, at) => [id, Number(cells[index]?.monthly[at]).toFixed(2)]);
      expect(shown).toEqual(fresh.options.map(({ id, monthly }) => [id, Number(monthly).toFixed(2)]));
    }
  });

  test('the intervals between break-evens name what fresh runs choose on both sides', async () => {
    const path = 'workloads.w0.volume';
    const { workloads: [{ intervals }] } = await json<BreakEvens>('breakeven', cascade, '--solve', path);
    expect(intervals.length).toBeGreaterThan(1);
    for (const { from, to, cheapest } of intervals)
      for (const at of [Number(from) * 1.0001 + 1, to === null ? Number(from) * 3 : Number(to) * 0.9999])
        expect([at, (await run(cascade, path, `${at} tokens/month`)).placement.option]).toEqual([at, cheapest]);
  });
}); // prettier-ignore
