import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { compilePlan, compileScript } from '../../src/formula/index.ts';
import { openPool, sharedColumns } from '../../src/io/workers/index.ts';
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
