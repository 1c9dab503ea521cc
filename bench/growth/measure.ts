import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Taken {
  /** Processor time of the whole process, in seconds: all its threads, user and system. */
  readonly seconds: number;
  /** Peak resident memory, in MB. */
  readonly megabytes: number;
  /** How often functions and loop bodies of the program were run; null where that was not asked for. */
  readonly count: number | null;
}

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'crossover.js');
const hook = join(import.meta.dirname, 'usage-hook.cjs');

/** Runs one command to its end and says what that took; throws with its own words where it fails. */
export function takenBy(words: readonly string[], folder: string, counted: boolean): Taken {
  return takenByScript(launcher, words, folder, counted);
}

/** The same of any script. */
export function takenByScript(
  script: string,
  words: readonly string[],
  folder: string,
  counted = false,
): Taken {
  const file = join(folder, 'usage.json');
  rmSync(file, { force: true });
  const { NODE_OPTIONS: _, ...env } = process.env;
  const ran = spawnSync(process.execPath, ['--require', hook, script, ...words], {
    cwd: folder,
    maxBuffer: 2 ** 31 - 1,
    encoding: 'buffer',
    env: {
      ...env,
      BENCH_USAGE_FILE: file,
      ...(counted ? { BENCH_COUNT: '1', CROSSOVER_COMPILED_CACHE: 'off' } : {}),
    },
  });
  if (ran.status !== 0)
    throw new Error(
      `${script} ${words.join(' ')} ended with ${ran.status}\n${ran.stderr.toString().slice(0, 2000)}`,
    );
  return JSON.parse(readFileSync(file, 'utf8')) as Taken;
}

/** The slope of log y over log x by least squares: 1 is linear, 2 quadratic. */
export function exponentOf(sizes: readonly number[], values: readonly number[]): number {
  const x = sizes.map(Math.log2);
  const y = values.map(Math.log2);
  const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] ?? 0) - meanY), 0);
  return covariance / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
