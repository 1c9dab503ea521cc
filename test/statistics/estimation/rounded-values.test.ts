import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  summarizeOutput,
  suitsRounding,
  tallyOutput,
  tallyRounded,
  type OutputObserver,
} from '../../../src/statistics/estimation/index.ts';

const probabilities = [0.1, 0.5, 0.9] as const;

/** What a whole of these parts says, each value kept in full or rounded; `asked` collects which were asked for again. */
function summaries(parts: readonly (readonly number[])[]) {
  const columns = parts.map((part) => Float64Array.from(part));
  const filled = (make: (column: Float64Array) => OutputObserver) =>
    columns.map((column) => {
      const { observe, tally } = make(column);
      observe({ uniforms: [], outputs: [column], count: column.length });
      return tally();
    });
  const asked: number[] = [];
  const inFull = filled((column) => tallyOutput(0, column.length, true));
  const rounded = filled(({ length }) =>
    tallyRounded(0, new Uint32Array(length), new Float64Array(length), probabilities),
  );
  return {
    inFull: summarizeOutput(inFull, probabilities, 20),
    rounded: summarizeOutput(rounded, probabilities, 20, (part, index) => {
      const value = columns[part]?.[index] ?? Number.NaN;
      asked.push(value);
      return value;
    }),
    asked,
  };
}

describe('rounded values', () => {
  // Quantities are no nearer to zero than 1e-24.
  const cost = fc
    .double({ min: -1e9, max: 1e9, noNaN: true })
    .map((value) => (Math.abs(value) < 1e-24 ? 0 : value));
  // Values that round to the same number, equal ones, huge ones, and missing ones.
  const close = fc.integer({ min: 0, max: 40 }).map((step) => 1000 + step * 1e-6);
  const value = fc.oneof(cost, close, fc.constantFrom(Number.NaN, 1000, 5, 1e300, -1e300));

  test('say to the bit what values kept in full say', () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 60 }), { minLength: 1, maxLength: 4 }), (parts) => {
        const { inFull, rounded } = summaries(parts);
        expect(rounded).toEqual(inFull);
      }),
      { numRuns: 300 },
    );
  });

  test('are asked for again only where rounding does not tell', () => {
    const parts = [1, 2].map((part) =>
      Array.from({ length: 5000 }, (_, index) => 100 + (index * part) / 700),
    );
    const { inFull, rounded, asked } = summaries(parts);
    expect(rounded).toEqual(inFull);
    // Five percentiles, each between two values of which some occur twice, and the values on the edges of the bars.
    expect(asked.length).toBeLessThan(60);
  });

  test('suit values that differ and spread, and no others', () => {
    const spread = Float64Array.from({ length: 100 }, (_, index) => 100 + index);
    expect(suitsRounding(spread)).toBe(true);
    expect(suitsRounding(spread.map(() => 7))).toBe(false);
    expect(suitsRounding(spread.map((each) => 1e6 + each))).toBe(false);
    expect(suitsRounding(spread.map((each, index) => (index === 3 ? Number.NaN : each)))).toBe(false);
  });
});
