import { compilePlan, type VectorPlan } from '../src/formula/index.ts';
import { instantiate, openPool, prepareReading, sharedColumns } from '../src/io/workers/index.ts';
import { benchColumns, ColumnSource } from './columns.ts';
import { bestSeconds, peakMemory, type Measurement } from './measure.ts';
import type { BenchModel } from './model.ts';
import { tableSizes } from './rivals/index.ts';

export function benchPlan(model: BenchModel): VectorPlan {
  return compilePlan(
    model.roots,
    model.varied.map(({ address }) => address),
  );
}

/** One block in cache, again and again. */
export function measureBlock(model: BenchModel): Measurement {
  const rows = tableSizes.block;
  const reading = instantiate(benchPlan(model), { blockSize: rows });
  for (const [index, column] of benchColumns(model, rows).entries()) reading.columns[index]?.set(column);
  const repeats = 500;
  const seconds = bestSeconds(() => {
    for (let repeat = 0; repeat < repeats; repeat++) reading.run(rows);
  });
  return { evaluations: rows * repeats, seconds, memory: peakMemory() };
}

/** A table that lies in memory, as a rival's does: the caller has written it where the engine reads it. */
export function measureTable(model: BenchModel): Measurement {
  const rows = tableSizes.table;
  const reading = instantiate(benchPlan(model), { blockSize: rows });
  new ColumnSource(model).fill(reading.columns, rows);
  const seconds = bestSeconds(() => reading.run(rows), { rounds: 10, forSeconds: 1 });
  return { evaluations: rows, seconds, memory: peakMemory() };
}

/** Samples made, evaluated and averaged a block at a time, from the compilation of the graph on. */
export function measureStream(
  model: BenchModel,
  evaluations: number,
): Measurement & { readonly means: readonly number[] } {
  const start = performance.now();
  const reading = prepareReading(benchPlan(model), evaluations);
  const source = new ColumnSource(model);
  const sums = new Float64Array(model.roots.length);
  for (let done = 0; done < evaluations; done += reading.blockSize) {
    const count = Math.min(reading.blockSize, evaluations - done);
    source.fill(reading.columns, count);
    reading.run(count);
    for (const [index, output] of reading.outputs.entries())
      sums[index] = addUp(output, count, sums[index] ?? 0);
  }
  const seconds = (performance.now() - start) / 1000;
  return { evaluations, seconds, memory: peakMemory(), means: [...sums].map((sum) => sum / evaluations) };
}

function addUp(output: Float64Array, count: number, start: number): number {
  let sum = start;
  for (let row = 0; row < count; row++) sum += output[row] ?? 0;
  return sum;
}

/** Streams of samples in a pool, one a thread: what a simulation does. */
export async function measureStreams(threads: number): Promise<Measurement> {
  const evaluations = 4_000_000;
  const pool = openPool({ threads, module: new URL('./stream-worker.ts', import.meta.url) });
  const share = evaluations / threads;
  const seconds = await bestOfRounds(async () => {
    await Promise.all(Array.from({ length: threads }, () => pool.run('stream', share)));
  });
  await pool.close();
  return { evaluations, seconds, memory: peakMemory() };
}

/** The pool over a shared table. */
export async function measureShared(model: BenchModel, threads: number): Promise<Measurement> {
  const rows = 4 * tableSizes.table;
  const plan = benchPlan(model);
  const columns = sharedColumns(model.varied.length, rows);
  new ColumnSource(model).fill(columns, rows);
  const outputs = sharedColumns(model.roots.length, rows);
  const pool = openPool({ threads });
  const seconds = await bestOfRounds(() => pool.evaluate(plan, columns, outputs));
  await pool.close();
  return { evaluations: rows, seconds, memory: peakMemory() };
}

async function bestOfRounds(work: () => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 12; round++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best / 1000;
}
