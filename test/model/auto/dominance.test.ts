import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import { bitsOf, dominates, type BuiltFigures } from '../../../src/model/auto/dominance.ts';

const exact = (...from: readonly number[]) => fc.constantFrom(...from).map((each) => new Exact(each));
const figures: fc.Arbitrary<BuiltFigures> = fc.record({
  hourly: exact(1, 1.5, 2, 2.25, 4, 8),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  node: exact(1, 2, 4, 8),
  minimum: exact(1, 8, 16),
  replica: exact(1, 2, 3, 4, 8),
  months: exact(0, 12),
  switchOff: fc.boolean(),
  bits: fc.constantFrom(8, 16),
  vagueness: fc.constantFrom(1, 2),
  times: fc.record({ input: fc.constantFrom(1, 2), output: fc.constantFrom(3, 5), context: fc.constantFrom(0, 1) }),
  gpu: fc.constant('h100-sxm'),
}); // prettier-ignore

/** Rent of an hour at a load: whole replicas, in whole nodes, and never fewer GPUs than are rented at all. */
function rent({ node, minimum, replica, hourly, times }: BuiltFigures, load: number): Exact {
  const busy = times === null ? 1 : load * (4 * times.input + times.output + 100 * times.context);
  const gpus = new Exact(Math.ceil(busy / 40)).times(replica);
  return Exact.max(gpus.div(node).ceil().times(node), minimum.div(node).ceil().times(node)).times(hourly);
}

test('what is dominated costs no less at any volume, is no more precise and binds no less', () => {
  let found = 0;
  fc.assert(
    fc.property(figures, figures, (a, b) => {
      if (!dominates(a, b)) return;
      found += 1;
      for (let load = 1; load <= 60; load += 1) expect(rent(a, load).lte(rent(b, load))).toBe(true);
      expect([a.currency, a.bits >= b.bits, a.vagueness <= b.vagueness, a.months.lte(b.months)]).toEqual([b.currency, true, true, true]);
    }),
    { numRuns: 4000 },
  );
  expect(found).toBeGreaterThan(20);
}); // prettier-ignore

test.each([
  ['cheaper', {}, { hourly: new Exact(3) }, true],
  // One replica of 2 GPUs: 2 x 2 = 4 against 8 x 1 = 8 an hour; four replicas: 16 against 8.
  ['smaller nodes at a higher price', { replica: new Exact(2) }, { replica: new Exact(2), node: new Exact(8), hourly: new Exact(1) }, false],
  ['fewer bits', { bits: 8 }, { hourly: new Exact(3) }, false],
  ['an estimate', { vagueness: 6 }, { hourly: new Exact(3) }, false],
  ['another currency', { currency: 'EUR' }, { hourly: new Exact(3) }, false],
  ['a longer term', { months: new Exact(12) }, { hourly: new Exact(3) }, false],
  ['paid all month', { switchOff: false }, { hourly: new Exact(3) }, false],
  ['rented from 16 GPUs on', { minimum: new Exact(16) }, { hourly: new Exact(3) }, false],
  ['a stated throughput of another GPU', { times: null }, { times: null, gpu: 'h200-sxm', hourly: new Exact(3) }, false],
] as const)('%s', (_, a, b, is) => {
  const plain: BuiltFigures = {
    hourly: new Exact(2), currency: 'USD', node: new Exact(1), minimum: new Exact(1), replica: new Exact(1), months: new Exact(0),
    switchOff: true, bits: 16, vagueness: 1, times: { input: 1, output: 3, context: 0 }, gpu: 'h100-sxm',
  };
  expect(dominates({ ...plain, ...a }, { ...plain, ...b })).toBe(is);
}); // prettier-ignore

test.each([
  ['mxfp4', 4],
  ['nvfp4', 4],
  ['int4', 4],
  ['w4a16', 4],
  ['fp8', 8],
  ['int8', 8],
  ['bf16', 16],
  ['fp32', 32],
  [null, 16],
] as const)('%s has %d bits a weight', (name, bits) => {
  expect(bitsOf(name)).toBe(bits);
});
