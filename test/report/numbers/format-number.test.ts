import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import {
  formatChange,
  formatCompact,
  formatExact,
  formatMoney,
  formatQuantity,
  formatRatio,
  formatShare,
} from '../../../src/report/numbers/format-number.ts';

const cases: readonly (readonly [format: (value: Exact) => string, value: string, shown: string])[] = [
  [formatMoney, '0', '0'],
  [formatMoney, '850', '850'],
  [formatMoney, '1204.5', '1,205'],
  [formatMoney, '-125.5', '-126'],
  [formatMoney, '1234567.49', '1,234,567'],
  [formatMoney, '0.5', '0.50'],
  [formatMoney, '0.005', '0.01'],
  [formatMoney, '0.004', '<0.01'],
  [formatMoney, '-0.0001', '-<0.01'],
  [formatMoney, '1e30', '1,000,000,000,000,000,000,000,000,000,000'],
  [formatQuantity, '0.3125', '0.3125'],
  [formatQuantity, '0.000012', '0.000012'],
  [formatQuantity, '0.14296875', '0.14296875'],
  [formatQuantity, '17.33333333333333333333', '17.3333'],
  [formatQuantity, '0.00001234567891', '0.0000123457'],
  [formatQuantity, '28333333.33333333333333333333', '28,333,333'],
  [formatQuantity, '-2.83205095890410958904', '-2.83205'],
  [formatQuantity, '0.99999999999', '1'],
  [formatQuantity, '12000000000', '12,000,000,000'],
  [formatExact, '28333333.33333333333333333333', '28,333,333.33333333333333333333'],
  [formatExact, '1.063816', '1.063816'],
  [formatCompact, '28333333.3', '28.3M'],
  [formatCompact, '2220000000', '2.22B'],
  [formatCompact, '999999', '1M'],
  [formatCompact, '500000', '500k'],
  [formatCompact, '999', '999'],
  [formatCompact, '1234567890000000', '1,230T'],
  [formatShare, '0.4333333333', '43.33 %'],
  [formatShare, '0.5', '50.0 %'],
  [formatShare, '0', '0.0 %'],
  [formatShare, '0.00005', '0.01 %'],
  [formatChange, '0.25', '+25.0 %'],
  [formatChange, '-0.25', '-25.0 %'],
  [formatChange, '0', '0.0 %'],
  [formatChange, '11', '×12'],
  [formatRatio, '1.8116008', '1.81'],
  [formatRatio, '24', '24'],
];

describe('numbers are shown', () => {
  for (const [format, value, shown] of cases) {
    test(`${format.name} ${value}: ${shown}`, () => expect(format(new Exact(value))).toBe(shown));
  }

  test('within half of the last digit of what they are', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(20), (digits, places) => {
        const value = new Exact(digits.toString()).times(new Exact(10).pow(-places));
        const shown = new Exact(formatQuantity(value).replaceAll(',', ''));
        const error = shown.minus(value).abs();
        expect(error.lte(value.abs().times('5e-6'))).toBe(true);
        expect(error.lte('0.5')).toBe(true);
      }),
    );
  });

  test('money within half a unit, and never as nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 24n }), fc.nat(20), (digits, places) => {
        const value = new Exact(digits.toString()).times(new Exact(10).pow(-places));
        const shown = formatMoney(value);
        expect(shown).not.toMatch(/^0(?:\.0+)?$/u);
        if (!shown.startsWith('<')) {
          expect(new Exact(shown.replaceAll(',', '')).minus(value).abs().lte('0.5')).toBe(true);
        }
      }),
    );
  });
});
