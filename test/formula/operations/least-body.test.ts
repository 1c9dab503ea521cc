import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact, Graph, type LeastNode, type Node } from '../../../src/formula/index.ts';
import { countParts } from '../../../src/formula/operations/count-parts.ts';
import { bodyOf } from '../../../src/formula/operations/least-body.ts';
import { FlatFormulas } from '../../../src/formula/readings/flat.ts';

/** What one of several machines kept costs, with what exceeds them bought, hour by hour. */
interface Plan {
  readonly loads: readonly number[];
  readonly machine: number;
  readonly bought: number;
  readonly perNode: number;
  readonly fixed: number;
  readonly upTo: number;
}

function planned({ loads, machine, bought, perNode, fixed, upTo }: Plan): LeastNode {
  const graph = new Graph();
  const number = (value: number): Node => graph.constant(new Exact(value));
  const count = graph.count('kept', '1');
  const nodes = graph.ceiling(graph.divide(count, number(perNode)));
  const above = loads.map((load) => graph.maximum(number(0), graph.subtract(number(load), count)));
  const cost = graph.add(
    graph.multiply(nodes, number(machine)),
    graph.add(number(fixed), graph.multiply(graph.add(...above), number(bought))),
  );
  return graph.least(count, number(upTo), cost);
}

const plans = fc.record({
  loads: fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 12 }),
  machine: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50, noNaN: true })),
  bought: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50, noNaN: true })),
  perNode: fc.integer({ min: 1, max: 8 }),
  fixed: fc.double({ min: -5, max: 100, noNaN: true }),
  upTo: fc.integer({ min: 0, max: 48 }),
});

/** Every count by itself, with the first of those that cost the least. */
function byAll(costAt: (count: number) => number, counts: readonly number[]) {
  const costs = counts.map(costAt);
  const least = Math.min(...costs);
  return {
    first: counts[costs.indexOf(least)],
    near: counts.filter((_, index) => (costs[index] as number) <= least + Math.abs(least) * 1e-9),
    costs,
  };
}

function costsOf(node: LeastNode): (count: number) => number {
  const flat = new FlatFormulas([node.of, ...node.outside]);
  const values = flat.values.slice();
  const order = Int32Array.from(flat.nodes.keys());
  return (count) => {
    values[flat.placeOf.get(node.count.id) as number] = count;
    flat.follow(values, order);
    return values[flat.placeOf.get(node.of.id) as number] as number;
  };
}

/** At how many counts the second of two same searches looks. */
function looksAt(plan: Plan): number {
  const body = bodyOf(planned(plan));
  body.enter((operand) => (operand.op === 'constant' ? operand.value.toNumber() : Number.NaN));
  const counts = Array.from({ length: plan.upTo + 1 }, (_, index) => index);
  body.first(counts);
  const before = body.looked;
  body.first(counts);
  return body.looked - before;
}

describe('the least count', () => {
  test('is the one of going through all counts, to the last bit, though some are left out', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const node = planned(plan);
        const body = bodyOf(node);
        const counts = Array.from({ length: plan.upTo + 1 }, (_, index) => index);
        const all = byAll(costsOf(node), counts);
        body.enter((operand) => (operand.op === 'constant' ? operand.value.toNumber() : Number.NaN));
        // Twice: the second time from where the first one ended.
        for (let times = 0; times < 2; times += 1) {
          expect(body.first(counts)).toBe(all.first);
          expect(body.near(counts, 1e-9)).toEqual(all.near);
        }
      }),
    );
  });

  test('of 49 counts is found by looking at half of them where what is kept comes in nodes', () => {
    const loads = Array.from({ length: 40 }, (_, hour) => 30 + 15 * Math.sin(hour));
    expect(looksAt({ loads, machine: 9, bought: 1, perNode: 8, fixed: 7, upTo: 48 })).toBeLessThan(25);
  });

  test('is found by looking at it, at those beside it and at none, where it is where it was before', () => {
    const loads = Array.from({ length: 40 }, (_, hour) => 30 + 15 * Math.sin(hour));
    expect(looksAt({ loads, machine: 9, bought: 1, perNode: 1, fixed: 7, upTo: 48 })).toBe(4);
    expect(looksAt({ loads, machine: 90, bought: 1, perNode: 1, fixed: 7, upTo: 48 })).toBe(2);
    // All of them: those below, down to the one beside it, are left out by a line.
    expect(looksAt({ loads, machine: 0.1, bought: 1, perNode: 1, fixed: 7, upTo: 40 })).toBe(3);
  });
});

describe('parts of a formula of a count', () => {
  test('are what rises and what falls with it', () => {
    const { count, of, body } = planned({
      loads: [4, 9],
      machine: 2,
      bought: 3,
      perNode: 2,
      fixed: 1,
      upTo: 9,
    });
    const found = countParts(
      count,
      body.filter((step) => step !== count),
      of,
    );
    expect(found?.parts.map(({ of: { op }, falls }) => `${op} ${falls ? 'falls' : 'rises'}`)).toEqual([
      'multiply rises',
      'add falls',
    ]);
    expect(found?.joining.map(({ op }) => op)).toEqual(['add']);
  });

  test('lie above lines only where they bend upwards, or rise by ceilings of a line', () => {
    const graph = new Graph();
    const count = graph.count('kept', '1');
    const number = (value: number): Node => graph.constant(value);
    const isBowl = (cost: Node): boolean | undefined => {
      const { body, of } = graph.least(count, number(9), cost);
      return countParts(
        count,
        body.filter((step) => step !== count),
        of,
      )?.isBowl;
    };
    const rising = graph.multiply(graph.ceiling(graph.divide(count, number(2))), number(3));
    const falling = graph.maximum(number(0), graph.subtract(number(7), count));
    expect(isBowl(graph.add(rising, falling))).toBe(true);
    expect(isBowl(graph.divide(graph.add(rising, falling), number(2)))).toBe(true);
    expect(isBowl(graph.add(rising, graph.ceiling(falling)))).toBe(false);
    expect(isBowl(graph.add(rising, graph.minimum(number(4), graph.subtract(number(7), count))))).toBe(false);
    expect(isBowl(graph.add(graph.minimum(number(4), count), falling))).toBe(false);
    expect(isBowl(graph.maximum(number(1), graph.add(rising, falling)))).toBe(false);
  });

  test('are not known of what rises and falls other than by a sum', () => {
    const graph = new Graph();
    const count = graph.count('kept', '1');
    const far = graph.subtract(graph.constant(5), count);
    const node = graph.least(count, graph.constant(9), graph.multiply(far, far));
    expect(
      countParts(
        count,
        node.body.filter((step) => step !== count),
        node.of,
      ),
    ).toBeNull();
  });
});
