import { normalCumulative, normalQuantile } from '../distributions/index.ts';
import type { Copula } from './rank-correlation.ts';

const largest = 1 - 2 ** -53;

/**
 * Turns independent uniform numbers, in place, into uniform ones with the copula's rank correlations: to normal
 * variables, through the factor, and back. The columns of inputs outside the copula stay as they are.
 */
export function correlate(copula: Copula, uniforms: readonly Float64Array[], count: number): void {
  const columns = copula.members.map((member) => uniforms[member] ?? new Float64Array(count));
  const size = columns.length;
  for (const column of columns) {
    for (let row = 0; row < count; row += 1) column[row] = normalQuantile(column[row] ?? 0);
  }
  // From the last to the first, since each one needs the untouched ones before it.
  for (let target = size - 1; target >= 0; target -= 1) {
    const column = columns[target] ?? new Float64Array(count);
    scale(column, copula.factor[target * size + target] ?? 0, count);
    for (let other = 0; other < target; other += 1) {
      const weight = copula.factor[target * size + other] ?? 0;
      if (weight !== 0) addScaled(column, columns[other] ?? column, weight, count);
    }
    for (let row = 0; row < count; row += 1)
      column[row] = Math.min(largest, normalCumulative(column[row] ?? 0));
  }
}

function scale(column: Float64Array, factor: number, count: number): void {
  for (let row = 0; row < count; row += 1) column[row] = (column[row] ?? 0) * factor;
}

function addScaled(column: Float64Array, other: Float64Array, weight: number, count: number): void {
  for (let row = 0; row < count; row += 1) column[row] = (column[row] ?? 0) + weight * (other[row] ?? 0);
}
