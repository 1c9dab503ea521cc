import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubleOf } from '../../../src/formula/graph/approximate.ts';
import { Exact } from '../../../src/formula/index.ts';

test('the nearest double of a number is found to the last bit, its sign included', () => {
  const digits = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  const exponent = fc.integer({ min: -40, max: 40 });
  fc.assert(
    fc.property(digits, exponent, (whole, power) => {
      const value = new Exact(`${whole}e${power}`);
      expect(doubleOf(value)).toBe(Number(value.toString()));
    }),
    { numRuns: 2000 },
  );
  for (const text of [
    '0',
    '-0',
    '0.1',
    '-3',
    '1e22',
    '9007199254740993',
    '99999999999999e14',
    'NaN',
    'Infinity',
    '-Infinity',
  ])
    expect(doubleOf(new Exact(text))).toBe(Number(text));
});
