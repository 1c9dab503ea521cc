import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  conversion,
  divideUnits,
  multiplyUnits,
  parseUnit,
  sameDimension,
  unit,
} from '../../../src/formula/index.ts';

describe('units', () => {
  test.each([
    ['USD/Mtok', 'USD/Mtok'],
    ['tokens/month', 'token/month'],
    ['USD/GPU-hour', 'USD/hour/GPU'],
    ['USD/GPU/hour', 'USD/hour/GPU'],
    ['token·request', 'token·request'],
    ['1/year', '1/year'],
    ['', '1'],
  ])('%s is read as %s', (text, key) => {
    expect(parseUnit(text)?.key).toBe(key);
  });

  test.each(['furlong', 'USD//month', 'USD/', 'usd', '__proto__', 'constructor', 'a/b/c/d/e/f/g'])(
    '%s is no unit',
    (text) => {
      expect(parseUnit(text)).toBeUndefined();
    },
  );

  test('cancel where they are the same', () => {
    expect(multiplyUnits(unit('USD/Mtok'), unit('Mtok/month')).key).toBe('USD/month');
    expect(divideUnits(unit('token/month'), unit('token/second')).key).toBe('second/month');
  });

  test('hours and months do not convert into each other, years and months do', () => {
    expect(sameDimension(unit('hour'), unit('month'))).toBe(false);
    expect(sameDimension(unit('USD/year'), unit('USD/month'))).toBe(true);
    expect(sameDimension(unit('kW·hour'), unit('kWh'))).toBe(true);
    expect(sameDimension(unit('USD/month'), unit('EUR/month'))).toBe(false);
  });

  test.each([
    ['USD/year', 'USD/month', '1', '12'],
    ['token/month', 'Mtok/month', '1', '1000000'],
    ['hour/month', 'second/month', '3600', '1'],
    ['kW·hour', 'kWh', '1', '1'],
    ['USD/GB', 'USD/kB', '1', '1000000'],
  ])('%s in %s is times %s by %s', (from, to, multiply, divide) => {
    const found = conversion(unit(from), unit(to));
    expect([found.multiply.toString(), found.divide.toString()]).toEqual([multiply, divide]);
  });

  test('a conversion and its reverse cancel', () => {
    const symbols = fc.constantFrom('second', 'minute', 'hour', 'day');
    fc.assert(
      fc.property(symbols, symbols, (a, b) => {
        const there = conversion(unit(a), unit(b));
        const back = conversion(unit(b), unit(a));
        expect(there.multiply.times(back.multiply).eq(there.divide.times(back.divide))).toBe(true);
      }),
    );
  });
});
