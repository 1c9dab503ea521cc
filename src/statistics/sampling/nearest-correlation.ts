import { eigensystem, type SymmetricMatrix } from './symmetric-matrix.ts';

const tolerance = 1e-9;
const mostSteps = 200;

/**
 * The correlation matrix that is nearest to a symmetric matrix in the Frobenius norm, among those whose eigenvalues are
 * at least `floor`: alternating projections with Dykstra's correction (N. J. Higham, Computing the nearest correlation
 * matrix, IMA J. Numer. Anal. 22, 2002). The floor makes it positive definite with room for rounding.
 */
export function nearestCorrelation(matrix: SymmetricMatrix, floor: number): SymmetricMatrix {
  const { size } = matrix;
  let current = Float64Array.from(matrix.entries);
  let correction = new Float64Array(current.length);
  for (let step = 0; step < mostSteps; step += 1) {
    const corrected = current.map((entry, index) => entry - (correction[index] ?? 0));
    const projected = raiseEigenvalues({ size, entries: corrected }, floor);
    correction = projected.map((entry, index) => entry - (corrected[index] ?? 0));
    const next = Float64Array.from(projected);
    for (let row = 0; row < size; row += 1) next[row * size + row] = 1;
    const change = distance(next, current);
    current = next;
    if (change <= tolerance * size) break;
  }
  return { size, entries: current };
}

function raiseEigenvalues(matrix: SymmetricMatrix, floor: number): Float64Array {
  const { size } = matrix;
  const { values, vectors } = eigensystem(matrix);
  const raised = new Float64Array(size * size);
  for (let k = 0; k < size; k += 1) {
    const value = Math.max(values[k] ?? 0, floor);
    for (let row = 0; row < size; row += 1) {
      const scaled = value * (vectors[row * size + k] ?? 0);
      for (let column = 0; column < size; column += 1) {
        const place = row * size + column;
        raised[place] = (raised[place] ?? 0) + scaled * (vectors[column * size + k] ?? 0);
      }
    }
  }
  return raised;
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, entry, index) => sum + (entry - (b[index] ?? 0)) ** 2, 0));
}
