import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One comparison. The ratio is theirs by ours: above 1 is in our favour. */
export interface StartupRow {
  readonly subject: string;
  readonly rival: string;
  readonly ratio: number;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: 'ms';
}

const rival = 'node -e 0';
const scenarios = join(import.meta.dirname, '..', 'scenarios');
const launcher = join(import.meta.dirname, '..', 'bin', 'crossover.js');
const subjects: Readonly<Record<string, readonly string[]>> = {
  'crossover --version': [launcher, '--version'],
  'crossover --help': [launcher, '--help'],
  ...Object.fromEntries(
    readdirSync(scenarios)
      .filter((file) => file.endsWith('.yaml'))
      .toSorted()
      .map((file) => [
        `crossover run ${file.replace('.yaml', '')}`,
        [launcher, 'run', join(scenarios, file)],
      ]),
  ),
};

/**
 * Wall time of commands from start to end, beside that of a Node that does nothing: medians of `rounds` runs, taken in
 * turn so that what else the machine does falls on all of them. Needs a built dist/.
 */
export function measureStartup(rounds = 15): readonly StartupRow[] {
  if (!existsSync(join(import.meta.dirname, '..', 'dist', 'cli.cjs')))
    throw new Error('dist/ is missing: npm run build');
  const commands = new Map<string, readonly string[]>([[rival, ['-e', '0']], ...Object.entries(subjects)]);
  const times = new Map([...commands.keys()].map((name): [string, number[]] => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, words] of commands) {
      const milliseconds = timeOf(words);
      if (round >= 0) times.get(name)?.push(milliseconds); // the first round only warms the file cache
    }
  }
  const theirs = median(times.get(rival) ?? []);
  return Object.keys(subjects).map((subject) => {
    const ours = median(times.get(subject) ?? []);
    return { subject, rival, ratio: theirs / ours, ours, theirs, unit: 'ms' };
  });
}

function timeOf(words: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env: environment() });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}\n${stderr}`);
  return milliseconds;
}

/** Without what makes Node itself start otherwise, such as the loader that this benchmark runs under. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...others } = process.env;
  return others;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
