import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row of an extract: column to text. */
export type Row = Readonly<Record<string, string>>;

export function readCsv(folder: string, file: string): readonly Row[] {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true }) as readonly Row[];
}

export function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
}

/** The column of a row; a missing one means that the extract is not what this script was written for. */
export function column(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`the extract has no column '${name}'`);
  return value.trim();
}
