import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Bounds,
  dependenceOf,
  evaluate,
  Exact,
  Graph,
  pinnedCount,
  type Node,
} from '../../../src/formula/index.ts';

/** Replicas kept at 100 each, and 7 for each unit of load that exceeds them: the best count is part of the formula. */
function burst(load: number, price: number): Node {
  const graph = new Graph();
  const input = (address: string, value: number) =>
    graph.input({
      address,
      label: address,
      unit: '1',
      value: new Exact(value),
      provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
    });
  const [asked, each] = [input('load', load), input('price', price)];
  const count = graph.count('kept', '1');
  const none = graph.constant(0);
  const total = graph.add(
    graph.multiply(count, graph.constant(100)),
    graph.multiply(
      each,
      graph.maximum(none, graph.subtract(asked, graph.multiply(count, graph.constant(10)))),
    ),
  );
  const full = graph.ceiling(graph.divide(asked, graph.constant(10)));
  const least = graph.least(count, full, total);
  return graph.replaceCount(count, least)(total);
}

describe('a pinned count', () => {
  it('bounds from above what the best count costs, and is sharper than any count at all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 800 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 20 }),
        (load, price, percent) => {
          const root = burst(load, price);
          const { flat } = dependenceOf([root]);
          const pinned = pinnedCount(flat, 0);
          expect(pinned).toBeDefined();
          const steps = flat.on('load');
          const [from, to] = [load, load * (1 + percent / 100)];
          const most = (bounds: Bounds): number => {
            bounds.within(steps, from, to);
            return bounds.high[flat.roots[0] as number] as number;
          };
          const sharp = most(new Bounds(flat, pinned));
          for (const at of [from, (from + to) / 2, to]) {
            const cost = evaluate(root, new Map([['load', new Exact(at)]])).toNumber();
            expect(cost).toBeLessThanOrEqual(sharp);
          }
          expect(sharp).toBeLessThanOrEqual(most(new Bounds(flat)));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('bounds from above with any count that it holds to', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 800 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 90 }),
        (load, price, held, percent) => {
          const root = burst(load, price);
          const { flat } = dependenceOf([root]);
          const pinned = pinnedCount(flat, 0);
          const bounds = new Bounds(flat, pinned);
          const [from, to] = [load * (1 - percent / 100), load];
          pinned?.hold(held);
          bounds.within(flat.on('load'), from, to);
          const most = bounds.high[flat.roots[0] as number] as number;
          for (const at of [from, (from + to) / 2, to])
            expect(evaluate(root, new Map([['load', new Exact(at)]])).toNumber()).toBeLessThanOrEqual(most);
          // And to the best one again.
          pinned?.hold();
          bounds.within(flat.on('load'), to, to);
          const cost = evaluate(root).toNumber();
          expect(bounds.high[flat.roots[0] as number]).toBeCloseTo(cost, 6);
        },
      ),
      { numRuns: 100 },
    );
  });
});
