import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settledUntil } from '../../../src/analysis/one-at-a-time/settled.ts';

test('never goes past where it is no longer sure, and ends near it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1000, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.boolean(),
      (start, share, isUp) => {
        const end = isUp ? start * 1000 : start / 1000;
        const edge = start + (end - start) * share;
        const found = settledUntil(start, end, (from, to) => ((isUp ? to <= edge : to >= edge) ? to : from));
        expect(isUp ? found <= edge : found >= edge).toBe(true);
        expect(Math.abs(found - edge)).toBeLessThanOrEqual(Math.abs(edge) * 1e-5);
      },
    ),
  );
});

test('goes to the end where all of it is sure, with one look', () => {
  let looks = 0;
  const found = settledUntil(2, 2000, (_, to) => {
    looks += 1;
    return to;
  });
  expect([found, looks]).toEqual([2000, 1]);
});

test('stays where it is if nothing is sure', () => {
  expect(settledUntil(5, 50, (from) => from)).toBe(5);
});

test('goes on from where a part of the way is sure', () => {
  const asked: number[] = [];
  const found = settledUntil(1, 1000, (from, to) => {
    asked.push(from);
    return Math.min(to, 600);
  });
  expect(found).toBe(600);
  expect(asked.slice(0, 2)).toEqual([1, 600]);
  expect(asked.length).toBeLessThan(15);
});
