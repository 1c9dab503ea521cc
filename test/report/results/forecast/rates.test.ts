import { expect, test } from 'vitest';
import type { ComparedFlows, ForecastOption } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { ratesOf } from '../../../../src/report/results/forecast/rates.ts';

test('a rate of return that only says that next to nothing is paid at the start is said in words', () => {
  const against = (yearly: string): ComparedFlows => ({
    reference: 'api',
    npv: new Exact(1),
    payback: new Exact(1),
    discountedPayback: new Exact(1),
    signChanges: 1,
    rates: [new Exact(yearly)],
    ratesAreComplete: true,
    yearlyRates: [new Exact(yearly)],
    modifiedRate: null,
    datedRates: [],
  });
  const shown = (yearly: string): string =>
    JSON.stringify(ratesOf([{ id: 'own', against: against(yearly) } as unknown as ForecastOption]));
  expect(shown('12756.59')).toContain('over 1,000 %');
  expect(shown('12756.59')).not.toContain('1275659');
  // 1,000 % is a factor of eleven.
  expect(shown('10')).toContain('1000.0000 %');
  expect(shown('0.136671')).toContain('13.6671 %');
});
