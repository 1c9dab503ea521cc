import { instantiate, prepareReading } from '../src/io/workers/index.ts';
import { benchColumns, ColumnSource } from './columns.ts';
import { bestSeconds, peakMemory, type Measurement } from './measure.ts';
import { benchPlan, type BenchModel } from './model.ts';
import { tableSizes } from './rivals/index.ts';

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
