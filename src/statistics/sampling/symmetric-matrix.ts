/** A symmetric matrix, row by row. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly entries: Float64Array;
}

export function identityMatrix(size: number): SymmetricMatrix {
  const entries = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) entries[row * size + row] = 1;
  return { size, entries };
}

/** Eigenvalues, and eigenvector k as column k of `vectors` (row by row). */
export interface Eigensystem {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** By cyclic Jacobi rotations: slow for large matrices, accurate and always the same for small ones. */
export function eigensystem({ size, entries }: SymmetricMatrix): Eigensystem {
  const a = Float64Array.from(entries);
  const vectors = identityMatrix(size).entries;
  for (let sweep = 0; sweep < 60 && offDiagonal(a, size) > 1e-28 * size; sweep += 1) {
    for (let p = 0; p < size - 1; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate(a, vectors, size, p, q);
    }
  }
  return { values: Float64Array.from({ length: size }, (_, row) => a[row * size + row] ?? 0), vectors };
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = row + 1; column < size; column += 1) sum += (a[row * size + column] ?? 0) ** 2;
  }
  return sum;
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k += 1) turn(a, k * size + p, k * size + q, cosine, sine);
  for (let k = 0; k < size; k += 1) turn(a, p * size + k, q * size + k, cosine, sine);
  for (let k = 0; k < size; k += 1) turn(vectors, k * size + p, k * size + q, cosine, sine);
}

function turn(of: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const x = of[first] ?? 0;
  const y = of[second] ?? 0;
  of[first] = cosine * x - sine * y;
  of[second] = sine * x + cosine * y;
}
