import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate, Exact, Graph, readSql, withSteps, type Node } from '../../../src/formula/index.ts';
import { exactRow, randomGraph, relativeError } from '../vector/vector-graphs.ts';

let query: (sql: string) => Promise<(number | null)[][]>;
let close: () => void;
beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  query = async (sql) => (await connection.runAndReadAll(sql)).getRowsJS() as (number | null)[][];
  close = () => {
    connection.closeSync();
  };
});
afterAll(() => {
  close();
});

const provenance = { kind: 'list', origin: { type: 'assumption', words: 'test' } } as const;
const input = (graph: Graph, address: string): Node =>
  graph.input({ address, unit: '1', label: address, value: new Exact(2), provenance });

/** The formulas for each row of columns a, b and c, as an engine computes them. */
async function computed(
  roots: readonly Node[],
  rows: readonly (readonly number[])[],
): Promise<(number | null)[][]> {
  const reading = readSql(roots, new Map(['a', 'b', 'c'].map((name) => [name, name])));
  const values = rows
    .map((row, index) => `(${index}, ${row.map((each) => each.toExponential()).join(', ')})`)
    .join(', ');
  const from = withSteps(`(SELECT * FROM (VALUES ${values}) AS given(position, a, b, c))`, reading);
  return query(`SELECT ${reading.values.join(', ')} FROM ${from} AS rows ORDER BY position`);
}

describe('the SQL reading', () => {
  test('equals the exact reading to 1e-12 over random graphs', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(randomGraph, async (graph) => {
        const rows = [...(graph.columns[0] ?? [])].map((_, row) =>
          graph.columns.map((column) => column[row] ?? 1),
        );
        const found = await computed(graph.roots, rows);
        for (const row of rows.keys()) {
          for (const [root, exact] of exactRow(graph, row)?.entries() ?? []) {
            compared += 1;
            expect(relativeError(found[row]?.[root] ?? Number.NaN, exact)).toBeLessThan(1e-12);
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(500);
  }, 60_000);

  test('finds the count at which a formula is the least, as the exact reading does', async () => {
    const graph = new Graph();
    const count = graph.count('kept', '1');
    const short = graph.maximum(graph.constant(0), graph.subtract(input(graph, 'a'), count));
    const cost = graph.add(
      graph.multiply(count, input(graph, 'b')),
      graph.multiply(short, short, input(graph, 'c')),
    );
    const least = graph.least(count, graph.ceiling(input(graph, 'a')), cost);
    const rows = [
      [7.5, 1, 0.3],
      [20, 3, 1],
      [0.2, 5, 1],
      [130, 2, 0.04],
    ];
    const found = await computed([least], rows);
    for (const [index, [a = 0, b = 0, c = 0]] of rows.entries()) {
      const values = new Map([
        ['a', new Exact(a)],
        ['b', new Exact(b)],
        ['c', new Exact(c)],
      ]);
      expect(found[index]?.[0]).toBe(evaluate(least, values).toNumber());
    }
  });

  test('what divides by zero is null, also within the least of several', async () => {
    const graph = new Graph();
    const ratio = graph.divide(input(graph, 'a'), graph.subtract(input(graph, 'b'), input(graph, 'c')));
    const least = graph.minimum(ratio, input(graph, 'a'));
    expect(
      await computed(
        [ratio, least],
        [
          [6, 3, 1],
          [6, 2, 2],
        ],
      ),
    ).toEqual([
      [3, 3],
      [null, null],
    ]);
  });

  test('puts what does not vary together exactly: a third of three is one', () => {
    const graph = new Graph();
    const third = graph.divide(graph.constant(1), graph.constant(3));
    const node = graph.multiply(graph.constant(3), input(graph, 'a'), third);
    expect(readSql([node], new Map([['a', 'a']])).values).toEqual(['(1e+0 * a)']);
  });

  test('a step that several formulas use is computed once', () => {
    const graph = new Graph();
    const shared = graph.power(graph.add(input(graph, 'a'), input(graph, 'b')), graph.constant('1.5'));
    const { layers, values } = readSql(
      [graph.add(shared, input(graph, 'c')), graph.multiply(shared, input(graph, 'c'))],
      new Map([
        ['a', 'a'],
        ['b', 'b'],
        ['c', 'c'],
      ]),
    );
    expect(layers).toEqual([[{ name: 'step_0', sql: 'power((a + b), 1.5e+0)' }]]);
    expect(values).toEqual(['(step_0 + c)', '(step_0 * c)']);
  });
});
