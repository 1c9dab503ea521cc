import { runProgram } from '../process.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { policyText, pricesText, quotesText, scenarioText, writeInput, type Size } from './inputs.ts';

/** A command whose input can be doubled. */
export interface Subject {
  readonly command: string;
  /** What is doubled. */
  readonly what: string;
  /** The smallest of the sizes, each twice the one before. */
  readonly from: number;
  /** Writes the input of one size into the folder and returns the words of the command. */
  readonly prepare: (size: number, folder: string) => readonly string[];
}

const json = ['--format', 'json'];
const launcher = join(import.meta.dirname, '..', '..', 'bin', 'crossover.js');

function scenario(folder: string, size: Size, name = 'scenario'): string {
  return writeInput(
    folder,
    `${name}-${JSON.stringify(size).replaceAll(/\W+/g, '-')}.yaml`,
    scenarioText(size),
  );
}

function saved(folder: string, size: Size): string {
  const file = join(folder, `saved-${size.workloads}-${size.options ?? 0}.json`);
  if (existsSync(file)) return file;
  runProgram(process.execPath, [launcher, 'run', scenario(folder, size), ...json, '--out', file]);
  return file;
}

function catalog(folder: string, rows: number): string {
  const into = join(folder, `catalog-${rows}`);
  if (existsSync(into)) return into;
  const table = writeInput(folder, `prices-${rows}.csv`, pricesText(rows));
  runProgram(process.execPath, [
    launcher,
    'catalog',
    'import',
    'csv',
    table,
    '--into',
    into,
    '--extends',
    '2026-11',
    '--retrieved',
    '2026-11-02',
  ]);
  return into;
}

/** Every command that works on an input of any size. */
export const subjects: readonly Subject[] = [
  {
    command: 'run',
    what: 'workloads',
    from: 10,
    prepare: (n, at) => ['run', scenario(at, { workloads: n }), ...json],
  },
  {
    command: 'run',
    what: 'workloads, table',
    from: 20,
    prepare: (n, at) => ['run', scenario(at, { workloads: n })],
  },
  {
    command: 'run',
    what: 'options',
    from: 10,
    prepare: (n, at) => ['run', scenario(at, { workloads: 1, options: n }), ...json],
  },
  {
    command: 'run',
    what: 'catalog rows',
    from: 200,
    prepare: (n, at) => ['run', scenario(at, { workloads: 2 }), '--catalog', catalog(at, n)],
  },
  {
    command: 'breakeven',
    what: 'workloads',
    from: 10,
    prepare: (n, at) => [
      'breakeven',
      scenario(at, { workloads: n }),
      '--solve',
      'clusters.c0.utilization',
      ...json,
    ],
  },
  {
    command: 'breakeven',
    what: 'volumes of workloads',
    from: 20,
    prepare: (n, at) => ['breakeven', scenario(at, { workloads: n }), ...json],
  },
  {
    command: 'breakeven',
    what: 'options',
    from: 10,
    prepare: (n, at) => [
      'breakeven',
      scenario(at, { workloads: 1, options: n }),
      '--solve',
      'workloads.w0.volume',
      ...json,
    ],
  },
  {
    command: 'sensitivity',
    what: 'workloads',
    from: 2,
    prepare: (n, at) => ['sensitivity', scenario(at, { workloads: n, uncertain: true }), ...json],
  },
  {
    command: 'sensitivity',
    what: 'samples',
    from: 2 ** 17,
    prepare: (n, at) => [
      'sensitivity',
      scenario(at, { workloads: 1, uncertain: true }),
      '--samples',
      String(n),
      ...json,
    ],
  },
  {
    command: 'sweep',
    what: 'workloads',
    from: 10,
    prepare: (n, at) => [
      'sweep',
      scenario(at, { workloads: n }),
      '--vary',
      'clusters.c0.utilization=20%..90%:20',
      ...json,
    ],
  },
  {
    command: 'sweep',
    what: 'cells',
    from: 5_000,
    prepare: (n, at) => [
      'sweep',
      scenario(at, { workloads: 1, options: 8 }),
      '--vary',
      `workloads.w0.volume=1M..100M:${n / 50}:log`,
      '--vary',
      'clusters.c0.utilization=20%..90%:50',
      '--format',
      'csv',
    ],
  },
  {
    command: 'simulate',
    what: 'workloads',
    from: 2,
    prepare: (n, at) => [
      'simulate',
      scenario(at, { workloads: n, uncertain: true }),
      '--threads',
      '1',
      ...json,
    ],
  },
  {
    command: 'simulate',
    what: 'samples',
    from: 50_000,
    prepare: (n, at) => [
      'simulate',
      scenario(at, { workloads: 1, options: 8, uncertain: true }),
      '--threads',
      '1',
      '--samples',
      String(n),
      ...json,
    ],
  },
  {
    command: 'compare',
    what: 'workloads',
    from: 10,
    prepare: (n, at) => [
      'compare',
      scenario(at, { workloads: n }),
      scenario(at, { workloads: n, changed: true }),
      ...json,
    ],
  },
  {
    command: 'compare',
    what: 'saved workloads',
    from: 20,
    prepare: (n, at) => [
      'compare',
      saved(at, { workloads: n }),
      scenario(at, { workloads: n, changed: true }),
      ...json,
    ],
  },
  {
    command: 'check',
    what: 'workloads',
    from: 10,
    prepare: (n, at) => [
      'check',
      scenario(at, { workloads: n }),
      '--policy',
      writeInput(at, 'policy.yaml', policyText),
      ...json,
    ],
  },
  {
    command: 'check',
    what: 'saved workloads',
    from: 20,
    prepare: (n, at) => [
      'check',
      saved(at, { workloads: n }),
      '--policy',
      writeInput(at, 'policy.yaml', policyText),
      ...json,
    ],
  },
  {
    command: 'report',
    what: 'saved workloads',
    from: 20,
    prepare: (n, at) => ['report', saved(at, { workloads: n })],
  },
  {
    command: 'explain',
    what: 'workloads',
    from: 20,
    prepare: (n, at) => ['explain', scenario(at, { workloads: n }), 'workloads.w0.options.api.monthly'],
  },
  {
    command: 'quotes',
    what: 'rows',
    from: 60,
    prepare: (n, at) => ['quotes', writeInput(at, `quotes-${n}.csv`, quotesText(n)), ...json],
  },
  {
    command: 'catalog list',
    what: 'rows',
    from: 200,
    prepare: (n, at) => ['catalog', 'list', '--catalog', catalog(at, n), ...json],
  },
  {
    command: 'catalog show',
    what: 'rows',
    from: 200,
    prepare: (n, at) => ['catalog', 'show', 'made-up/m1', '--catalog', catalog(at, n)],
  },
  {
    command: 'catalog validate',
    what: 'rows',
    from: 200,
    prepare: (n, at) => ['catalog', 'validate', catalog(at, n)],
  },
  {
    command: 'catalog import',
    what: 'rows',
    from: 200,
    prepare: (n, at) => [
      'catalog',
      'import',
      'csv',
      writeInput(at, `prices-${n}.csv`, pricesText(n)),
      '--into',
      join(at, `fresh-${n}-${Math.random()}`),
      '--retrieved',
      '2026-11-02',
    ],
  },
  {
    command: 'place',
    what: 'workloads',
    from: 8,
    prepare: (n, at) => ['place', scenario(at, { workloads: n, shared: false }), ...json],
  },
  {
    command: 'forecast',
    what: 'workloads',
    from: 2,
    prepare: (n, at) => ['forecast', scenario(at, { workloads: n, months: 36 }), ...json],
  },
  {
    command: 'forecast',
    what: 'months',
    from: 12,
    prepare: (n, at) => ['forecast', scenario(at, { workloads: 2, months: n }), ...json],
  },
];
