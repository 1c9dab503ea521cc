import { describe, expect, test } from 'vitest';
import { corrupt } from '../../scripts/fuzz/corrupt.ts';
import { lawNames } from '../../scripts/fuzz/laws.ts';
import { planningSeeds } from '../../scripts/fuzz/planning-readers.ts';
import { Random } from '../../scripts/fuzz/random.ts';
import { readers, slowReaders } from '../../scripts/fuzz/readers.ts';
import { runFuzz } from '../../scripts/fuzz/run-fuzz.ts';

// Whole scenarios take seconds on a busy machine.
describe('a short run of the fuzzer', { timeout: 300_000 }, () => {
  test('breaks nothing that reads a text', async () => {
    const { counts, broken } = await runFuzz({ count: 250, seed: 11, first: 1, lawsEvery: 1_000_000 });
    expect(broken).toEqual([]);
    const slow = Object.keys(slowReaders);
    const quick = [...counts.keys()].filter((name) => !slow.includes(name));
    expect(quick.toSorted()).toEqual(Object.keys(readers).toSorted());
  });

  test.each(Object.keys(slowReaders))('breaks nothing that reads a %s', async (only) => {
    const { counts, broken } = await runFuzz({ count: 8, seed: 11, only });
    expect(broken).toEqual([]);
    expect(counts.get(only)).toBe(8);
  });

  test('breaks no law', async () => {
    const { counts, broken } = await runFuzz({ count: 2, seed: 11, lawsEvery: 1 });
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
