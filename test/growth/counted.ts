import { Session } from 'node:inspector';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedEnvironment } from '../cli/frame-environment.ts';

/** Counts how often functions, and blocks in them such as the bodies of loops, are run: the same on every machine. */
export interface Counter {
  /** What was run since the last time, of files of ours and of the libraries that they use. */
  taken(): number;
  stop(): void;
}

/** Only what is loaded after this is counted in full. */
export function startCounting(): Counter {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    taken() {
      let count = 0;
      session.post('Profiler.takePreciseCoverage', (error, { result }) => {
        if (error) throw error;
        for (const script of result) {
          if (!/\/src\/|\/node_modules\/(?:decimal|yaml|csv)/u.test(script.url)) continue;
          for (const { ranges } of script.functions) for (const range of ranges) count += range.count;
        }
      });
      return count;
    },
    stop: () => session.disconnect(),
  };
}

/** Makes inputs in a folder of its own and returns the words of a command over one of so many parts. */
export type Prepare = (
  size: number,
  write: (name: string, text: string) => string,
) => readonly string[] | Promise<readonly string[]>;

/**
 * How many times as much work is added by twice as much input: the work between the second size and the third, over that
 * between the first and the second. Linear growth gives 2, quadratic growth 4; what does not grow does not count.
 */
export async function growthOf(
  counter: Counter,
  [first, second, third]: readonly [number, number, number],
  prepare: Prepare,
): Promise<number> {
  const counts = [];
  // The first is run twice: what is done once in a process does not belong to any size.
  for (const size of [first, first, second, third]) counts.push(await workOf(counter, size, prepare));
  const [, a = 0, b = 0, c = 0] = counts;
  if (b - a < 1000) throw new Error('hardly anything was counted');
  return (c - b) / (b - a);
}

async function workOf(counter: Counter, size: number, prepare: Prepare): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-growth-'));
  const { runCli } = await import('../../src/cli/program.ts');
  const run = async (words: readonly string[]): Promise<void> => {
    const { environment, stderr } = recordedEnvironment({ cwd: folder });
    const code = await runCli([...words], environment);
    if (code !== 0) throw new Error(`crossover ${words.join(' ')} ended with ${code}: ${stderr()}`);
  };
  try {
    const words = await prepare(size, (name, text) => {
      writeFileSync(join(folder, name), text);
      return name;
    });
    // Commands before the last one only make its input.
    const commands = splitAt(words, '&&');
    for (const each of commands.slice(0, -1)) await run(each);
    counter.taken();
    await run(commands.at(-1) ?? []);
    return counter.taken();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function splitAt(words: readonly string[], mark: string): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === mark) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}
