import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { compilePlan, Exact, Graph } from '../../../src/formula/index.ts';
import { compileScript, evaluateColumns, openPool, sharedColumns } from '../../../src/io/workers/index.ts';
import { randomGraph } from './vector-graphs.ts';

const pools = [1, 2, 3].map((threads) => openPool({ threads }));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

test('gives the same bits for every number of threads and every block size', async () => {
  await fc.assert(
    fc.asyncProperty(randomGraph, fc.integer({ min: 1, max: 40 }), async (graph, blockSize) => {
      const plan = compilePlan(graph.roots, graph.addresses);
      const rows = 101;
      const columns = graph.columns.map((column) =>
        Float64Array.from({ length: rows }, (_, row) => (column[row % column.length] ?? 1) + row / 7),
      );
      const alone = graph.roots.map(() => new Float64Array(rows));
      compileScript(plan).evaluate(columns, alone);
      for (const pool of pools) {
        const outputs = sharedColumns(graph.roots.length, rows);
        await pool.evaluate(plan, columns, outputs, { blockSize });
        expect(outputs.map((each) => [...each])).toEqual(alone.map((each) => [...each]));
      }
    }),
    { numRuns: 25 },
  );
});

test('a task that fails rejects, and the pool goes on', async () => {
  const [pool] = pools;
  await expect(pool?.run('evaluateRows', { plan: null })).rejects.toThrow();
  await expect(pool?.run('noSuchTask', {})).rejects.toThrow();
});

test('small and large work gives the same bits, with and without threads', async () => {
  const graph = new Graph();
  const provenance = { kind: 'list', origin: { type: 'assumption', words: 'test' } } as const;
  const a = graph.input({ address: 'a', unit: '1', label: 'a', value: new Exact(1), provenance });
  // So many steps that the rows are worth threads.
  const terms = Array.from({ length: 1000 }, (_, index) => graph.maximum(a, graph.constant(index / 1000)));
  const plan = compilePlan([graph.add(...terms)], ['a']);
  const rows = Math.ceil(1_000_000_000 / plan.instructions.length) + 1;
  const column = Float64Array.from({ length: rows }, (_, row) => (row % 977) / 977);
  const evaluated = async (part: Float64Array, threads: number): Promise<Float64Array> => {
    const output = new Float64Array(part.length);
    await evaluateColumns(plan, [part], [output], { threads });
    return output;
  };
  const [pooled, alone, few] = [
    await evaluated(column, 2),
    await evaluated(column, 1),
    await evaluated(column.slice(0, 50), 2),
  ];
  expect(pooled.length).toBe(rows);
  expect(Buffer.compare(Buffer.from(pooled.buffer), Buffer.from(alone.buffer))).toBe(0);
  expect(few).toEqual(alone.slice(0, 50));
});
