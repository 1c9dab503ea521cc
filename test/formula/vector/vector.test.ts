import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compilePlan,
  evaluate,
  Exact,
  Graph,
  type Node,
  type VectorPlan,
} from '../../../src/formula/index.ts';
import { exactRow, randomGraph, relativeError } from './vector-graphs.ts';
import { compileScript } from '../../../src/io/workers/index.ts';

const provenance = { kind: 'list', origin: { type: 'assumption', words: 'test' } } as const;
const inputs = (graph: Graph, ...names: readonly string[]): Node[] =>
  names.map((address) =>
    graph.input({ address, unit: '1', label: address, value: new Exact(2), provenance }),
  );

function values(plan: VectorPlan, columns: readonly (readonly number[])[]): number[][] {
  const outputs = plan.outputs.map(() => new Float64Array(columns[0]?.length ?? 0));
  compileScript(plan).evaluate(
    columns.map((each) => Float64Array.from(each)),
    outputs,
  );
  return outputs.map((each) => [...each]);
}

const operationsOf = (plan: VectorPlan): string[] =>
  plan.instructions.map((each) => each.op).filter((op) => op !== 'column' && op !== 'constant');

describe('the vector reading', () => {
  test('equals the exact reading to 1e-12 over random graphs', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const plan = compilePlan(graph.roots, graph.addresses);
        const outputs = graph.roots.map(() => new Float64Array(graph.columns[0]?.length ?? 0));
        compileScript(plan).evaluate(graph.columns, outputs);
        for (const row of outputs[0]?.keys() ?? []) {
          for (const [root, exact] of exactRow(graph, row)?.entries() ?? []) {
            compared++;
            expect(relativeError(outputs[root]?.[row] ?? Number.NaN, exact)).toBeLessThan(1e-12);
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  test('folds what does not vary as the exact reading does, under overrides too', () => {
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const fixed = new Map(
          graph.addresses.map((address, index) => [address, new Exact(graph.columns[index]?.[0] ?? 0)]),
        );
        const plan = compilePlan(graph.roots, [], fixed);
        const exact = graph.roots.map((root) => evaluate(root, fixed).toNumber());
        expect(plan.outputs.map((index) => plan.instructions[index])).toEqual(
          exact.map((value) => ({ op: 'constant', value })),
        );
      }),
    );
  });

  test('merges constants, shares steps and divides once', () => {
    const graph = new Graph();
    const [a, b, c] = inputs(graph, 'a', 'b', 'c') as [Node, Node, Node];
    const spend = graph.divide(graph.multiply(a, b), graph.constant(1_000_000));
    const total = graph.add(spend, graph.multiply(graph.constant('0.15'), spend), graph.multiply(c, spend));
    expect(operationsOf(compilePlan([total], ['a', 'b']))).toEqual(['multiply', 'multiply']);
    expect(operationsOf(compilePlan([total], ['a', 'b', 'c'])).toSorted()).toEqual([
      'add',
      'multiply',
      'multiply',
      'multiply',
    ]);
    const quotient = graph.divide(graph.divide(a, b), graph.multiply(c, graph.constant(7)));
    expect(
      operationsOf(compilePlan([quotient], ['a', 'b', 'c'])).filter((op) => op === 'divide'),
    ).toHaveLength(1);
  });

  test('leaves out what no root needs, and takes an address that no root depends on', () => {
    const graph = new Graph();
    const [a, b] = inputs(graph, 'a', 'b') as [Node, Node];
    graph.add(a, b);
    const plan = compilePlan([graph.multiply(b, b)], ['a', 'b']);
    expect(plan.instructions.filter((each) => each.op === 'column')).toEqual([{ op: 'column', column: 1 }]);
    expect(values(plan, [[1], [3]])).toEqual([[9]]);
  });

  test('takes the same side of a step as the exact reading for every representation of a whole number', () => {
    const graph = new Graph();
    const [a, b] = inputs(graph, 'a', 'b') as [Node, Node];
    const roots = [
      graph.ceiling(graph.divide(a, b)),
      graph.ceiling(graph.multiply(a, b)),
      graph.ceiling(graph.subtract(a, b)),
    ];
    const plan = compilePlan(roots, ['a', 'b']);
    const pairs = Array.from({ length: 2000 }, (_, index) => {
      const whole = (index % 997) + 1;
      const part = ((index * 37) % 101) / 10 + 0.1;
      return index % 2 === 0 ? [whole * part, part] : [whole / part, part];
    });
    const noise = [0, 1e-12, -1e-12, 9e-10, 1.1e-9, -1e-6];
    const rows = pairs.flatMap(([left = 1, right = 1], index) => [
      [left * (1 + (noise[index % noise.length] ?? 0)), right],
      [-left, right],
    ]);
    const computed = values(plan, [rows.map(([left = 0]) => left), rows.map(([, right = 0]) => right)]);
    for (const [row, [left = 0, right = 0]] of rows.entries()) {
      const fixed = new Map([
        ['a', new Exact(left)],
        ['b', new Exact(right)],
      ]);
      for (const [root, node] of roots.entries())
        expect((computed[root]?.[row] ?? Number.NaN) + 0).toBe(evaluate(node, fixed).toNumber() + 0);
    }
  });

  test('takes the side of the exact reading where a level is a threshold in decimals, but not in doubles', () => {
    const graph = new Graph();
    const [a, b, c] = inputs(graph, 'a', 'b', 'c') as [Node, Node, Node];
    const level = graph.multiply(a, b);
    const above = [graph.constant('0.3'), graph.constant('-0.3'), c];
    const roots = [true, false].flatMap((inclusive) =>
      above.map((each) =>
        graph.choose({ by: level, otherwise: a, cases: [{ above: each, value: b }], inclusive }),
      ),
    );
    const rows = [
      [0.1, 3, 0.3],
      [-0.1, 3, -0.3],
      [0.7, 0.1, 0.07],
      [1.1, 1.1, 1.21],
      [-1.1, 1.1, -1.21],
      [0.1, 3.0001, 0.3],
      [0.1, 2.9999, 0.3],
    ];
    expect(0.1 * 3).toBeGreaterThan(0.3);
    const computed = values(
      compilePlan(roots, ['a', 'b', 'c']),
      [0, 1, 2].map((column) => rows.map((row) => row[column] ?? 0)),
    );
    for (const [row, [left = 0, right = 0, threshold = 0]] of rows.entries()) {
      const fixed = new Map([
        ['a', new Exact(left)],
        ['b', new Exact(right)],
        ['c', new Exact(threshold)],
      ]);
      expect(computed.map((output) => output[row])).toEqual(
        roots.map((root) => evaluate(root, fixed).toNumber()),
      );
    }
  });

  test('shows a division by zero, also through a minimum, a maximum and a factor of zero', () => {
    const graph = new Graph();
    const [a, b] = inputs(graph, 'a', 'b') as [Node, Node];
    const nan = graph.divide(a, b);
    const zero = graph.constant(0);
    const roots = [
      nan,
      graph.minimum(a, nan),
      graph.maximum(nan, graph.constant(5)),
      graph.multiply(zero, nan),
      graph.divide(a, zero),
    ];
    expect(
      values(compilePlan(roots, ['a', 'b']), [
        [0, 1],
        [0, 0],
      ]),
    ).toEqual([
      [Number.NaN, Infinity],
      [Number.NaN, 1],
      [Number.NaN, Infinity],
      [Number.NaN, Number.NaN],
      [Number.NaN, Infinity],
    ]);
  });

  test('gives the same bits for every block size, split and number of loops', () => {
    fc.assert(
      fc.property(
        randomGraph,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 9 }),
        (graph, blockSize, loopLength) => {
          const plan = compilePlan(graph.roots, graph.addresses);
          const rows = graph.columns[0]?.length ?? 0;
          const whole = graph.roots.map(() => new Float64Array(rows));
          const parts = graph.roots.map(() => new Float64Array(rows));
          compileScript(plan).evaluate(graph.columns, whole);
          const reading = compileScript(plan, { blockSize, loopLength });
          const middle = Math.floor(rows / 2);
          reading.evaluate(graph.columns, parts, middle, rows);
          reading.evaluate(graph.columns, parts, 0, middle);
          expect(parts).toEqual(whole);
        },
      ),
    );
  });

  test('puts no text of the graph into generated source', () => {
    const graph = new Graph();
    const [a] = inputs(graph, '"];globalThis.broken=1;[') as [Node];
    const named = graph.name(
      '*/ globalThis.broken=1 /*',
      '${globalThis.broken=1}',
      graph.add(a, graph.constant(1)),
    );
    expect(values(compilePlan([named], ['"];globalThis.broken=1;[']), [[1, 2]])).toEqual([[2, 3]]);
    expect('broken' in globalThis).toBe(false);
  });

  test('refuses columns that do not fit', () => {
    const graph = new Graph();
    const [a] = inputs(graph, 'a') as [Node];
    const reading = compileScript(compilePlan([a], ['a']), { blockSize: 4 });
    expect(() => reading.run(5)).toThrow(RangeError);
    expect(() => reading.evaluate([], [new Float64Array(1)])).toThrow(RangeError);
    expect(() => reading.evaluate([new Float64Array(8)], [new Float64Array(7)])).toThrow(RangeError);
  });

  test('compiles a graph of great depth', () => {
    const graph = new Graph();
    const [a, b] = inputs(graph, 'a', 'b') as [Node, Node];
    let node: Node = a;
    for (let index = 0; index < 5000; index++) node = graph.add(graph.multiply(node, b), a);
    expect(values(compilePlan([node], ['a', 'b']), [[2], [0.5]])[0]?.[0]).toBeCloseTo(4, 12);
  });
});
