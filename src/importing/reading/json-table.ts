import type { JsonObject } from './json.ts';
import type { Table } from './table.ts';

/** Objects of a list as the rows of a table: each column is what it makes of an object; the line is its place in the list. */
export function tableOf(
  items: readonly JsonObject[],
  columns: Readonly<Record<string, (item: JsonObject) => string>>,
): Table {
  return {
    columns: Object.keys(columns),
    rows: items.map((item, index) => ({
      line: index + 1,
      cell: (column) => (Object.hasOwn(columns, column) ? (columns[column]?.(item) ?? '').trim() : ''),
    })),
    broken: [],
  };
}
