/** The solution of a positive definite system, by Cholesky's factors. */
export function solveSymmetric(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] {
  const size = right.length;
  const lower = matrix.map(() => new Float64Array(size));
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row]?.[column] ?? 0;
      for (let each = 0; each < column; each += 1) sum -= at(row, each) * at(column, each);
      const into = lower[row];
      if (into !== undefined) into[column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  const half = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let sum = right[row] ?? 0;
    for (let each = 0; each < row; each += 1) sum -= at(row, each) * (half[each] ?? 0);
    half[row] = sum / at(row, row);
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = half[row] ?? 0;
    for (let each = row + 1; each < size; each += 1) sum -= at(each, row) * (solution[each] ?? 0);
    solution[row] = sum / at(row, row);
  }
  return [...solution];
}
