import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { asObject, readJson as readExact, type JsonObject } from '../../src/importing/importers.ts';

/** A row of an extract: column to text. */
export type Row = Readonly<Record<string, string>>;

export function readCsv(folder: string, file: string): readonly Row[] {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true }) as readonly Row[];
}

export function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
}

/** The object that a file holds, its numbers exact. */
export function readObject(folder: string, file: string): JsonObject {
  const read = readExact(readFileSync(join(folder, file), 'utf8'), file);
  const object = read.ok ? asObject(read.value) : undefined;
  if (object === undefined) throw new Error(JSON.stringify(read.diagnostics));
  return object;
}

/** The column of a row; a missing one means that the extract is not what this script was written for. */
export function column(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`the extract has no column '${name}'`);
  return value.trim();
}
