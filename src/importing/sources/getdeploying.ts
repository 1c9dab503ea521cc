import { fail, ok, type Result } from '../../diagnostics/index.ts';
import { isDate, type IsoDate } from '../../document/index.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { asList, asNumber, asObject, asText, readJson, type JsonObject } from '../reading/json.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import { readTable, type Table, type TableRow } from '../reading/table.ts';
import type { Importer, ImportRequest } from '../types.ts';

const columns: OfferColumns = {
  ...noColumns,
  cloud: ['cloud'],
  gpu: ['gpu'],
  gpuPrice: ['provider_median_price'],
  term: ['term'],
  from: ['date'],
  seen: ['date'],
  note: ['note'],
  kind: ['kind'],
};
const known = ['gpu_slug', 'billing_type', 'reservation_months', 'min_price', 'max_price', 'median_price', 'provider_count', 'offering_count'] as const; // prettier-ignore

/** GPUs whose forms do not differ in memory. An A100 may have 40 or 80 GB, so that its median is of no one GPU. */
const gpus: Readonly<Record<string, string>> = {
  'nvidia-h100': 'H100-SXM',
  'nvidia-h200': 'H200',
  'nvidia-b200': 'B200',
  'nvidia-b300': 'B300',
  'nvidia-l4': 'L4',
  'nvidia-l40s': 'L40S',
};
/** The weeks before this one repeat the first value: they were filled in afterwards. */
const firstWeek = '2025-11-10';

/**
 * The weekly data set of GetDeploying (CSV of one GPU or of all, JSON of one): medians of what vendors ask, by term. They
 * are estimates of a market and no offers, so that their cloud is `market`. A week that is not over may still change, and a
 * median of one vendor is that vendor's price: both are left out.
 */
export const getdeploying: Importer = {
  id: 'getdeploying',
  home: 'https://getdeploying.com/dataset/gpu-prices',
  feed: 'https://getdeploying.com/dataset/gpu-prices/weekly.csv',
  read(text, request) {
    const read = /^\ufeff?\s*\{/u.test(text) ? fromJson(text, request) : fromCsv(text, request);
    if (!read.ok) return read;
    const { table, last } = read.value;
    const rows = table.rows.map((row) => ({ ...row, cell: (name: string) => cellOf(row, name, last) }));
    const named: Table = { ...table, columns: [...new Set([...table.columns, ...(Object.values(columns).flat() as string[])])], rows };
    return importOffers(named, columns, known.map((name) => [name, '-'] as const), { ...request, retrieved: null, today: last });
  },
}; // prettier-ignore

/** A table, and the day up to which it was read. */
interface Weeks {
  readonly table: Table;
  readonly last: IsoDate;
}

function fromCsv(text: string, request: ImportRequest): Result<Weeks> {
  const table = readTable(text, request.file);
  if (!table.ok) return table;
  const needed = ['gpu_slug', 'date', 'billing_type', 'provider_median_price', 'provider_count'];
  if (needed.some((name) => !table.value.columns.includes(name)))
    return fail(unexpectedShape(request.file, 'the weekly data set of GetDeploying'));
  return ok({ table: table.value, last: request.retrieved ?? request.today });
}

function fromJson(text: string, request: ImportRequest): Result<Weeks> {
  const read = readJson(text, request.file);
  if (!read.ok) return read;
  const whole = asObject(read.value);
  const meta = asObject(whole?.get('meta'));
  const slug = asText(meta?.get('slug'));
  if (slug === undefined || !Array.isArray(whole?.get('data')))
    return fail(unexpectedShape(request.file, 'the weekly data set of GetDeploying'));
  const snapshot = asText(meta?.get('last_snapshot')) ?? '';
  const items = asList(whole?.get('data')).flatMap((each) => asObject(each) ?? []);
  const valueOf = (item: JsonObject, name: string): string =>
    name === 'gpu_slug' ? slug : (asText(item.get(name)) ?? asNumber(item.get(name))?.toFixed() ?? '');
  const rows = items.map((item, index): TableRow => ({
    line: index + 1,
    cell: (name) => valueOf(item, name),
  }));
  const table: Table = { columns: ['gpu_slug', ...new Set(items.flatMap((item) => [...item.keys()]))], rows, broken: [] }; // prettier-ignore
  return ok({ table, last: request.retrieved ?? (isDate(snapshot) ? snapshot : request.today) });
}

function cellOf(row: TableRow, name: string, last: IsoDate): string {
  switch (name) {
    case 'cloud':
      return 'market';
    case 'kind':
      return 'estimated';
    case 'gpu':
      return gpus[row.cell('gpu_slug')] ?? '';
    case 'term':
      return termOf(row, last);
    case 'note':
      return noteOf(row);
    default:
      return row.cell(name);
  }
}

/** The term, or why the row is none, in words that no term has. */
function termOf(row: TableRow, last: IsoDate): string {
  const day = row.cell('date');
  if (isDate(day) && day < firstWeek) return 'filled in afterwards by the source';
  if (isDate(day) && dayAfterWeek(day) > last) return 'a week that is not over';
  if (Number(row.cell('provider_count')) < 2) return 'one vendor only';
  const billing = row.cell('billing_type').toUpperCase();
  if (billing === 'ON_DEMAND') return 'on-demand';
  if (billing === 'SPOT') return 'spot';
  const months = row.cell('reservation_months').replace(/\.0$/u, '');
  if (billing === 'RESERVATION' && months !== '') return `${months} months`;
  return `billed as ${billing.toLowerCase()}, of no one length`;
}

function noteOf(row: TableRow): string {
  const [low, high] = [row.cell('min_price'), row.cell('max_price')];
  const range = low === '' || high === '' ? '' : `; ${low} to ${high} USD over ${row.cell('offering_count')} offers of ${row.cell('provider_count')} vendors`; // prettier-ignore
  return `median of the week's vendors, any form of the GPU${range}`;
}

/** The Monday after a week that begins on `day`: its last day has to be over. */
function dayAfterWeek(day: IsoDate): IsoDate {
  return new Date(Date.parse(day) + 7 * 86_400_000).toISOString().slice(0, 10);
}
