import type { VectorPlan } from '../vector/index.ts';

/** Where a module finds its columns: byte offsets into its memory, each a multiple of 16. */
export interface Layout {
  readonly blockSize: number;
  readonly columns: readonly number[];
  readonly outputs: readonly number[];
  /** How much memory a block takes, in pages of 64 KiB. */
  readonly pages: number;
}

const pageBytes = 65_536;
/** Keeps columns from falling on the same cache sets, which a stride of a power of two would do. */
const skew = 128;

/** One block's columns and outputs, one after the other. */
export function layoutOf(plan: VectorPlan, blockSize: number): Layout {
  const stride = Math.ceil(blockSize / 2) * 16 + skew;
  const place = (index: number): number => skew + index * stride;
  const columns = plan.varied.map((_, index) => place(index));
  const outputs = plan.outputs.map((_, index) => place(columns.length + index));
  const end = place(columns.length + outputs.length);
  return { blockSize, columns, outputs, pages: Math.ceil(end / pageBytes) };
}
