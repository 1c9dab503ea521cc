import type { UniformSource } from '../../../src/statistics/sampling/index.ts';

/** The coordinates of some points, a column for each dimension. */
export function drawPoints(source: UniformSource, start: number, count: number): readonly Float64Array[] {
  const columns = Array.from({ length: source.dimensions }, () => new Float64Array(count));
  source.fill(columns, start, count);
  return columns;
}

/** The same drawn in two parts. */
export function drawInParts(
  source: UniformSource,
  start: number,
  first: number,
  second: number,
): readonly Float64Array[] {
  const before = drawPoints(source, start, first);
  const after = drawPoints(source, start + first, second);
  return before.map((column, index) => Float64Array.of(...column, ...(after[index] ?? [])));
}
