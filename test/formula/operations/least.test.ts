import { describe, expect, test } from 'vitest';
import { evaluate, Exact, Graph, type Node } from '../../../src/formula/index.ts';
import { readPiecewise } from '../../../src/formula/piecewise/index.ts';

const range = { from: new Exact(0), to: new Exact(100) };

/** The count from 0 to `upTo` that is nearest to a number. */
function nearest(graph: Graph, upTo: number, to: Node): Node {
  const count = graph.count('count', '1');
  const far = graph.maximum(graph.subtract(count, to), graph.subtract(to, count));
  return graph.least(count, graph.constant(upTo), far);
}

function inputOf(graph: Graph): Node {
  return graph.input({
    address: 'x',
    label: 'x',
    unit: '1',
    value: new Exact(7),
    provenance: { kind: 'test', origin: { type: 'assumption', words: '' } },
  });
}

describe('the least count of a formula in pieces', () => {
  // Up to 32 counts are compared one by one, more are looked for.
  test.each([20, 60])('of up to %i counts, where nothing in it varies, is a number', (upTo) => {
    const graph = new Graph();
    const node = graph.add(nearest(graph, upTo, graph.constant(17)), inputOf(graph));
    expect(evaluate(node).toFixed()).toBe('24');
    const reading = readPiecewise(node, 'x', range);
    if (!reading.ok) expect.fail(reading.reason);
    // 17 at no x, 117 at 100, and no step between.
    expect(reading.function.values.map((each) => each?.toExact().toFixed())).toEqual(['17', '117']);
  });

  test('has steps where what varies decides it', () => {
    const graph = new Graph();
    const reading = readPiecewise(nearest(graph, 3, inputOf(graph)), 'x', range);
    if (!reading.ok) expect.fail(reading.reason);
    // Halfway between two counts, from where the upper one is as near.
    expect(reading.function.points.map((each) => each.toExact().toFixed())).toEqual([
      '0',
      '0.5',
      '1.5',
      '2.5',
      '100',
    ]);
  });
});
