import { expect, test } from 'vitest';
import { readTerm } from '../../src/importing/reading/offer-term.ts';

test.each(['0 months', 'reserved 0 years', '0yr', '00m'])('%s is no term', (text) => {
  expect(readTerm(text)).toBeUndefined();
});

test.each([
  ['1 year', '12', 'reserved-1y'],
  ['reserved 36 months', '36', 'reserved-36m'],
  ['3yr', '36', 'reserved-3y'],
])('%s', (text, months, label) => {
  expect(readTerm(text)?.months?.toFixed()).toBe(months);
  expect(readTerm(text)?.label).toBe(label);
});
