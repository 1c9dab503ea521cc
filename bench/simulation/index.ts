import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareSimulation, type SimulationTask } from '../../src/analysis/index.ts';
import { Exact } from '../../src/formula/index.ts';
import { buildModel } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { quantileFunction, shapeOf } from '../../src/statistics/index.ts';
import { noCatalog } from '../model.ts';
import { takenBy } from '../growth/measure.ts';
import { bytesOf, hasProgram } from '../process.ts';
import { compileInto } from '../rivals/index.ts';
import { quantileTables, simulationInCpp } from './cpp-source.ts';

const scenario = join(import.meta.dirname, 'scenario.yaml');
const launcher = join(import.meta.dirname, '..', '..', 'bin', 'crossover.js');
const samples = 1_000_000;
/** How far the means of the two may be apart, relative: their points are not the same. */
const tolerance = 0.002;

/** Wall seconds of whole processes, from the shell's side: ours in one thread and in two, and the program in C++. */
export interface SimulationRow {
  readonly subject: string;
  readonly rival: string;
  /** Ours by theirs: how many times as long we take. */
  readonly times: number;
  readonly lowest: number;
  readonly highest: number;
  readonly ours: number;
  readonly theirs: number;
}

/** `simulate` from start to end against the same written in C++, and two threads against one. Needs a built dist/. */
export function measureSimulation(print: (line: string) => void, rounds = 5): readonly SimulationRow[] {
  if (!hasProgram('g++')) {
    print('simulate from start to end: missing: g++ is not installed (apt-get install g++)');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));
  try {
    const task = simulationTask();
    const program = compileInto(folder, 'g++', simulationInCpp(task.plan), ['-ffast-math']);
    const tables = bytesOf(quantileTables(quantilesOf(task)));
    const commands = {
      one: () => timed(process.execPath, oursWith(1)),
      two: () => timed(process.execPath, oursWith(2)),
      cpp: () => timed(program, [String(samples)], tables),
    };
    checkMeans(commands.one().stdout, commands.cpp().stdout);
    const taken = Array.from({ length: rounds }, () => ({
      one: commands.one().seconds,
      two: commands.two().seconds,
      cpp: commands.cpp().seconds,
    }));
    const rows = [
      row('simulate, 10^6 samples, 1 thread', 'C++ of the same, from start to end', taken, 'one', 'cpp'),
      row('simulate, 10^6 samples, 2 threads', '1 thread', taken, 'two', 'one'),
    ];
    for (const each of rows)
      print(
        `${each.subject}: ${each.ours.toFixed(2)} s, ${each.times.toFixed(2)} times the ${each.theirs.toFixed(2)} s of ${each.rival} (${each.lowest.toFixed(2)} to ${each.highest.toFixed(2)} in ${rounds} rounds)`,
      );
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Peak resident memory of the whole process. */
export interface MemoryRow {
  readonly samples: number;
  readonly megabytes: number;
}

/** What `simulate` holds at once, with more and more samples: it should not grow. Needs a built dist/. */
export function measureMemory(print: (line: string) => void): readonly MemoryRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));
  try {
    return [1, 4, 16].map((millions) => {
      const count = millions * 1_000_000;
      const { megabytes } = takenBy(oursWith(1, count).slice(1), folder, false);
      print(`simulate, ${millions} million samples: ${megabytes.toFixed(0)} MB`);
      return { samples: count, megabytes };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function oursWith(threads: number, count = samples): readonly string[] {
  const options = ['--samples', String(count), '--threads', String(threads), '--format', 'json'];
  return [launcher, 'simulate', scenario, ...options];
}

function row<K extends string>(
  subject: string,
  rival: string,
  taken: readonly Readonly<Record<K, number>>[],
  ours: K,
  theirs: K,
): SimulationRow {
  const ratios = taken.map((each) => each[ours] / each[theirs]);
  const [us, them] = [ours, theirs].map((key) => median(taken.map((each) => each[key])));
  return {
    subject,
    rival,
    times: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    ours: us ?? 0,
    theirs: them ?? 0,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

function timed(
  program: string,
  words: readonly string[],
  input?: Buffer,
): { readonly seconds: number; readonly stdout: string } {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const start = performance.now();
  const ran = spawnSync(program, words, {
    maxBuffer: 2 ** 28,
    env,
    ...(input === undefined ? {} : { input }),
  });
  const seconds = (performance.now() - start) / 1000;
  if (ran.status !== 0) throw new Error(`${program} ended with ${ran.status}\n${ran.stderr.toString()}`);
  return { seconds, stdout: ran.stdout.toString() };
}

/** The task of the only workload. */
function simulationTask(): SimulationTask {
  const file = 'bench/simulation/scenario.yaml';
  const parsed = parseScenario({ file, text: readFileSync(scenario, 'utf8') });
  if (!parsed.ok) throw new Error(parsed.diagnostics.map((each) => each.message).join('\n'));
  const model = buildModel(parsed.value, noCatalog);
  if (!model.ok) throw new Error(model.diagnostics.map((each) => each.message).join('\n'));
  const question = { samples, seed: 1, method: 'sobol', assumeDefaults: false } as const;
  const prepared = prepareSimulation(model.value, question);
  const task = prepared.ok ? prepared.value.contests[0]?.task : undefined;
  if (task === undefined) throw new Error('the scenario of the simulation has no workload to simulate');
  return task;
}

function quantilesOf({ space }: SimulationTask): ReturnType<typeof quantileFunction>[] {
  return space.inputs.map(({ shape, parameters }) =>
    quantileFunction(shapeOf(shape).of(parameters.map((each) => new Exact(each)))),
  );
}

/** Refuses to time what does not answer the same question. */
function checkMeans(json: string, lines: string): void {
  const result = JSON.parse(json) as {
    readonly workloads: readonly { readonly options: readonly { readonly mean: string }[] }[];
  };
  const ours = (result.workloads[0]?.options ?? []).map(({ mean }) => Number(mean)).toSorted((a, b) => a - b);
  const theirs = lines.trim().split('\n').map((line) => Number(line.split(' ')[0])).toSorted((a, b) => a - b); // prettier-ignore
  const apart = ours.map((mean, index) => Math.abs(mean - (theirs[index] ?? Number.NaN)) / mean);
  if (ours.length !== theirs.length || !apart.every((each) => each <= tolerance))
    throw new Error(`the means differ: ${ours.join(' ')} and ${theirs.join(' ')}`);
}
