import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuantity, unit } from '../../../src/formula/index.ts';

const read = (text: string, ...units: readonly string[]) => {
  const parsed = parseQuantity(text, units.map(unit), units.length > 1 && units[0]?.startsWith('1/'));
  return parsed.ok ? `${parsed.measure.value.toFixed()} ${parsed.measure.unit.key}` : parsed.problem;
};

describe('a quantity', () => {
  test.each([
    ['1.65 USD/hour', ['USD/hour'], '1.65 USD/hour'],
    ['40M tokens/month', ['token/month'], '40000000 token/month'],
    ['40Mtok/month', ['token/month'], '40000000 token/month'],
    ['190k USD/year', ['USD/FTE/year', 'USD/year'], '190000 USD/year/FTE'],
    ['120k USD/year', ['USD/month'], '10000 USD/month'],
    ['6 kB', ['kB'], '6 kB'],
    ['6kB', ['byte'], '6000 byte'],
    ['0.5 MB/request', ['kB/request', 'kB'], '500 kB/request'],
    ['6%', ['1'], '0.06 1'],
    ['6 %', ['1'], '0.06 1'],
    ['3%/month', ['1/month', '1/year'], '0.03 1/month'],
    ['-30%/year', ['1/month', '1/year'], '-0.3 1/year'],
    ['10% / year', ['1/month', '1/year'], '0.1 1/year'],
    ['24 months', ['month'], '24 month'],
    ['1 year', ['month'], '12 month'],
    ['100 hours/month', ['hour/month'], '100 hour/month'],
    ['0.000012 USD', ['USD/request', 'USD'], '0.000012 USD/request'],
    ['3.10 USD/hour', ['USD/GPU/hour', 'USD/hour'], '3.1 USD/hour/GPU'],
    ['32k', ['token', '1'], '32000 token'],
    ['7B', ['1'], '7000000000 1'],
    ['2.5k tokens/s', ['token/second'], '2500 token/second'],
    ['1_000_000 tokens', ['token'], '1000000 token'],
    ['1e3 tokens', ['token'], '1000 token'],
    ['.5', ['1'], '0.5 1'],
    ['+2', ['1'], '2 1'],
    [
      '0.1234567890123456789012345678901234567890 USD',
      ['USD'],
      '0.123456789012345678901234567890123456789 USD',
    ],
  ])('%s', (text, units, expected) => {
    expect(read(text, ...units)).toBe(expected);
  });

  test.each([
    [
      '40M tokns/month',
      ['token/month'],
      "expected a number of tokens/month, found the unit 'tokns/month'",
      "did you mean '40M tokens/month'?",
    ],
    [
      '40M',
      ['request/month', 'token/month'],
      'expected a number of requests/month or tokens/month, found no unit',
      "write it as '40M requests/month' or '40M tokens/month'",
    ],
    [
      '40 M tokens/month',
      ['token/month'],
      "expected a number of tokens/month, found the unit 'M tokens/month'",
      "did you mean '40M tokens/month'?",
    ],
    [
      '3 usd/hour',
      ['USD/hour'],
      "expected a number of USD/hour, found the unit 'usd/hour'",
      "did you mean '3 USD/hour'?",
    ],
    ['3 USD/Mtok', ['USD/hour'], "expected a number of USD/hour, found the unit 'USD/Mtok'", undefined],
    [
      '50%',
      ['token/request', 'token', '1'],
      "expected a number of tokens/request or tokens, found the unit '%'",
      undefined,
    ],
    ['5 USD', ['1'], "expected a plain number or a percentage, found the unit 'USD'", undefined],
    [
      '$100',
      ['USD/month'],
      "expected a number of USD/month, found the unit 'USD'",
      "say per what, such as '100 USD/month'",
    ],
    [
      '1,000 USD',
      ['USD'],
      "expected a number of USD, found the unit ',000 USD'",
      "write it without commas: '1000 USD'",
    ],
    [
      '0,5 USD',
      ['USD'],
      "expected a number of USD, found the unit ',5 USD'",
      "write it with a decimal point: '0.5 USD'",
    ],
    // A hint states the same amount: 2,200 / 730 = 3.0137 an hour, 3 · 730 = 2,190 a month, 150 cents are 1.50.
    [
      '2200 USD/month',
      ['USD/hour'],
      "expected a number of USD/hour, found the unit 'USD/month'",
      "that is '3.0137 USD/hour' at 730 hours a month",
    ],
    [
      '3 USD/hour',
      ['USD/month'],
      "expected a number of USD/month, found the unit 'USD/hour'",
      "that is '2190 USD/month' at 730 hours a month",
    ],
    [
      '13 USD/day',
      ['USD/month'],
      "expected a number of USD/month, found the unit 'USD/day'",
      "that is '395.417 USD/month' at 730 hours a month",
    ],
    [
      '150 cents/Mtok',
      ['USD/Mtok'],
      "expected a number of USD/Mtok, found the unit 'cents/Mtok'",
      "write it as '1.5 USD/Mtok'",
    ],
    ['60k €', ['USD'], "expected a number of USD, found the unit 'EUR'", undefined],
    ['$60', ['CAD'], "expected a number of CAD, found '$60'", "write the currency as its code: '60 USD'"],
    [
      '500k requests',
      ['request/month', 'token/month'],
      "expected a number of requests/month or tokens/month, found the unit 'requests'",
      "say per what, such as '500k requests/month'",
    ],
    [
      '200k/month',
      ['request/month', 'token/month'],
      "expected a number of requests/month or tokens/month, found the unit '/month'",
      "say what is counted: '200k requests/month' or '200k tokens/month'",
    ],
    ['$5', ['replica'], "expected a number of replicas, found the unit 'USD'", undefined],
    ['$5', ['GPU/replica'], "expected a number of GPUs/replica, found the unit 'USD'", undefined],
    ['50 cents', ['FTE'], "expected a number of FTE, found the unit 'cents'", undefined],
    ['800 tokens', ['1'], "expected a plain number or a percentage, found the unit 'tokens'", undefined],
    ['NaN', ['1'], "expected a plain number or a percentage, found 'NaN'", undefined],
    ['Infinity', ['1'], "expected a plain number or a percentage, found 'Infinity'", undefined],
    ['.inf', ['1'], "expected a plain number or a percentage, found '.inf'", undefined],
    ['0x10', ['1'], "expected a plain number or a percentage, found the unit 'x10'", undefined],
    ['1e400', ['1'], "expected a plain number or a percentage, found '1e400', which is too large", undefined],
    [
      '1e-400',
      ['1'],
      "expected a plain number or a percentage, found '1e-400', which is too small to compute with",
      undefined,
    ],
    ['', ['1'], "expected a plain number or a percentage, found ''", undefined],
  ])('%s is refused', (text, units, message, hint) => {
    const problem = read(text, ...units);
    expect(problem).toMatchObject({ message });
    expect(typeof problem === 'object' && problem.hint).toBe(hint);
  });

  test('any text is read or refused in words, and what is read is finite', () => {
    const units = ['1', 'USD/month', 'token/request', '1/month'].map(unit);
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[-+]?[0-9.,_e]{1,12} ?[kMBGT]?[ %]?[a-zA-Z/%]{0,12}$/u),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...units), (written, wanted) => {
        const parsed = parseQuantity(written, [wanted]);
        expect(parsed.ok ? parsed.measure.value.isFinite() : parsed.problem.message.length > 0).toBe(true);
      }),
    );
  });

  test('a decimal keeps every digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{0,18}\.[0-9]{1,20}$/u), (digits) => {
        const parsed = parseQuantity(`${digits} USD`, [unit('USD')]);
        const trimmed = digits.replace(/0+$/u, '').replace(/\.$/u, '');
        expect(parsed.ok && parsed.measure.value.toFixed()).toBe(trimmed);
      }),
    );
  });
});

/** A multiple that is written onto the unit belongs to the amount: a hint that drops it would be wrong by its factor. */
test.each([
  ['2.4 Mreq/month', 'requests/month', "did you mean '2.4M req/month'?"],
  ['2.4Mreq/month', 'requests/month', "did you mean '2.4M req/month'?"],
  ['2 Krequests/month', 'requests/month', "did you mean '2k requests/month'?"],
  ['3 bnrequests/month', 'requests/month', "did you mean '3B requests/month'?"],
  ['3 MMtokens/month', 'tokens/month', "did you mean '3M tokens/month'?"],
  ['5 Mtoken/month', 'tokens/month', "did you mean '5M token/month'?"],
  ['5 kUSD/year', 'USD/year', "did you mean '5k USD/year'?"],
  ['5k kUSD/year', 'USD/year', undefined],
  ['2 mreq/month', 'requests/month', undefined],
  ['5 Mrequests/month', 'USD/month', undefined],
  ['5 rquests/month', 'requests/month', "did you mean '5 requests/month'?"],
])('the hint for %s keeps the amount', (text, of, hint) => {
  const read = parseQuantity(text, [unit(of)]);
  expect(read.ok ? 'read' : read.problem.hint).toBe(hint);
});
