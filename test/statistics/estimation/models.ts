import type { BlockEvaluator } from '../../../src/statistics/estimation/index.ts';

/** A model that computes each output of a row from the row's inputs. */
export function modelOf(...outputs: readonly ((row: readonly number[]) => number)[]): BlockEvaluator {
  return (columns, count) =>
    outputs.map((output) =>
      Float64Array.from({ length: count }, (_, row) =>
        output(columns.map((column) => column[row] ?? Number.NaN)),
      ),
    );
}
