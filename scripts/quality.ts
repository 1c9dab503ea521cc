/**
 * Writes docs/quality.md: `npm run build && npm run quality`. Each figure is counted, measured or read from a generated page here;
 * `npm run mutate -- --record` and `npm run bench -- growth --write` renew what takes long.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packInto } from './check-package.ts';
import { recorded } from './mutate/record.ts';

const root = join(import.meta.dirname, '..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** Kinds of tests, by what their files have: the first that fits counts. */
const kinds: readonly (readonly [kind: string, fits: (path: string, text: string) => boolean])[] = [
  ['browser (Chromium, axe-core)', (_, text) => text.includes('openBrowser')],
  ['whole outputs (golden files)', (path) => path.startsWith('test/golden')],
  [
    'published cases',
    (path, text) => path.startsWith('test/published') || /published/iu.test(text.slice(0, 4000)),
  ],
  ['documents that are run', (path) => path.startsWith('test/docs')],
  [
    'hostile input, faults, kills',
    (path) => /hostile|kills|fuzz|unsafe|wrong-|fault|limits|patterns|errors/u.test(path),
  ],
  ['growth by count', (path) => path.startsWith('test/growth')],
  ['laws over random inputs (fast-check)', (_, text) => text.includes("from 'fast-check'")],
  ['commands', (path) => path.startsWith('test/cli') || path.startsWith('test/action')],
  ['units', () => true],
];

function tests(): readonly string[] {
  const counts = new Map(kinds.map(([kind]) => [kind, { files: 0, tests: 0 }]));
  for (const name of readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!name.endsWith('.test.ts')) continue;
    const path = `test/${name}`;
    const text = textOf(path);
    const kind = kinds.find(([, fits]) => fits(path, text))?.[0] ?? 'units';
    const count = counts.get(kind) ?? { files: 0, tests: 0 };
    count.files += 1;
    count.tests += [...text.matchAll(/^\s*(?:it|test)(?:\.\w+)*(?:\(|<)/gmu)].length;
  }
  const all = [...counts.values()];
  const sum = (of: (each: { files: number; tests: number }) => number): number =>
    all.reduce((total, each) => total + of(each), 0);
  return [
    row('kind', 'files', 'tests'),
    row('---', '---:', '---:'),
    ...[...counts].map(([kind, { files, tests: count }]) => row(kind, files, count)),
    row(
      '**all**',
      sum(({ files }) => files),
      sum(({ tests: count }) => count),
    ),
  ];
}

function mutations(): readonly string[] {
  const all = recorded(root);
  const killed = all.reduce((sum, each) => sum + each.killed, 0);
  const of = all.reduce((sum, each) => sum + each.of, 0);
  return [
    row('area', 'killed', 'of', 'on', 'at commit'),
    row('---', '---:', '---:', '---', '---'),
    ...all.map((each) => row(each.area, each.killed, each.of, each.day, each.commit)),
    row('**all**', killed, of, '', ''),
  ];
}

function published(): string {
  const table =
    /## Published cases[\s\S]*?\n\n(\| case[\s\S]*?)\n\n/u.exec(textOf('docs/model.md'))?.[1] ?? '';
  const rows = table.split('\n').slice(2);
  const sources = new Set(rows.map((each) => each.split('|')[2]?.trim()));
  return `${rows.length} figures of ${sources.size} sources stand beside ours in [model.md](model.md), each equal within its own rounding.`;
}

function throughput(): readonly string[] {
  const page = textOf('docs/throughput.md');
  const figure = (pattern: RegExp): string => pattern.exec(page)?.[1] ?? 'unknown';
  return [
    row('measure', 'figure'),
    row('---', '---:'),
    row('median error on models that it was not fitted to', figure(/not fitted to \| ([\d.]+ %)/u)),
    row('measurements within the 80 % interval', figure(/within the 80 % interval \| ([\d.]+ %)/u)),
    row('measurements that this was counted on', figure(/made of: (\d+) measurements/u)),
  ];
}

function growth(): string {
  const rows = [...textOf('docs/performance.md').matchAll(/^\| `([\w ]+)`.*\|$/gmu)].map(
    ([line, command = '']) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return { command, what: cells[2] ?? '', exponent: Number(cells.at(-3)) };
    },
  );
  const above = rows.filter(({ exponent }) => exponent > 1.05);
  const named = above.map(
    ({ command, what, exponent }) => `\`${command}\` by ${what} (${exponent.toFixed(2)})`,
  );
  return `Of ${rows.length} measurements in [performance.md](performance.md), ${rows.length - above.length} grow linearly (exponent of counts up to 1.05)${above.length === 0 ? '' : `; the others: ${named.join(', ')}`}.`;
}

/** Processor seconds of a command, the least of some runs: what else the machine does only adds. */
function secondsOf(words: readonly string[], rounds = 7): number {
  const times = Array.from({ length: rounds }, () => {
    const timed = spawnSync(
      'bash',
      ['-c', `TIMEFORMAT='%U %S'; time "$0" "$@"`, process.execPath, ...words],
      { cwd: root, encoding: 'utf8' },
    );
    const [user = 0, system = 0] = (/([\d.]+) ([\d.]+)\s*$/u.exec(timed.stderr) ?? []).slice(1).map(Number);
    if (timed.status !== 0) throw new Error(`${words.join(' ')} ended with ${String(timed.status)}`);
    return user + system;
  });
  return Math.min(...times);
}

function startup(): readonly string[] {
  const launcher = join('bin', 'crossover.js');
  const bare = secondsOf(['-e', '0']);
  const ratio = (...words: readonly string[]): string => (secondsOf([launcher, ...words]) / bare).toFixed(1);
  return [
    row('command', 'processor time, in starts of a bare Node'),
    row('---', '---:'),
    ...[
      ['--version'],
      ['--help'],
      ['run', 'quick-start'],
      ['place', 'shared-build'],
      ['forecast', 'three-years'],
    ].map((words) => row(`\`crossover ${words.join(' ')}\``, ratio(...words))),
  ];
}

function size(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-quality-'));
  try {
    const { size: packed, unpackedSize, files } = packInto(folder);
    const mb = (bytes: number): string => (bytes / 1e6).toFixed(2);
    return `${mb(packed)} MB packed, ${mb(unpackedSize)} MB unpacked, ${files.length} files.`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const page = [
  '# Quality, as counted',
  '',
  'Written by `npm run build && npm run quality`; no figure here is typed by hand.',
  `At commit ${commit}.`,
  '',
  '## Tests by kind',
  '',
  'Counted in the files under `test`. A table of cases counts as one test, so vitest reports more. Each file counts once, for the',
  'first kind that fits.',
  '',
  ...tests(),
  '',
  '## Mutations',
  '',
  'Hand-chosen mistakes in the sources, one at a time, that the tests beside them have to notice (`npm run mutate -- --record`).',
  '',
  ...mutations(),
  '',
  '## Published cases',
  '',
  published(),
  '',
  '## Estimates of throughput',
  '',
  'From [throughput.md](throughput.md), on models that are held out.',
  '',
  ...throughput(),
  '',
  '## Start-up',
  '',
  'The least of seven runs each, user and system time of all threads.',
  '',
  ...startup(),
  '',
  '## Growth',
  '',
  growth(),
  '',
  '## Package',
  '',
  size(),
  '',
].join('\n');
writeFileSync(join(root, 'docs', 'quality.md'), page);
process.stdout.write('wrote docs/quality.md\n');
