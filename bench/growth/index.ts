import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exponentOf, takenBy } from './measure.ts';
import { subjects, type Subject } from './subjects.ts';

/** How one command grows with its input. An exponent of 1 is linear: twice the input, twice the work. */
export interface GrowthRow {
  readonly command: string;
  readonly what: string;
  readonly sizes: readonly number[];
  /** Processor time at each size, and at none to speak of: what starting takes is not growth. */
  readonly seconds: readonly number[];
  readonly counts: readonly number[];
  readonly megabytes: readonly number[];
  /** Of the processor time beyond that of a Node that does nothing. */
  readonly exponent: number;
  /** Of how often functions and loop bodies were run, beyond that of the smallest input. */
  readonly countExponent: number;
}

const doublings = 4;

/** Doubles the input of every command whose name begins as one of `only` does, or of all. */
export function measureGrowth(only: readonly string[], print: (line: string) => void): readonly GrowthRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-growth-'));
  try {
    const chosen = subjects.filter(
      ({ command, what }) => only.length === 0 || only.some((name) => `${command} ${what}`.startsWith(name)),
    );
    return chosen.map((subject) => {
      const row = growthOf(subject, folder);
      print(lineOf(row));
      return row;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function growthOf(subject: Subject, folder: string): GrowthRow {
  const sizes = Array.from({ length: doublings + 1 }, (_, index) => subject.from * 2 ** index);
  const started = takenBy(['--help'], folder, false).seconds;
  const commands = sizes.map((size) => subject.prepare(size, folder));
  const taken = commands.map((words) => takenBy(words, folder, false));
  const counts = commands.map((words) => takenBy(words, folder, true).count ?? 0);
  const seconds = taken.map((each) => each.seconds);
  // Where an answer changes with the size, a larger input can take less: such a step says nothing of growth.
  const growing = sizes
    .slice(1)
    .map((size, index) => ({ size, count: (counts[index + 1] ?? 0) - (counts[index] ?? 0) }))
    .filter(({ count }) => count > 0);
  return {
    command: subject.command,
    what: subject.what,
    sizes,
    seconds,
    counts,
    megabytes: taken.map((each) => each.megabytes),
    exponent: exponentOf(
      sizes,
      seconds.map((each) => each - started),
    ),
    countExponent: exponentOf(
      growing.map(({ size }) => size),
      growing.map(({ count }) => count),
    ),
  };
}

function lineOf({ command, what, sizes, seconds, exponent, countExponent, megabytes }: GrowthRow): string {
  const times = seconds.map((each) => each.toFixed(2)).join(' ');
  return `${`${command}, ${what}`.padEnd(32)} ${sizes[0]} to ${sizes.at(-1)}: ${times} s, ${megabytes.at(-1)?.toFixed(0)} MB; exponent ${exponent.toFixed(2)}, of counts ${countExponent.toFixed(2)}`;
}
