import { inOneLine } from './one-line.ts';
import type { Table } from './table.ts';
import type { Imported, Reported } from '../types.ts';

export type Report = (name: string, rule: string, detail: string) => void;

/** A table's lines that become no entry: those without as many fields as the header, and those reported on the way. */
export function reportOn({ broken }: Table): {
  readonly reported: readonly Reported[];
  readonly report: Report;
} {
  const reported: Reported[] = [];
  const report: Report = (name, rule, detail) => {
    reported.push({ name: inOneLine(name), rule, detail: inOneLine(detail) });
  };
  for (const { line, detail } of broken) report(`line ${line}`, 'not as many fields as the header', detail);
  return { reported, report };
}

/** What came out of a table with one line an entry; what the table cannot hold is empty. */
export function importedFrom(
  table: Table,
  found: Pick<Imported, 'retrieved' | 'reported' | 'unmapped'> & Partial<Imported>,
): Imported {
  const rows = table.rows.length + table.broken.length;
  return {
    rows,
    listings: rows,
    tokens: [],
    offers: [],
    throughput: [],
    gpus: [],
    exchange: [],
    contradictions: [],
    unknownTiers: [],
    doubts: [],
    ...found,
  };
}
