import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exact, Graph, varyingDoubles, type Node } from '../../../src/formula/index.ts';
import { hourlySums } from '../../../src/formula/operations/hourly-sums.ts';
import { FlatFormulas } from '../../../src/formula/readings/flat.ts';

const number = fc.double({ min: -50, max: 50, noNaN: true });
const term = fc.record({
  hours: fc.integer({ min: 0, max: 168 }),
  floor: number,
  one: number,
  form: fc.constantFrom('excess', 'least'),
});

interface Term {
  readonly hours: number;
  readonly floor: number;
  readonly one: number;
  readonly form: string;
}

/** A sum over hours of what exceeds a room, or of what fits into it, and its terms. */
function sumOf(
  terms: readonly Term[],
  room: number,
): { readonly sum: Node; readonly terms: readonly Node[] } {
  const graph = new Graph();
  const constant = (value: number): Node => graph.constant(new Exact(value));
  const held = graph.input({
    address: 'room',
    label: 'room',
    unit: '1',
    value: new Exact(room),
    provenance: { kind: 'stated', origin: { type: 'assumption', words: 'test' } },
  });
  const made = terms.map(({ hours, floor, one, form }) =>
    graph.multiply(
      constant(hours),
      form === 'excess'
        ? graph.maximum(constant(floor), graph.subtract(constant(one), held))
        : graph.minimum(constant(one), held),
    ),
  );
  return { sum: graph.add(...made), terms: made };
}

const taken = (flat: FlatFormulas): number =>
  hourlySums(flat, flat.roots).inner.reduce((sum, each) => sum + each, 0);

test('a sum over hours is to the last bit what its steps come to one by one', () => {
  fc.assert(
    fc.property(
      fc.array(term, { minLength: 1, maxLength: 9 }),
      number,
      fc.boolean(),
      (terms, room, isRead) => {
        const made = sumOf(terms, room);
        // A term that is asked for itself has to stand at its place.
        const roots = isRead ? [made.sum, ...made.terms.slice(0, 1)] : [made.sum];
        const flat = new FlatFormulas(roots);
        const read = flat.roots.map((place) => flat.values[place]);
        expect(read).toEqual(varyingDoubles(roots).present());
      },
    ),
  );
});

test('it takes the steps within it, but for those that are asked for', () => {
  const terms = Array.from({ length: 6 }, (_, hour) => ({
    hours: hour + 1,
    floor: 0,
    one: 3 * hour,
    form: 'excess',
  }));
  const { sum, terms: made } = sumOf(terms, 4);
  expect(taken(new FlatFormulas([sum]))).toBe(18);
  expect(taken(new FlatFormulas([sum, ...made.slice(0, 1)]))).toBe(0);
  expect(taken(new FlatFormulas([sumOf(terms.slice(0, 3), 4).sum]))).toBe(0);
});
