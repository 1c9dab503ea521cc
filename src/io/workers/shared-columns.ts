/** Columns that workers can read and write without a copy. */
export function sharedColumns(count: number, rows: number): readonly Float64Array<SharedArrayBuffer>[] {
  return Array.from(
    { length: count },
    () => new Float64Array(new SharedArrayBuffer(rows * Float64Array.BYTES_PER_ELEMENT)),
  );
}

/** The columns themselves if workers can see them, else copies that they can. */
export function asShared(columns: readonly Float64Array[]): readonly Float64Array[] {
  return columns.map((column) => {
    if (column.buffer instanceof SharedArrayBuffer) return column;
    const [copy] = sharedColumns(1, column.length);
    copy?.set(column);
    return copy ?? column;
  });
}
