import { describe, expect, test } from 'vitest';
import { corrupt } from '../../scripts/fuzz/corrupt.ts';
import { lawNames } from '../../scripts/fuzz/laws.ts';
import { planningSeeds } from '../../scripts/fuzz/planning-readers.ts';
import { Random } from '../../scripts/fuzz/random.ts';
import { readers } from '../../scripts/fuzz/readers.ts';
import { runFuzz } from '../../scripts/fuzz/run-fuzz.ts';

// Whole scenarios take seconds on a busy machine.
describe('a short run of the fuzzer', { timeout: 300_000 }, () => {
  test('breaks nothing that reads a text', () => {
    const { counts, broken } = runFuzz({ count: 200, seed: 11, first: 1, lawsEvery: 1_000_000 });
    expect(broken).toEqual([]);
    expect([...counts.keys()].toSorted()).toEqual(Object.keys(readers).toSorted());
  });

  test('breaks no law', () => {
    const { counts, broken } = runFuzz({ count: 2, seed: 11, lawsEvery: 1 });
    expect(broken).toEqual([]);
    expect(counts.get('laws')).toBe(2);
    expect(lawNames.length).toBeGreaterThanOrEqual(10);
  });
});

test.each(planningSeeds)('a text that faults are put into is whole: %s', (_, isWhole) => {
  expect(isWhole()).toBe(true);
});

test('the seed and the place decide an input', () => {
  const made = (seed: number, place: number): string =>
    corrupt(new Random(seed, place), 'crossover: 1\nname: a text of some length\n', ['other']);
  const texts = Array.from({ length: 50 }, (_, place) => made(5, place));
  expect(Array.from({ length: 50 }, (_, place) => made(5, place))).toEqual(texts);
  expect(new Set(texts).size).toBeGreaterThan(40);
  expect(Array.from({ length: 50 }, (_, place) => made(6, place))).not.toEqual(texts);
});
