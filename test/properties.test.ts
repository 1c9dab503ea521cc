import fc from 'fast-check';
import { expect, inject, test } from 'vitest';

test('property tests take the seed of the run, and a failure prints it', () => {
  const seed = inject('propertySeed');
  expect(fc.readConfigureGlobal().seed).toBe(seed);
  const failing = (): void =>
    fc.assert(
      fc.property(fc.integer(), (value) => value !== value),
      { numRuns: 1 },
    );
  expect(failing).toThrow(`seed: ${seed}`);
});
