import type { VectorPlan } from './plan.ts';

/** What a block's columns and outputs may take: a quarter of the second-level cache of a common server core. */
const blockBytes = 262_144;

/** Rows that an engine takes at a time unless told otherwise: few enough that a block stays in cache. */
export function defaultBlockSize(plan: VectorPlan): number {
  const rowBytes = Float64Array.BYTES_PER_ELEMENT * (plan.varied.length + plan.outputs.length);
  const rows = 2 ** Math.floor(Math.log2(blockBytes / Math.max(1, rowBytes)));
  return Math.min(4096, Math.max(64, rows));
}

/** A plan made ready to run, whatever the engine. Two readings of one plan give the same bits. */
export interface VectorReading {
  readonly engine: 'script' | 'wasm';
  /** The addresses that vary, in the order of the columns. */
  readonly varied: readonly string[];
  readonly blockSize: number;
  /** One array of `blockSize` a varied address: written by the caller before `run`. */
  readonly columns: readonly Float64Array[];
  /** One array of `blockSize` a root: read by the caller after `run`. */
  readonly outputs: readonly Float64Array[];
  /** Evaluates the first `count` (at most `blockSize`) rows of `columns` into `outputs`. Allocates nothing. */
  run(count: number): void;
  /** Evaluates the rows `from` to `to` (all, unless told) of columns of any length into outputs of the same length, block by block. */
  evaluate(
    columns: readonly Float64Array[],
    outputs: readonly Float64Array[],
    from?: number,
    to?: number,
  ): void;
}

/** A reading over arrays of its own, given what evaluates one block of them. */
export function blockwise(
  parts: Pick<VectorReading, 'engine' | 'varied' | 'blockSize' | 'columns' | 'outputs'> & {
    readonly run: (count: number) => void;
  },
): VectorReading {
  const { blockSize, columns: blockColumns, outputs: blockOutputs } = parts;
  const run = (count: number): void => {
    if (!(count >= 0 && count <= blockSize))
      throw new RangeError(`a block holds ${blockSize} rows, not ${count}`);
    parts.run(count);
  };
  return {
    ...parts,
    run,
    evaluate: (columns, outputs, from = 0, to = columns[0]?.length ?? outputs[0]?.length ?? 0) => {
      if (columns.length !== blockColumns.length || outputs.length !== blockOutputs.length)
        throw new RangeError(
          'as many columns are needed as addresses vary, and as many outputs as there are roots',
        );
      if ([...columns, ...outputs].some((each) => each.length < to))
        throw new RangeError('a column is too short');
      for (let start = from; start < to; start += blockSize) {
        const count = Math.min(blockSize, to - start);
        for (const [index, column] of columns.entries())
          blockColumns[index]?.set(column.subarray(start, start + count));
        parts.run(count);
        for (const [index, output] of outputs.entries()) {
          const block = blockOutputs[index];
          if (block !== undefined) output.set(count === blockSize ? block : block.subarray(0, count), start);
        }
      }
    },
  };
}
