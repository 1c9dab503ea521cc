import { afterAll, expect, test } from 'vitest';
import { policyText, pricesText, quotesText, scenarioText } from '../../bench/growth/inputs.ts';
import { growthOf, startCounting, type Prepare } from './counted.ts';

const counter = startCounting();
afterAll(() => counter.stop());

interface Grown {
  readonly sizes: readonly [number, number, number];
  readonly prepare: Prepare;
}

const json = ['--format', 'json'];
const samples = ['--samples', '256'];

/** Every command that takes an input of any size, and what of it is doubled. */
const commands: Readonly<Record<string, Grown>> = {
  'run, workloads': {
    sizes: [2, 4, 8],
    prepare: (n, write) => ['run', write('a.yaml', scenarioText({ workloads: n })), ...json],
  },
  'run, options': {
    sizes: [20, 40, 80],
    prepare: (n, write) => ['run', write('a.yaml', scenarioText({ workloads: 1, options: n })), ...json],
  },
  'breakeven, options': {
    sizes: [10, 20, 40],
    prepare: (n, write) => [
      'breakeven',
      write('a.yaml', scenarioText({ workloads: 1, options: n })),
      '--solve',
      'workloads.w0.volume',
    ],
  },
  'breakeven, workloads': {
    sizes: [4, 8, 16],
    prepare: (n, write) => ['breakeven', write('a.yaml', scenarioText({ workloads: n }))],
  },
  'sweep, workloads': {
    sizes: [4, 8, 16],
    prepare: (n, write) => [
      'sweep',
      write('a.yaml', scenarioText({ workloads: n })),
      '--vary',
      'clusters.c0.utilization=20%..90%:5',
    ],
  },
  'simulate, workloads': {
    sizes: [2, 4, 8],
    prepare: (n, write) => [
      'simulate',
      write('a.yaml', scenarioText({ workloads: n, uncertain: true })),
      '--threads',
      '1',
      ...samples,
    ],
  },
  'sensitivity, workloads': {
    sizes: [2, 4, 8],
    prepare: (n, write) => [
      'sensitivity',
      write('a.yaml', scenarioText({ workloads: n, uncertain: true })),
      ...samples,
    ],
  },
  'compare, workloads': {
    sizes: [4, 8, 16],
    prepare: (n, write) => [
      'compare',
      write('a.yaml', scenarioText({ workloads: n })),
      write('b.yaml', scenarioText({ workloads: n, changed: true })),
    ],
  },
  'check, workloads': {
    sizes: [4, 8, 16],
    prepare: (n, write) => [
      'check',
      write('a.yaml', scenarioText({ workloads: n })),
      '--policy',
      write('policy.yaml', policyText),
    ],
  },
  'check, a saved result': {
    sizes: [2, 4, 8],
    prepare: (n, write) => [
      ...saved(n, write),
      'check',
      'a.json',
      '--policy',
      write('policy.yaml', policyText),
    ],
  },
  'report, a saved result': {
    sizes: [2, 4, 8],
    prepare: (n, write) => [...saved(n, write), 'report', 'a.json'],
  },
  'explain, workloads': {
    sizes: [4, 8, 16],
    prepare: (n, write) => [
      'explain',
      write('a.yaml', scenarioText({ workloads: n })),
      'workloads.w0.options.api.monthly',
    ],
  },
  'quotes, rows': {
    sizes: [40, 80, 160],
    prepare: (n, write) => ['quotes', write('quotes.csv', quotesText(n))],
  },
  'catalog list, rows': {
    sizes: [10, 20, 40],
    prepare: (n, write) => [...imported(n, write), 'catalog', 'list', '--catalog', 'folder'],
  },
  'catalog validate, rows': {
    sizes: [10, 20, 40],
    prepare: (n, write) => [...imported(n, write), 'catalog', 'validate', 'folder'],
  },
  'catalog import, rows': {
    sizes: [10, 20, 40],
    prepare: (n, write) => imported(n, write).slice(0, -1),
  },
  'forecast, workloads': {
    sizes: [2, 4, 8],
    prepare: (n, write) => ['forecast', write('a.yaml', scenarioText({ workloads: n, months: 12 }))],
  },
  'forecast, months': {
    sizes: [12, 24, 48],
    prepare: (n, write) => ['forecast', write('a.yaml', scenarioText({ workloads: 1, months: n }))],
  },
};

function saved(workloads: number, write: (name: string, text: string) => string): readonly string[] {
  return ['run', write('a.yaml', scenarioText({ workloads })), ...json, '--out', 'a.json', '&&'];
}

function imported(rows: number, write: (name: string, text: string) => string): readonly string[] {
  const table = write('prices.csv', pricesText(rows));
  return ['catalog', 'import', 'csv', table, '--into', 'folder', '--retrieved', '2026-11-02', '&&'];
}

test.for(Object.entries(commands))(
  'twice the input is twice the work, not four times: %s',
  { timeout: 120_000 },
  async ([, { sizes, prepare }]) => {
    const growth = await growthOf(counter, sizes, prepare);
    expect(growth).toBeGreaterThan(1.2);
    expect(growth).toBeLessThan(2.14); // 2 to the power of 1.1
  },
);

test('work that grows with the square of its input is seen', async () => {
  // Twice the prices in twice the workloads.
  const growth = await growthOf(counter, [4, 8, 16], (n, write) => [
    'check',
    write('a.yaml', scenarioText({ workloads: n, options: n })),
    '--policy',
    write('policy.yaml', policyText),
  ]);
  expect(growth).toBeGreaterThan(3);
});
