import type { Row } from './engine.ts';
import { legend } from './engine.ts';
import { circumstances, tableOf, writeSection } from './page.ts';
import type { MemoryRow, SimulationRow } from './simulation/index.ts';
import type { StartupRow } from './startup.ts';

/** What `npm run bench` measures. */
export interface Speed {
  readonly startup: readonly StartupRow[];
  readonly simulation: readonly SimulationRow[];
  readonly memory: readonly MemoryRow[];
  readonly engine: readonly Row[];
}

/** Writes how long commands take to start, and the engine beside other ones, into docs/performance.md. */
export async function writeSpeed(speed: Speed, loadBefore: number): Promise<void> {
  const { startup, simulation, memory, engine } = speed;
  const parts = [
    circumstances(loadBefore),
    '### From the command line to its answer',
    'Wall time of the whole process, median of 15 rounds that run each command once, and its ratio to that of a Node that does nothing.',
    tableOf(
      ['command', 'ms', 'times `node -e 0`'],
      startup.map(({ subject, ours, ratio }) => [subject, ours.toFixed(0), (1 / ratio).toFixed(2)]),
    ),
    '### simulate from start to end',
    'Wall time of the whole process, and the ratio in the rounds where it was least and largest. The program in C++ does the same with gcc and `-ffast-math`: it draws, evaluates and sorts, and prints means and quantiles.',
    tableOf(
      ['what', 'against', 'seconds', 'of the other', 'ratio', 'in each round'],
      simulation.map((each) => [
        each.subject,
        each.rival,
        each.ours.toFixed(2),
        each.theirs.toFixed(2),
        each.times.toFixed(2),
        `${each.lowest.toFixed(2)} to ${each.highest.toFixed(2)}`,
      ]),
      2,
    ),
    'Peak memory of the whole process, in one thread:',
    tableOf(
      ['samples', 'MB'],
      memory.map(({ samples, megabytes }) => [samples.toLocaleString('en-US'), megabytes.toFixed(0)]),
    ),
    '### The engine beside others',
    'Evaluations of one model of several options a second, and what ours is of theirs: above 1, ours is faster.',
    ...legend
      .map((each) => `- ${each.charAt(0).toUpperCase()}${each.slice(1)}.`)
      .join('\n')
      .split('\n\n'),
    tableOf(
      ['what', 'beside', 'ours', 'theirs', 'ratio', 'in each round'],
      engine.map((each) => [
        each.subject,
        each.rival,
        rate(each.ours),
        rate(each.theirs),
        short(each.ratio),
        `${short(each.lowest)} to ${short(each.highest)}`,
      ]),
      2,
    ),
  ];
  await writeSection('speed', parts.join('\n\n'));
}

function rate(perSecond: number): string {
  return Math.round(perSecond).toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

function short(ratio: number): string {
  return ratio.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
