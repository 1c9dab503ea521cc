import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Written } from '../support/written.ts';
import type { SensitivityAnalysis, SimulateResult, SweepResult } from '../../src/analysis/index.ts';
import type { Environment } from '../../src/cli/environment.ts';
import { runCli } from '../../src/cli/program.ts';
import { closedForm, twoPrices } from '../support/uncertain-scenarios.ts';
import { recordedEnvironment } from './frame-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossover-uncertainty-'));
mkdirSync(join(folder, 'catalog'));
writeFileSync(
  join(folder, 'catalog', 'catalog.yaml'),
  'crossover_catalog: 1\nversion: test\ndate: 2026-11-01\nsources: []\n',
);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly problems: string;
}

/** Runs a command over a scenario's text in a file `s.yaml`. */
async function ran(
  yaml: string,
  command: string,
  flags: readonly string[] = [],
  world: Partial<Environment> = {},
): Promise<Ran> {
  writeFileSync(join(folder, 's.yaml'), `crossover: 1\n${yaml}`);
  const recorded = recordedEnvironment({ cwd: folder });
  const code = await runCli([command, 's.yaml', '--catalog', 'catalog', ...flags], {
    ...recorded.environment,
    ...world,
  });
  return { code, out: recorded.stdout(), problems: recorded.stderr() };
}

describe('through the command line', () => {
  test('simulate: 120, 200, 280; 25 %; 6.25 a month', async () => {
    const { code, out, problems } = await ran(closedForm, 'simulate', [
      '--samples',
      '65536',
      '--format',
      'json',
    ]);
    expect([code, problems]).toEqual([0, '']);
    const result = JSON.parse(out) as Written<SimulateResult>;
    const [workload] = result.workloads;
    const [api, own] = workload?.options ?? [];
    expect([api?.p10, api?.p50, api?.p90].map((each) => Math.round(Number(each) * 10) / 10)).toEqual([
      120, 200, 280,
    ]);
    expect(own?.cheapest).toBeCloseTo(0.25, 4);
    expect(Number(workload?.perfect_information)).toBeCloseTo(6.25, 3);
    expect(result).toMatchObject({
      schema: 'crossover/simulate/1',
      samples: 65_536,
      seed: 1,
      complete: true,
    });
    expect(Object.keys(workload?.crossovers[0] ?? {})).toEqual(
      expect.arrayContaining(['buy', 'build', 'p10', 'p50', 'p90', 'never']),
    );
  });

  test('sensitivity: a sentence says what a quote is worth', async () => {
    const { code, out } = await ran(closedForm, 'sensitivity', ['--samples', '1024']);
    expect(code).toBe(0);
    expect(out).toContain('a firm quote for input price is worth up to 6 USD a month');
    expect(out).toContain('100 to 300 USD/month');
    const json = await ran(closedForm, 'sensitivity', ['--samples', '1024', '--format', 'json']);
    expect((JSON.parse(json.out) as Written<SensitivityAnalysis>).workloads[0]?.parameters[0]).toMatchObject({
      low: '2',
      high: '6',
      monthly_low: '100',
      monthly_high: '300',
    });
  });

  test('sweep: table, chart and json', async () => {
    const vary = ['--vary', 'workloads.w.volume=10M..100M:10'];
    const { code, out } = await ran(closedForm, 'sweep', vary);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('uncertainty-sweep.txt');
    const json = await ran(closedForm, 'sweep', [...vary, '--format', 'json']);
    expect(
      (JSON.parse(json.out) as Written<SweepResult>).workloads[0]?.crossovers[0]?.intervals.at(1)?.from,
    ).toBe('62500000');
  });

  test('sweep: a map of two inputs', async () => {
    const vary = ['workloads.w.volume=10M..100M:10', 'prices.acme/chat.input=1..6:6'];
    const { code, out } = await ran(
      closedForm,
      'sweep',
      vary.flatMap((text) => ['--vary', text]),
    );
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('uncertainty-map.txt');
  });

  test.each(['table', 'markdown', 'json', 'csv'])('two runs give the same bytes as %s', async (format) => {
    for (const [command, flags] of [
      ['simulate', ['--samples', '5000']],
      ['sensitivity', ['--samples', '512']],
      ['sweep', ['--vary', 'workloads.w.volume=1M..100M:5:log']],
    ] as const) {
      const runs = [
        await ran(closedForm, command, [...flags, '--format', format]),
        await ran(closedForm, command, [...flags, '--format', format]),
      ];
      expect(runs[0]?.code).toBe(0);
      expect(runs[0]?.out.length).toBeGreaterThan(100);
      expect(runs[1]?.out).toBe(runs[0]?.out);
    }
  });
});

test('Ctrl-C ends a simulation at once: the partial result says so, exit 130', async () => {
  const world: Partial<Environment> = {
    onInterrupt: (handler) => {
      setTimeout(handler, 150);
      return () => undefined;
    },
  };
  const { code, out } = await ran(
    closedForm,
    'simulate',
    ['--samples', '1e10', '--format', 'json', '--threads', '1'],
    world,
  );
  expect(code).toBe(130);
  const result = JSON.parse(out) as Written<SimulateResult>;
  expect(result.complete).toBe(false);
  expect(result.samples).toBeGreaterThan(0);
  expect(result.workloads[0]?.crossovers).toEqual([]);
  expect(result.samples).toBeLessThan(result.samples_asked);
  expect(Number(result.workloads[0]?.options[0]?.p50)).toBeCloseTo(200, -1);
});

describe('wrong input names the address, exit 2', () => {
  const fixed = closedForm.replace('{ uniform: [2 USD/Mtok, 6 USD/Mtok] }', '4 USD/Mtok');
  const withPrice = (text: string): string =>
    closedForm.replace('{ uniform: [2 USD/Mtok, 6 USD/Mtok] }', text);
  test.each([
    ['no samples', closedForm, 'simulate', ['--samples', '0'], ['--samples', 'found 0']],
    ['samples that are no number', closedForm, 'simulate', ['--samples', 'many'], ['--samples']],
    ['no samples of a sensitivity', closedForm, 'sensitivity', ['--samples', '0'], ['--samples']],
    ['a seed below 0', closedForm, 'simulate', ['--seed', '-1'], ['--seed']],
    ['nothing uncertain', fixed, 'simulate', [], ['uncertain', 'workloads.w.volume', '--uncertain default']],
    ['nothing uncertain', fixed, 'sensitivity', [], ['uncertain', 'workloads.w.volume']],
    [
      'low above high',
      withPrice('{ uniform: [6 USD/Mtok, 2 USD/Mtok] }'),
      'simulate',
      [],
      ['prices.acme/chat.input', 'above high'],
    ],
    [
      'a mode outside',
      withPrice('{ pert: [2 USD/Mtok, 9 USD/Mtok, 6 USD/Mtok] }'),
      'simulate',
      [],
      ['prices.acme/chat.input', 'mode'],
    ],
    ['no values', withPrice('{ observed: [] }'), 'simulate', [], ['prices.acme/chat.input']],
    [
      'no spread',
      withPrice('{ normal: { mean: 4 USD/Mtok, sd: 0 USD/Mtok } }'),
      'simulate',
      [],
      ['prices.acme/chat.input', 'standard deviation'],
    ],
    [
      'an empty range',
      closedForm,
      'sweep',
      ['--vary', 'workloads.w.volume=5M..5M'],
      ['workloads.w.volume', 'empty'],
    ],
    [
      'an unknown address',
      closedForm,
      'sweep',
      ['--vary', 'workloads.w.volme=1..2'],
      ['workloads.w.volme', 'did you mean workloads.w.volume?'],
    ],
    ['a correlation above 1', twoPrices('1.5'), 'simulate', [], ['correlations.0.rank', '1']],
    [
      'a correlation of something certain',
      twoPrices('0.5').replace('prices.acme/b.input]', 'prices.acme/b.output]'),
      'simulate',
      [],
      ['prices.acme/b.output', 'not an uncertain input'],
    ],
  ] as const)('%s', async (_, yaml, command, flags, parts) => {
    const { code, out, problems } = await ran(yaml, command, flags);
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const part of parts) expect(problems).toContain(part);
    expect(problems).not.toMatch(/\bat .*\.ts:/u);
  });

  test('impossible correlations, with the nearest that are possible', async () => {
    const three = twoPrices('0.9')
      .replace(
        'correlations:',
        'correlations:\n  - { between: [prices.acme/b.input, prices.acme/c.input], rank: 0.9 }\n  - { between: [prices.acme/a.input, prices.acme/c.input], rank: -0.9 }',
      )
      .replace(
        'prices:\n',
        'prices:\n  - { id: acme/c, input: { uniform: [2 USD/Mtok, 6 USD/Mtok] }, output: 4 USD/Mtok }\n',
      )
      .replace('b: { buy: acme/b }', 'b: { buy: acme/b }\n      c: { buy: acme/c }');
    const { code, problems } = await ran(three, 'simulate');
    expect(code).toBe(2);
    expect(problems).toContain('s.yaml:');
    expect(problems).toContain('no joint distribution has these');
    expect(problems).toMatch(/prices\.acme\/a\.input and prices\.acme\/c\.input -0\.\d+ instead of -0\.9/u);
  });
});
