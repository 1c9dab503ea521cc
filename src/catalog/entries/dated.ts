import { checkRows, sortRows } from '../dated-rows.ts';
import { kinds, type DatedRow } from '../types.ts';
import {
  childAddress,
  choiceField,
  currency,
  date,
  optional,
  otherwise,
  plain,
  readMap,
  record,
  reportAt,
  valueAt,
  type Field,
  type LocatedMap,
  type LocatedNode,
  type FileReading,
  type RecordFields,
  type ValuesOf,
} from '../../document/index.ts';
import { source } from './source.ts';

const dated = {
  from: plain(date, 'first day on which it holds', '2026-11-01'),
  to: optional(plain(date, 'day from which it no longer holds', '2027-11-01')),
  recorded: plain(date, 'day on which it was learned', '2026-11-01'),
  status: otherwise(
    choiceField('whether it is certain', ['confirmed', 'scheduled', 'withdrawn'] as const),
    'confirmed' as const,
  ),
  kind: choiceField('how it is known', kinds),
  source,
};

/** What an entry that gives only the prices that hold may also say. */
const stated = { kind: otherwise(dated.kind, 'stated' as const), source: optional(source) };

/** One pass over an entry, in its currency. */
export interface EntryReading extends FileReading {
  readonly entry: LocatedMap;
}

interface EntryFormat<E extends RecordFields, P extends RecordFields, Row extends DatedRow, T> {
  readonly label: string;
  /** Its own keys, beside its prices. */
  readonly entry: E;
  /** The keys of one row of prices. */
  readonly prices: P;
  /** Makes a row's prices of their values; undefined where they contradict each other, which is then reported. */
  readonly row: (
    values: ValuesOf<P>,
    address: string,
    reading: EntryReading,
    map: LocatedMap,
  ) => Omit<Row, keyof DatedRow> | undefined;
  readonly make: (values: ValuesOf<E>, rows: readonly Row[], currency: string, map: LocatedMap) => T;
}

/**
 * An entry with dated rows below `prices`, or in its short form with just the prices that hold: then there is one row that
 * always held, of kind `stated`, with the file and line as its source, unless the entry says otherwise. Amounts are in
 * the entry's currency. Rows come in order of time; gaps and overlaps among them are reported.
 */
export function entryField<E extends RecordFields, P extends RecordFields, Row extends DatedRow, T>(
  format: EntryFormat<E, P, Row, T>,
): Field<T> {
  const { label, entry, prices } = format;
  const nulls = { allowsNull: true };
  const row = record('prices for a time', { ...dated, ...prices }, nulls);
  const rows = (node: LocatedNode, address: string, reading: FileReading) => {
    const items = node.type === 'list' ? node.items : [node];
    if (items.length === 0) {
      const text = 'there is no row of prices: an entry has at least one';
      return reportAt(reading, 'empty', address, text, {
        span: node.span,
        hint: 'leave the entry out where its price is not known',
      });
    }
    const read = items.map((item, index) => {
      const at = childAddress(address, index);
      const values = row.read(item, at, reading, item.span);
      return values && item.type === 'map'
        ? rowOf(values as unknown as DatedRow, values, at, reading, item)
        : undefined;
    });
    const readable = read.filter((each) => each !== undefined);
    if (readable.length < items.length) return undefined;
    const spans = items.map(({ span }) => span);
    reading.diagnostics.push(...checkRows(readable, address, spans));
    return sortRows(readable);
  };
  const rowOf = (
    { from, to, recorded, status, kind, source: origin }: DatedRow,
    values: ValuesOf<P>,
    address: string,
    reading: FileReading,
    map: LocatedMap,
  ): Row | undefined => {
    const made = format.row(values, address, reading as EntryReading, map);
    return made && ({ from, to, recorded, status, kind, source: origin, ...made } as Row);
  };
  const list: Field<readonly Row[]> = {
    spec: { form: 'rows', label: 'prices by time', of: row.spec },
    read: (node, address, reading) => rows(node, address, reading),
    absent: null,
  };
  const long = record(label, { ...entry, prices: list }, nulls);
  const short = record(label, { ...entry, ...prices, ...stated }, nulls);
  return {
    spec: {
      form: 'variants',
      label,
      variants: new Map([
        ['prices', long.spec],
        ['id', short.spec],
      ]),
    },
    read: (node, address, outer) => {
      const map = readMap(node, address, outer);
      if (map === undefined) return undefined;
      const reading = inCurrencyOf(map, outer);
      if (!map.entries.has('prices')) {
        const values = short.read(map, address, reading, map.span);
        if (values === undefined) return undefined;
        const always = statedRow(map, values);
        const only = rowOf(always, values, address, reading, map);
        return only && format.make(values, [only], reading.currency, map);
      }
      const values = long.read(map, address, reading, map.span);
      return (
        values &&
        format.make(values, (values as unknown as { prices: readonly Row[] }).prices, reading.currency, map)
      );
    },
    absent: null,
  };
}

/** Amounts of an entry are in the one currency that it states, else in that of the file. */
function inCurrencyOf(map: LocatedMap, reading: FileReading): EntryReading {
  const given = valueAt(map, 'currency');
  const stated = given && currency(given, '', { area: reading.area, diagnostics: [] });
  return { ...reading, currency: stated ?? reading.currency, oneCurrency: true, entry: map };
}

function statedRow(
  map: LocatedMap,
  { kind, source: origin }: Pick<DatedRow, 'kind'> & { source: DatedRow['source'] | null },
): DatedRow {
  const { file, line } = map.span;
  return {
    from: null,
    to: null,
    recorded: null,
    status: 'confirmed',
    kind,
    source: origin ?? { url: `${file}:${line}`, retrieved: null, place: { file, line } },
  };
}
