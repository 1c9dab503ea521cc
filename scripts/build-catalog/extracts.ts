import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { grades, type Grade } from '../../src/catalog/index.ts';
import { asObject, readJson as readExact, type JsonObject } from '../../src/importing/importers.ts';

/** Under which a row knows its place, which no column is called. */
const placeKey = '(place)';

/** A row of an extract: column to text. */
export type Row = Readonly<Record<string, string>>;

export function readCsv(folder: string, file: string): readonly Row[] {
  const read = parse(readFileSync(join(folder, file), 'utf8'), { columns: true, info: true }) as readonly {
    readonly record: Row;
    readonly info: { readonly lines: number };
  }[];
  return read.map(({ record, info }) => ({ ...record, [placeKey]: `${file}:${info.lines}` }));
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

/** What a source is told of the row that a figure was read in: where that is, and how good its evidence. */
export interface Evidence {
  readonly grade: Grade;
  /** File and line of the extract, or file and key: for tracing a figure back, and in no catalog. */
  readonly record: string;
}

/** The evidence for what a row says; `grade` where the extract has no column of grades. */
export function evidenceOf(row: Row, grade?: Grade): Evidence {
  const stated = grade ?? grades.find((each) => (row['evidence'] ?? '').startsWith(each));
  if (stated === undefined) throw new Error(`${row[placeKey] ?? 'a row'} has no grade of evidence`);
  return { grade: stated, record: row[placeKey] ?? '' };
}

/** The row that ends on a line of its file. */
export function rowAtPlace(rows: readonly Row[], file: string, line: number): Row | undefined {
  return rows.find((row) => row[placeKey] === `${file}:${line}`);
}
