import { expect, test } from 'vitest';
import { readTerm } from '../../src/importing/reading/offer-term.ts';

test.each(['0 months', 'reserved 0 years', '0yr', '00m'])('%s is no term', (text) => {
  expect(readTerm(text)).toBeUndefined();
});

test.each([
  ['1 year', '12'],
  ['reserved 36 months', '36'],
  ['3yr', '36'],
])('%s', (text, months) => {
  expect(readTerm(text)?.months?.toFixed()).toBe(months);
});
