import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchPlan, type BenchModel } from '../model.ts';
import type { Measurement } from '../measure.ts';
import { bytesOf, columnsOf, hasProgram, runProgram, type Ran } from '../process.ts';
import { cProgram } from './c-source.ts';
import type { Rival } from './rival.ts';

/**
 * The last two change no figure: under its defaults gcc neither vectorizes comparisons, which may trap, nor square roots,
 * which may set errno, and neither matters to a model of cost.
 */
export const baseFlags = ['-O3', '-march=native', '-fno-math-errno', '-fno-trapping-math'];
/** The rival of the stream, which is compiled before it is timed. */
export const compiledC = 'gcc, compiled before';

/** Compiles a program with gcc or g++ into a folder, and returns its path. */
export function compileInto(
  folder: string,
  compiler: 'gcc' | 'g++',
  text: string,
  flags: readonly string[],
): string {
  const source = join(folder, compiler === 'gcc' ? 'model.c' : 'model.cpp');
  const program = join(folder, 'model');
  writeFileSync(source, text);
  runProgram(compiler, [...baseFlags, ...flags, source, '-o', program, '-lm']);
  return program;
}

/** Compiles the model with gcc, runs it, and leaves nothing behind. */
function runC(text: string, flags: readonly string[], words: readonly string[], input?: Buffer): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));
  try {
    return runProgram(compileInto(folder, 'gcc', text, flags), words, input);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a program of ours writes to stderr: seconds, and memory in kB. */
export function parseTiming(stderr: string): { readonly seconds: number; readonly memory: number } {
  const [seconds = Number.NaN, kilobytes = Number.NaN] = stderr.trim().split(' ').map(Number);
  return { seconds, memory: kilobytes * 1024 };
}

export const missingC = (): string | undefined =>
  hasProgram('gcc') ? undefined : 'gcc is not installed (apt-get install gcc)';

/** `of: 'plan'` gives gcc the steps of our own plan in place of the model's: how fast the same steps can be. */
export function cRival(flags: readonly string[], rows: number, of: 'model' | 'plan' = 'model'): Rival {
  const what = ['gcc', ...flags].join(' ');
  return {
    name: of === 'plan' ? `our own plan in C, ${what}` : what,
    rows,
    missing: missingC,
    measure: (model, columns) => {
      const text = of === 'plan' ? cProgram(model, benchPlan(model)) : cProgram(model);
      const { stdout, stderr } = runC(text, flags, ['table', String(rows), '7'], bytesOf(columns));
      return { evaluations: rows, ...parseTiming(stderr), outputs: columnsOf(stdout, model.roots.length) };
    },
  };
}

/** The same stream as ours in C: samples from the same generator, a block at a time, and the mean of each output. */
export function measureStreamInC(
  model: BenchModel,
  evaluations: number,
): Measurement & { readonly means: readonly number[] } {
  const { stdout, stderr } = runC(cProgram(model), [], ['stream', String(evaluations), '2048']);
  return { evaluations, ...parseTiming(stderr), means: stdout.toString().trim().split('\n').map(Number) };
}
