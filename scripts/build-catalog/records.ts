import type { YamlValue } from '../../src/importing/importers.ts';
import type { Part } from '../../src/catalog/index.ts';

type Fields = { readonly [key: string]: YamlValue | undefined };

/** A row of the catalog, and the row of an extract that it was read in. */
export interface TracedRow {
  readonly part: Part;
  /** The entry as it is written; of one with dated prices, without them. */
  readonly entry: Fields;
  /** What the row says: the dated row of an entry, or the entry itself. */
  readonly row: Fields;
  /** File and line, or file and key; undefined where it was read in no extract. */
  readonly record: string | undefined;
}

/** The entries as they are written, without the places that their sources know, and these apart. */
export function takeRecords(
  part: Part,
  entries: readonly Fields[],
): { readonly entries: readonly Fields[]; readonly traced: readonly TracedRow[] } {
  const traced: TracedRow[] = [];
  const take = (row: Fields, entry: Fields): Fields => {
    const { record, ...source } = (row['source'] ?? {}) as Fields;
    const written = { ...row, source };
    traced.push({
      part,
      entry,
      row: written,
      record: typeof record === 'string' && record !== '' ? record : undefined,
    });
    return written;
  };
  const written = entries.map((entry) => {
    const { prices, ...head } = entry;
    if (!Array.isArray(prices)) return take(entry, entry);
    return { ...entry, prices: (prices as readonly Fields[]).map((row) => take(row, head)) };
  });
  return { entries: written, traced };
}
