import { ok } from '../../diagnostics/index.ts';
import { isDate } from '../../document/index.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { readAwsOffers, type Attributes, type AwsRate } from '../reading/aws-offers.ts';
import { machineGpus } from '../reading/cloud-machines.ts';
import { groupBy } from '../reading/group-by.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import type { Table, TableRow } from '../reading/table.ts';
import type { Importer } from '../types.ts';

const columns: OfferColumns = {
  ...noColumns,
  region: ['region'],
  machine: ['machine'],
  gpu: ['gpu'],
  count: ['gpus'],
  machinePrice: ['hourly'],
  machineUpfront: ['upfront'],
  term: ['term'],
  variant: ['variant'],
  currency: ['currency'],
  seen: ['published'],
};

/**
 * The price lists of EC2, a file a region: `index.csv` (which may have any size, since only lines of machines with GPUs are
 * kept), `index.json` up to 20 MB, and what `aws pricing get-products` prints. A bare machine is what counts: Linux, shared
 * tenancy, no software on it. What is paid at the start of a reserved term is a price beside the hourly one, never left out.
 */
export const awsPrices: Importer = {
  id: 'aws-prices',
  home: 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/current/region_index.json',
  keepsLine: (line, number) => number <= 6 || /"(?:p\d|g\d)[a-z\d-]{0,12}\.[a-z\d]{2,20}"/u.test(line),
  read(text, request) {
    const read = readAwsOffers(text, request.file);
    if (!read.ok) return read;
    const { published, rates } = read.value;
    const offered = [...groupBy(rates.filter(({ attributes }) => attributes.machine !== ''), ({ term }) => term).values()];
    const day = published.slice(0, 10);
    const rows = offered.map((group) => rowOf(group, isDate(day) ? day : ''));
    const table: Table = { columns: Object.values(columns).flat() as string[], rows, broken: [] };
    const found = importOffers(table, columns, [], { ...request, prefix: request.prefix ?? 'aws' });
    return found.ok ? ok({ ...found.value, rows: rates.length }) : found;
  },
}; // prettier-ignore

/** One term of one machine: a price by the hour, and what is paid at its start. */
function rowOf(group: readonly AwsRate[], published: string): TableRow {
  const [first] = group;
  if (first === undefined) throw new Error('a group has a member');
  const { attributes, currency } = first;
  const byHour = group.filter(({ unit }) => /^h(?:ou)?rs?$/iu.test(unit));
  const [hourly] = byHour;
  const isOne = byHour.every(({ price }) => price === hourly?.price);
  const [upfront] = group.filter(({ unit }) => /^quantity$/iu.test(unit));
  const gpus = machineGpus(attributes.machine);
  const cells: Readonly<Record<string, string>> = {
    region: attributes.region,
    machine: attributes.machine,
    gpu: gpus?.gpu ?? '',
    gpus: String(gpus?.count ?? ''),
    hourly: hourly?.price ?? (upfront === undefined ? '' : '0'),
    upfront: upfront?.price ?? '',
    term: otherThanBare(attributes) ?? (isOne ? termOf(attributes) : 'several prices by the hour'),
    variant: variantOf(attributes),
    currency,
    published,
  };
  return { line: first.line, cell: (column) => (cells[column] ?? '').trim() };
}

/** What makes it another thing than a bare machine of a region, in words; undefined for one. */
function otherThanBare(of: Attributes): string | undefined {
  const not = (value: string, usual: RegExp): boolean => value !== '' && !usual.test(value);
  if (not(of.place, /^AWS Region$/u)) return `in a place that is not a region: ${of.place}`;
  if (not(of.system, /^Linux$/u)) return `with ${of.system}`;
  if (not(of.software, /^NA$/u)) return `with ${of.software}`;
  if (not(of.licence, /^No License required$/u)) return `with a license: ${of.licence}`;
  if (not(of.tenancy, /^Shared$/u)) return `tenancy ${of.tenancy}`;
  if (not(of.capacity, /^Used$/u)) return `a reservation of capacity: ${of.capacity}`;
  return not(of.market, /^OnDemand$/u) ? `market ${of.market}` : undefined;
}

function termOf({ kind, length }: Attributes): string {
  if (kind === 'OnDemand') return 'on-demand';
  return kind === 'Reserved' ? length || 'a reservation without a length' : kind;
}

/** Nothing at the start and the standard class are the usual ones, and are not named. */
function variantOf({ kind, payment, class: offering }: Attributes): string {
  if (kind !== 'Reserved') return '';
  const parts = [payment === 'No Upfront' ? '' : payment, offering === 'convertible' ? offering : ''];
  return parts.filter((each) => each !== '').join(' ');
}
