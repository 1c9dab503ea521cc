import { randomInt } from 'node:crypto';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    propertySeed: number;
  }
}

/**
 * One seed for all property tests of a run: `FC_SEED`, or a random one. It is printed in continuous integration, so that
 * a run can be repeated from its log; a failing property prints it in any case.
 */
export function setup(project: TestProject): void {
  const given = process.env['FC_SEED'];
  const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`FC_SEED is '${given}': expected a whole number`);
  if (process.env['CI'] || given !== undefined) process.stdout.write(`property tests: FC_SEED=${seed}\n`);
  project.provide('propertySeed', seed);
}
