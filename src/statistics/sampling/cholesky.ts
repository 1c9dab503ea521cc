import type { SymmetricMatrix } from './symmetric-matrix.ts';

const pivotTolerance = 1e-10;
const residualTolerance = 1e-5;

/**
 * The lower triangular factor L of a correlation matrix L·Lᵀ, row by row, or undefined where the matrix has a negative
 * eigenvalue. Perfect correlation (an eigenvalue of zero) is allowed: its column of L is zero.
 */
export function choleskyFactor({ size, entries }: SymmetricMatrix): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const pivot = remainder(entries, factor, size, column, column);
    if (pivot < -pivotTolerance) return undefined;
    const root = pivot > pivotTolerance ? Math.sqrt(pivot) : 0;
    factor[column * size + column] = root;
    for (let row = column + 1; row < size; row += 1) {
      const rest = remainder(entries, factor, size, row, column);
      if (root > 0) factor[row * size + column] = rest / root;
      else if (Math.abs(rest) > residualTolerance) return undefined;
    }
  }
  return factor;
}

function remainder(
  entries: Float64Array,
  factor: Float64Array,
  size: number,
  row: number,
  column: number,
): number {
  let rest = entries[row * size + column] ?? 0;
  for (let k = 0; k < column; k += 1)
    rest -= (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0);
  return rest;
}
