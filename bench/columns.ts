import type { BenchModel } from './model.ts';

/** The generator that every rival of a stream uses too: 32-bit linear congruential, one state a column. */
export const generator = {
  multiplier: 1_664_525,
  increment: 1_013_904_223,
  firstSeed: 12_345,
  seedStep: 7_919,
} as const;

/** Fills one column after the other, uniformly over its range, going on where the last call stopped. */
export class ColumnSource {
  readonly #states: Uint32Array;
  readonly #varied: BenchModel['varied'];

  constructor(model: BenchModel) {
    this.#varied = model.varied;
    this.#states = Uint32Array.from(
      model.varied,
      (_, index) => generator.firstSeed + index * generator.seedStep,
    );
  }

  fill(columns: readonly Float64Array[], count: number): void {
    for (const [index, { low, high }] of this.#varied.entries()) {
      const column = columns[index];
      if (column !== undefined)
        this.#states[index] = fillColumn(column, count, this.#states[index] ?? 0, low, high);
    }
  }
}

function fillColumn(column: Float64Array, count: number, start: number, low: number, high: number): number {
  const scale = (high - low) / 4_294_967_296;
  let state = start | 0;
  for (let row = 0; row < count; row++) {
    state = (Math.imul(state, generator.multiplier) + generator.increment) | 0;
    column[row] = low + (state >>> 0) * scale;
  }
  return state;
}

/** The first rows of the stream. */
export function benchColumns(model: BenchModel, rows: number): readonly Float64Array[] {
  const columns = model.varied.map(() => new Float64Array(rows));
  new ColumnSource(model).fill(columns, rows);
  return columns;
}
