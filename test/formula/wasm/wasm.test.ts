import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePlan, encodeModule, Exact, Graph, layoutOf } from '../../../src/formula/index.ts';
import { compileScript, chooseEngine, instantiate, prepareReading } from '../../../src/io/workers/index.ts';
import { exactRow, randomGraph, relativeError, type RandomGraph } from '../vector/vector-graphs.ts';

const outputsFor = (graph: RandomGraph): Float64Array[] =>
  graph.roots.map(() => new Float64Array(graph.columns[0]?.length ?? 0));

describe('the WebAssembly reading', () => {
  test('gives the bits of the script over random graphs, for every block size', () => {
    fc.assert(
      fc.property(randomGraph, fc.integer({ min: 1, max: 11 }), (graph, blockSize) => {
        const plan = compilePlan(graph.roots, graph.addresses);
        const [script, wasm] = [outputsFor(graph), outputsFor(graph)];
        compileScript(plan).evaluate(graph.columns, script);
        instantiate(plan, { blockSize }).evaluate(graph.columns, wasm);
        expect(wasm).toEqual(script);
      }),
      { numRuns: 400 },
    );
  });

  test('equals the exact reading to 1e-12 over random graphs', () => {
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const outputs = outputsFor(graph);
        instantiate(compilePlan(graph.roots, graph.addresses)).evaluate(graph.columns, outputs);
        for (const row of outputs[0]?.keys() ?? [])
          for (const [root, exact] of exactRow(graph, row)?.entries() ?? [])
            expect(relativeError(outputs[root]?.[row] ?? Number.NaN, exact)).toBeLessThan(1e-12);
      }),
      { numRuns: 200 },
    );
  });

  test('gives the bits of the script where figures are zero, negative, infinite or none', () => {
    const graph = new Graph();
    const provenance = { kind: 'list', origin: { type: 'assumption', words: 'test' } } as const;
    const [a, b] = (['a', 'b'] as const).map((address) =>
      graph.input({ address, unit: '1', label: address, value: new Exact(1), provenance }),
    );
    if (a === undefined || b === undefined) throw new Error('two inputs');
    const quotient = graph.divide(a, b);
    const three = graph.constant(3);
    const roots = [
      graph.minimum(a, b, quotient, graph.divide(b, a)),
      graph.maximum(a, three, quotient, graph.divide(b, a)),
      graph.minimum(a, b),
      graph.maximum(a, b),
      graph.ceiling(graph.multiply(a, b)),
      graph.power(a, b),
      graph.choose({
        by: quotient,
        otherwise: a,
        cases: [
          { above: a, value: b },
          { above: three, value: quotient },
        ],
        inclusive: true,
      }),
      graph.subtract(a, quotient),
    ];
    const special = [0, -0, 1, -1, 3, 0.1, -2.5, 1e-320, 1e308, -1e308, Infinity, -Infinity, Number.NaN];
    const columns = [
      Float64Array.from(special.flatMap((left) => special.map(() => left))),
      Float64Array.from(special.flatMap(() => special)),
    ];
    const plan = compilePlan(roots, ['a', 'b']);
    const [script, wasm] = [compileScript(plan), instantiate(plan)].map((reading) => {
      const outputs = roots.map(() => new Float64Array(special.length ** 2));
      reading.evaluate(columns, outputs);
      return outputs;
    });
    expect(wasm).toEqual(script);
  });

  test('is chosen by the size of the work', () => {
    const graph = new Graph();
    const provenance = { kind: 'list', origin: { type: 'assumption', words: 'test' } } as const;
    const a = graph.input({ address: 'a', unit: '1', label: 'a', value: new Exact(1), provenance });
    const plan = compilePlan([graph.multiply(a, a)], ['a']);
    expect([chooseEngine(plan, 10), chooseEngine(plan, 10_000_000)]).toEqual(['script', 'wasm']);
    expect(prepareReading(plan, 10_000_000).engine).toBe('wasm');
  });

  test('encodes the same bytes again', () => {
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const plan = compilePlan(graph.roots, graph.addresses);
        const again = compilePlan(graph.roots, graph.addresses);
        expect(encodeModule(again, layoutOf(again, 64))).toEqual(encodeModule(plan, layoutOf(plan, 64)));
      }),
      { numRuns: 20 },
    );
  });
});
