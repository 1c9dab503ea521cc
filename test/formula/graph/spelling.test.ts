import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSymbols } from '../../../src/formula/graph/spelling.ts';

describe('a quantity as people write it', () => {
  it.each([
    ['6 million requests/month', '6M requests/month'],
    ['6MM requests/month', '6M requests/month'],
    ['6 requests per day', '6 requests/day'],
    ['6M requests a month', '6M requests/month'],
    ['60 thousand USD', '60k USD'],
    ['1.5 billion tokens/month', '1.5B tokens/month'],
    ['190K USD/year', '190k USD/year'],
    ['$190k/year', '190k USD/year'],
    ['$2.50 per hour', '2.50 USD/hour'],
    ['US$ 100', '100 USD'],
    ['60k €', '60k EUR'],
    ['€60', '60 EUR'],
    ['£3/hour', '3 GBP/hour'],
    ['3 $/hour', '3 USD/hour'],
    ['3% per month', '3%/month'],
    ['1e6 requests/month', '1e6 requests/month'],
  ])('%s is %s', (written, meant) => expect(inSymbols(written)).toBe(meant));

  it.each([
    '1,000 USD',
    '6 m requests/month', // thousandths, or millions
    '¥100', // yen, or yuan
    'many',
    '',
  ])('%s is left as it is', (written) => expect(inSymbols(written)).toBe(written));

  it('leaves a dollar that may be that of the file', () => {
    expect(inSymbols('$5/hour', 'CAD')).toBe('$5/hour');
    expect(inSymbols('$5/hour', 'EUR')).toBe('5 USD/hour');
  });

  it('says the same when it is read again', () => {
    const parts = fc.tuple(
      fc.constantFrom('', '$', '€', 'US$'),
      fc.constantFrom('1', '2.5', '.5', '1_000', '7e3'),
      fc.constantFrom('', 'k', ' million', 'MM', ' thousand', ' M'),
      fc.constantFrom('', '/hour', ' USD per hour', ' requests a day', '%', ' $/GPU', ' per GPU'),
    );
    fc.assert(
      fc.property(parts, (each) => {
        const once = inSymbols(each.join(''));
        expect(inSymbols(once)).toBe(once);
      }),
    );
  });
});
