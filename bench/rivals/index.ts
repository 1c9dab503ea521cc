import { cRival } from './c.ts';
import { hyperformulaRival } from './hyperformula.ts';
import { numbaRival, numpyRival } from './python.ts';
import type { Rival } from './rival.ts';
import { squiggleRival } from './squiggle.ts';

export type { Measured, Rival } from './rival.ts';
export { baseFlags, compiledC, compileInto, measureStreamInC, missingC } from './c.ts';
export { planInC } from './plan-source.ts';

/** A table that stays in cache, and one that does not. */
export const tableSizes = { block: 2048, table: 1_048_576 } as const;

/** Which of our own measurements a rival stands against: it is given the same rows, or makes its own samples. */
export interface Entry {
  readonly id: string;
  readonly against: 'block' | 'table' | 'stream';
  readonly rival: Rival;
}

export const rivals: readonly Entry[] = [
  { id: 'c-block', against: 'block', rival: cRival([], tableSizes.block) },
  { id: 'c-fast-block', against: 'block', rival: cRival(['-ffast-math'], tableSizes.block) },
  { id: 'c-table', against: 'table', rival: cRival([], tableSizes.table) },
  { id: 'c-fast-table', against: 'table', rival: cRival(['-ffast-math'], tableSizes.table) },
  { id: 'plan-block', against: 'block', rival: cRival([], tableSizes.block, 'plan') },
  { id: 'plan-table', against: 'table', rival: cRival([], tableSizes.table, 'plan') },
  { id: 'numba', against: 'table', rival: numbaRival(tableSizes.table, { fastMath: false }) },
  { id: 'numba-fast', against: 'table', rival: numbaRival(tableSizes.table, { fastMath: true }) },
  { id: 'numpy', against: 'table', rival: numpyRival(tableSizes.table) },
  { id: 'hyperformula', against: 'table', rival: hyperformulaRival(500) },
  { id: 'squiggle', against: 'stream', rival: squiggleRival(2000) },
];
