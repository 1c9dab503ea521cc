import { checkRows, sortRows } from '../dated-rows.ts';
import { kinds, type DatedRow } from '../types.ts';
import {
  childAddress,
  choice,
  date,
  readFields,
  type Fields,
  type Keys,
  type LocatedMap,
  type Report,
  type ValueReader,
} from '../../document/index.ts';
import { source } from './source.ts';

const datedKeys = {
  required: ['from', 'recorded', 'kind', 'source'],
  optional: ['to', 'status'],
} as const;

/** What an entry that gives only the prices that hold may also say. */
const statedKeys = ['kind', 'source'];

const kind = choice(kinds);
const status = choice(['confirmed', 'scheduled', 'withdrawn']);

/** How the prices of a row are read: their keys, and a reader over the row's fields. */
export interface RowFormat<Row extends DatedRow> {
  readonly keys: Required<Keys>;
  readonly read: (fields: Fields, report: Report) => Omit<Row, keyof DatedRow> | undefined;
}

/** Whether the entry gives just the prices that hold, without dates. */
function isShort(entry: LocatedMap): boolean {
  return !entry.entries.has('prices');
}

/** The keys that an entry has for its rows: `prices`, or in the short form the prices themselves. */
export function rowKeysOf(entry: LocatedMap, keys: Required<Keys>): Required<Keys> {
  if (!isShort(entry)) return { required: ['prices'], optional: [] };
  return { required: keys.required, optional: [...keys.optional, ...statedKeys] };
}

/**
 * The rows of an entry in order of time; reports gaps and overlaps among them. In the short form there is one that
 * always held, of kind `stated`, with the file and line as its source, unless the entry says otherwise.
 */
export function readRows<Row extends DatedRow>(
  entry: LocatedMap,
  fields: Fields,
  report: Report,
  format: RowFormat<Row>,
): readonly Row[] | undefined {
  if (isShort(entry)) {
    const prices = format.read(fields, report);
    return prices === undefined ? undefined : [{ ...statedRow(fields), ...prices } as Row];
  }
  const node = fields.node('prices');
  if (node === undefined) return undefined;
  const items = node.type === 'list' ? node.items : [node];
  const readRow: ValueReader<Row> = (item, address) => {
    const row = readFields(item, address, report, {
      required: [...datedKeys.required, ...format.keys.required],
      optional: [...datedKeys.optional, ...format.keys.optional],
    });
    const dated = row === undefined ? undefined : readDated(row);
    const prices = row === undefined ? undefined : format.read(row, report);
    return dated === undefined || prices === undefined ? undefined : ({ ...dated, ...prices } as Row);
  };
  const address = childAddress(fields.address, 'prices');
  const rows = items.map((item, index) => readRow(item, childAddress(address, index), report));
  const readable = rows.filter((row) => row !== undefined);
  if (readable.length < items.length) return undefined;
  const spans = items.map((item) => item.span);
  report.diagnostics.push(...checkRows(readable, address, spans));
  return sortRows(readable);
}

function readDated(fields: Fields): DatedRow | undefined {
  const from = fields.required('from', date);
  const recorded = fields.required('recorded', date);
  const known = fields.required('kind', kind);
  const origin = fields.required('source', source);
  const rest = {
    to: fields.optional('to', date),
    status: fields.optional('status', status) ?? ('confirmed' as const),
  };
  if (from === undefined || recorded === undefined || known === undefined || origin === undefined) {
    return undefined;
  }
  return { from, recorded, kind: known, source: origin, ...rest };
}

function statedRow(fields: Fields): DatedRow {
  const { file, line } = fields.span;
  return {
    from: null,
    to: null,
    recorded: null,
    status: 'confirmed',
    kind: fields.optional('kind', kind) ?? 'stated',
    source: fields.optional('source', source) ?? {
      url: `${file}:${line}`,
      retrieved: null,
      place: { file, line },
    },
  };
}
