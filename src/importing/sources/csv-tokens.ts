import { ok, type Result } from '../../diagnostics/index.ts';
import { lengthPriceNames, priceKinds, type LengthPriceName } from '../../catalog/index.ts';
import { isCurrency, isDate } from '../../document/index.ts';
import { groupBy } from '../reading/group-by.ts';
import { numberIn } from '../reading/offer-columns.ts';
import { cleanHistory, type Change } from './price-history.ts';
import { decimal, readPriceTexts, type PriceSet } from '../listings/price-set.ts';
import type { Table, TableRow } from '../reading/table.ts';
import { TokenListings } from '../listings/token-listings.ts';
import type { Imported, ImportRequest } from '../types.ts';

/** Every price column says its unit: a figure under the wrong one would be valid and wrong by a thousand. */
const units = [
  ['_per_mtok', 1],
  ['_per_ktok', 1_000],
  ['_per_token', 1_000_000],
] as const;

/** `input` and the like: what the columns of a kind begin with. */
const columnOf = (name: LengthPriceName): string => priceKinds[name].key;

const fields = [
  [new RegExp(`^(?:${lengthPriceNames.map(columnOf).join('|')})_per_(?:mtok|ktok|token)$`, 'u'), 'prices'],
  ['per_request', 'per_request'],
  ['id', 'id'],
  ['channel', 'channel'],
  ['currency', 'currency'],
  ['model', 'id'],
  ['context', 'context'],
  ['from', 'from'],
  ['to', 'to'],
  ['as_of', 'recorded'],
] as const;

/** Whether the table has token prices: `id` (or `channel` and `model`), `input_per_mtok`, `output_per_mtok` ... in USD. */
export function isTokenTable({ columns }: Table): boolean {
  const priced = (name: string): boolean => units.some(([unit]) => columns.includes(`${name}${unit}`));
  const named = columns.includes('id') || (columns.includes('channel') && columns.includes('model'));
  return named && priced('input') && priced('output');
}

/** Lines of one id with days in `from` are its history. */
export function importTokenTable(table: Table, request: ImportRequest): Result<Imported> {
  const latest = table.rows
    .map((row) => row.cell('as_of'))
    .reduce((last, day) => (isDate(day) && day > last ? day : last), '');
  const meta = latest === '' ? undefined : new Map([['date', latest]]);
  const listings = new TokenListings(request, meta, fields);
  for (const { line, detail } of table.broken) listings.report(`line ${line}`, 'not as many fields as the header', detail); // prettier-ignore
  for (const row of table.rows) listings.tally.see(table.columns.filter((column) => row.cell(column) !== ''));
  for (const [id, rows] of groupBy(table.rows, nameOf)) readModel(id, rows, listings);
  return ok(listings.finish());
}

function nameOf(row: TableRow): string {
  const id = row.cell('id');
  if (id !== '') return id;
  return `${row.cell('channel') || (row.cell('model').split('/')[0] ?? '')}/${row.cell('model')}`;
}

function readModel(id: string, rows: readonly TableRow[], listings: TokenListings): void {
  const currencies = [...new Set(rows.map((row) => row.cell('currency').toUpperCase() || 'USD'))];
  const [currency = 'USD', other] = currencies;
  if (other !== undefined || !isCurrency(currency)) {
    const [rule, detail] =
      other === undefined
        ? ['not a currency', currency]
        : ['prices in several currencies', currencies.join(', ')];
    for (const _ of rows) listings.report(id, rule ?? '', detail ?? '');
    return;
  }
  const changes = rows.map((row): Change<PriceSet> => {
    const day = row.cell('from');
    const from = isDate(day) ? day : day === '' ? listings.retrieved : day;
    const value = readPrices(row);
    return value === undefined
      ? { from, value: null, why: 'no token price' }
      : { from, value: { from, line: row.line, ...value } };
  });
  const { kept, reported } = cleanHistory(changes);
  for (const { rule, detail } of reported) listings.report(id, rule, detail);
  const [first] = rows;
  if (kept.length === 0 || first === undefined) return;
  const [channel = id, ...rest] = id.split('/');
  const perRequest = numberIn(first.cell('per_request'));
  const end = rows.map((row) => row.cell('to')).findLast((day) => day !== '') ?? null;
  listings.add({
    key: id,
    sold: undefined,
    channel,
    name: rest.length === 0 ? id : rest.join('/'),
    sets: kept.map(({ from, value }) => ({ ...value, from })),
    end: kept.at(-1)?.to ?? end,
    context: numberIn(first.cell('context')),
    currency,
    perRequest: perRequest?.gt(0) === true ? decimal(perRequest) : undefined,
  });
}

function readPrices(row: TableRow): Omit<PriceSet, 'from'> | undefined {
  const found = readPriceTexts((name) => {
    for (const [unit, scale] of units) {
      const value = numberIn(row.cell(`${columnOf(name)}${unit}`));
      if (value?.gt(0) === true) return decimal(value, scale);
    }
    return undefined;
  });
  return found && { ...found, tiers: [], services: [] };
}
