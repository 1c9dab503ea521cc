import { type IsoDate, isDate } from '../../document/index.ts';
import { ok, type Result } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import {
  kinds,
  type GpuOffer,
  type GpuPriceRow,
  type Kind,
  findOfferOutliers,
  gpuIdOf,
} from '../../catalog/index.ts';
import { FieldTally, type FieldTable } from '../reading/field-tally.ts';
import { groupBy } from '../reading/group-by.ts';
import { perGpu, upfrontOf, type Fault, type Price } from './offer-price.ts';
import { cellOf, numberIn, type OfferColumns } from '../reading/offer-columns.ts';
import { readTerm } from '../reading/offer-term.ts';
import { cleanHistory } from '../sources/price-history.ts';
import { residencyOf } from '../reading/regions.ts';
import { importedFrom, reportOn, type Report } from '../reading/table-report.ts';
import type { Table, TableRow } from '../reading/table.ts';
import { sourceOf, type Contradiction, type Imported, type ImportRequest } from '../types.ts';

/** One price of one line. */
interface Listing {
  /** `line 12: aws p5.48xlarge`. */
  readonly name: string;
  readonly line: number;
  readonly id: string;
  readonly zone: string;
  readonly offer: Omit<GpuOffer, 'rows' | 'id'>;
  readonly hourly: Exact;
  /** Paid at the start, for one GPU. */
  readonly upfront: Exact | null;
  readonly from: IsoDate | null;
  readonly seen: IsoDate;
  readonly note: string;
  readonly url: string;
  readonly kind: Kind;
}

/** What a listing says of itself that makes its price no price: it moves by the hour, or is out of date. */
const unusable = /dynamic|stale|GPU-over-IP|per-GPU price not published/iu;
/** USD for an hour of one GPU, above which the unit is mistaken. */
const highest = new Exact(1000);
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:@+/-]{0,199}$/u;

/** Makes offers of a table; each filled price cell is a listing, which becomes a price row or is reported. */
export function importOffers(
  table: Table,
  columns: OfferColumns,
  known: FieldTable,
  request: ImportRequest,
  { needsMachine = false }: { readonly needsMachine?: boolean } = {},
): Result<Imported> {
  const contradictions: Contradiction[] = [];
  const { reported, report } = reportOn(table);
  const retrieved = retrievalOf(table, columns, request);
  const isBare = (row: TableRow): boolean =>
    needsMachine && cellOf(row, columns.machine) === '' && cellOf(row, columns.gpu) !== '';
  for (const row of table.rows.filter(isBare)) {
    const detail = `${cellOf(row, columns.gpu)} at ${cellOf(row, columns.machinePrice) || 'no price'}: the machine around it is priced apart`;
    report(`line ${row.line}`, 'an accelerator without its machine', detail);
  }
  const listings = table.rows
    .filter((row) => !isBare(row))
    .flatMap((row) => readRow(row, columns, request, retrieved, report));
  const count = listings.length + reported.length;
  const isHistory = columns.from.some((column) => table.columns.includes(column));
  const found = [...groupBy(withZones(listings), ({ id }) => id).values()].flatMap((group) =>
    isHistory ? fromHistory(group, request, report) : fromGroup(group, request, report, contradictions),
  );
  const outliers = new Map(findOfferOutliers(found).map((each) => [each.name, each]));
  const offers = found.filter(({ id, rows }) => {
    const outlier = outliers.get(id);
    if (outlier === undefined) return true;
    const detail = `${outlier.value.toFixed()} against ${outlier.median.toFixed()}, the median of the ${outlier.group}`;
    for (const _ of rows) report(id, '100 times away from comparable entries', detail);
    return false;
  });
  const tally = new FieldTally([
    ...known,
    ...Object.values(columns)
      .flat()
      .map((name: string) => [name, '-'] as const),
  ]);
  for (const column of table.columns) {
    for (const row of table.rows) if (row.cell(column) !== '') tally.see([column]);
  }
  return ok(
    importedFrom(table, {
      retrieved,
      reported,
      unmapped: tally.unmapped,
      listings: count,
      offers: offers.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      contradictions,
    }),
  );
}

/** The caller's day, else the latest that the table has, else today. */
function retrievalOf(table: Table, columns: OfferColumns, request: ImportRequest): IsoDate {
  if (request.retrieved !== null) return request.retrieved;
  const days = table.rows
    .flatMap((row) => [cellOf(row, columns.seen), cellOf(row, columns.from)])
    .filter((day) => isDate(day));
  return days.reduce((latest, day) => (day > latest ? day : latest), '') || request.today;
}

function readRow(
  row: TableRow,
  columns: OfferColumns,
  request: ImportRequest,
  retrieved: IsoDate,
  report: Report,
): readonly Listing[] {
  const cell = (field: keyof OfferColumns): string => cellOf(row, columns[field]);
  const cloud = slug(cell('cloud')) || (request.prefix ?? '');
  const name = `line ${row.line}: ${[cloud, cell('machine'), cell('gpu'), cell('region')].filter((part) => part !== '').join(' ')}`;
  const flag = cell('isSpot').toLowerCase();
  const plainTerm = cell('term') || (flag === 'true' || flag === '1' ? 'spot' : 'on-demand');
  const prices = [
    { term: plainTerm, machine: cell('machinePrice'), gpu: cell('gpuPrice') },
    { term: 'spot', machine: cell('machineSpot'), gpu: cell('gpuSpot') },
  ].filter(({ machine, gpu }) => machine !== '' || gpu !== '');
  if (prices.length === 0) {
    report(name, 'no price', 'the price is empty');
    return [];
  }
  return prices.flatMap((price): readonly Listing[] => {
    const listing = readPrice(cell, cloud, price, request, retrieved);
    if ('rule' in listing) report(name, listing.rule, listing.detail);
    return 'rule' in listing ? [] : [{ ...listing, name, line: row.line }];
  });
}

function readPrice(
  cell: (field: keyof OfferColumns) => string,
  cloud: string,
  price: Price,
  request: ImportRequest,
  retrieved: IsoDate,
): Omit<Listing, 'name' | 'line'> | Fault {
  const fault = (rule: string, detail: string): Fault => ({ rule, detail });
  const gpuName = cell('gpu');
  const count = cell('count') === '' ? new Exact(1) : numberIn(cell('count'));
  if (gpuName === '' || count?.isZero() === true) return fault('no GPU', cell('machine') || 'no name');
  if (count === undefined || !count.gt(0)) return fault('a number of GPUs that is none', cell('count'));
  if (!count.isInteger()) return fault('a part of a GPU', `${count.toFixed()} of ${gpuName}`);
  if (cloud === '') return fault('no cloud', 'the file does not name it: give it with --prefix');
  const note = cell('note');
  if (unusable.test(note)) return fault('moves by the hour, or out of date', note);
  const term = readTerm(price.term);
  if (term === undefined) return fault('no offer of a known kind', price.term);
  const currency = cell('currency') === '' ? 'USD' : cell('currency').toUpperCase();
  if (!/^[A-Z]{3}$/u.test(currency)) return fault('no currency', currency);
  const hourly = perGpu(price, count);
  if (!(hourly instanceof Exact)) return hourly;
  const upfront = upfrontOf(cell('machineUpfront'), count);
  if (upfront === undefined) return fault('not a number', cell('machineUpfront'));
  if (hourly.lt(0) || (hourly.isZero() && upfront === null))
    return fault('a price of zero', `${price.machine} ${price.gpu}`);
  if (currency === 'USD' && hourly.gt(highest))
    return fault('above 1000 USD for an hour of a GPU: a mistaken unit', hourly.toFixed());
  const machine = cell('machine').replace(/^Standard_/u, '').toLowerCase().replaceAll('_', '-'); // prettier-ignore
  const gpu = gpuIdOf(gpuName, machine, cell('memory'), cell('interconnect'));
  const region = slug(cell('region'));
  const variant = slug(cell('variant'));
  const size = machine !== '' || count.eq(1) ? [] : [`${count.toFixed()}-gpus`];
  const id = [
    cloud,
    machine === '' ? gpu : slug(machine),
    ...size,
    ...(region === '' ? [] : [region]),
    [term.label, ...(variant === '' ? [] : [variant])].join('-'),
  ].join('/');
  if (!idPattern.test(id) || !idPattern.test(gpu)) return fault('a name that cannot be an id', id);
  const residency = region === '' ? undefined : residencyOf(cloud, region);
  const from = cell('from');
  const seen = cell('seen');
  const kind = kinds.find((each) => each === cell('kind')) ?? kindOf(note);
  return {
    id,
    zone: slug(cell('zone')),
    offer: {
      cloud,
      gpu,
      region: region === '' ? null : region,
      residency: residency === undefined ? [] : [residency],
      currency,
      node: count,
      term: term.term,
      termMonths: term.months,
      switchOff: term.term !== 'reserved',
      interruption: null,
    },
    hourly,
    upfront,
    from: isDate(from) ? from : null,
    // A day that the caller states counts for what the file does not date itself.
    seen: isDate(seen) && request.retrieved === null ? seen : retrieved,
    note,
    url: cell('url'),
    kind,
  };
}

function kindOf(note: string): Kind {
  if (/estimated/iu.test(note)) return 'estimated';
  return /marketplace/iu.test(note) ? 'quote' : 'list';
}

/** Zones with a price of their own become offers of their own. */
function withZones(listings: readonly Listing[]): readonly Listing[] {
  const differing = new Set(
    [...groupBy(listings, ({ id }) => id)].flatMap(([id, group]) => {
      const prices = new Set(group.map(({ hourly }) => hourly.toFixed()));
      return prices.size > 1 && group.every(({ zone }) => zone !== '') ? [id] : [];
    }),
  );
  return listings.map((each) =>
    differing.has(each.id) ? { ...each, id: each.id.replace(/\/([^/]+)$/u, `/${each.zone}/$1`) } : each,
  );
}

function isAlike(a: Listing, b: Listing): boolean {
  const isNear = (x: Exact, y: Exact): boolean => x.minus(y).abs().lte(y.times('0.01'));
  return isNear(a.hourly, b.hourly) && isNear(a.upfront ?? new Exact(0), b.upfront ?? new Exact(0));
}

/** One offer of lines that say the same; of lines that contradict each other none is taken. */
function fromGroup(
  group: readonly Listing[],
  request: ImportRequest,
  report: Report,
  contradictions: Contradiction[],
): readonly GpuOffer[] {
  const [first, ...rest] = group;
  if (first === undefined) return [];
  const other = rest.find((each) => !isAlike(each, first));
  if (other === undefined) {
    for (const each of rest) report(each.name, 'duplicate', `${each.hourly.toFixed()}, as ${first.name}`);
    return [offerOf(first.id, first, [rowOf(first, first.seen, null, request)])];
  }
  const text = (each: Listing): string =>
    `${each.hourly.toFixed()} ${each.offer.currency}/hour (${each.name}, ${each.seen})`;
  contradictions.push({ id: first.id, taken: text(first), other: text(other), rule: 'none is taken: nothing says what sets them apart' }); // prettier-ignore
  for (const each of group) report(each.name, 'contradicts another of its name', text(each));
  return [];
}

function fromHistory(group: readonly Listing[], request: ImportRequest, report: Report): readonly GpuOffer[] {
  const [first] = group;
  if (first === undefined) return [];
  const { kept, reported } = cleanHistory(
    group.map((each) => {
      const text = each.hourly.toFixed();
      return { from: each.from ?? '', value: { listing: each, input: text, output: text } };
    }),
  );
  for (const { rule, detail } of reported) report(first.id, rule, detail);
  if (kept.length === 0) return [];
  return [
    offerOf(
      first.id,
      first,
      kept.map(({ from, to, value }) => rowOf(value.listing, from, to, request)),
    ),
  ];
}

function offerOf(id: string, { offer }: Listing, rows: readonly GpuPriceRow[]): GpuOffer {
  return { id, ...offer, rows };
}

function rowOf(listing: Listing, from: IsoDate, to: IsoDate | null, request: ImportRequest): GpuPriceRow {
  const { line, hourly, upfront, kind, note, url, seen } = listing;
  return {
    from,
    to,
    recorded: seen,
    status: 'confirmed',
    kind,
    source: sourceOf(request, seen, { note, url, line }),
    hourly,
    monthly: null,
    upfront,
    ownership: null,
  };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z\d.]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
