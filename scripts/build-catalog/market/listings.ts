import { column, evidenceOf, readCsv, type Row } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import { gpuOfName, gpuOfVendor } from './gpu-forms.ts';
import type { Observation, Offers } from './offer.ts';

/** Vendors under the names that the catalog has for them. */
const vendors: Readonly<Record<string, string>> = {
  datacrunch: 'verda',
  jarvislabs: 'jarvis-labs',
  massedcompute: 'massed-compute',
  thundercompute: 'thunder-compute',
  primeintellect: 'prime-intellect',
  gmicloud: 'gmi-cloud',
  voltagepark: 'voltage-park',
};

/** Their own price lists are read elsewhere, by region and with the host. */
const hyperscalers = new Set(['aws', 'azure', 'gcp']);

const classes: Readonly<Record<string, readonly [name: string, term: 'on-demand' | 'spot']>> = {
  'on-demand': ['on-demand', 'on-demand'],
  secure: ['on-demand', 'on-demand'],
  community: ['community', 'on-demand'],
  serverless: ['serverless', 'on-demand'],
  spot: ['spot', 'spot'],
};

const file = 'field/a4-gpu-offers.csv';

/** Offers of clouds that rent by the GPU, on the days of two readings of their price pages. */
export function readListings(folder: string, earlier: readonly { readonly id: string }[]): Offers {
  const rows = readCsv(folder, file);
  const before = gpusBy(earlier.map(({ id }) => id.split('/')));
  const beside = gpusBy(rows.map((row) => [vendorOf(row), gpuOfName(column(row, 'gpu')) ?? '']));
  const left: string[] = [];
  const read = rows.flatMap((row): readonly Observation[] => {
    const found = readRow(row, before, beside);
    if (typeof found !== 'string') return [found];
    left.push(found);
    return [];
  });
  const days = new Map<string, Set<string>>();
  const dayOf = ({ id, day }: Observation): string => `${id} on ${day}`;
  for (const each of read) days.set(dayOf(each), (days.get(dayOf(each)) ?? new Set()).add(each.hourly));
  for (const [day, prices] of days) if (prices.size > 1) left.push(`${day}: listed at ${prices.size} prices`);
  return { offers: read.filter((each) => days.get(dayOf(each))?.size === 1), left };
}

function vendorOf(row: Row): string {
  const provider = column(row, 'provider');
  return vendors[provider] ?? provider;
}

function gpusBy(pairs: readonly (readonly string[])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [vendor = '', gpu = ''] of pairs) found.set(vendor, (found.get(vendor) ?? new Set()).add(gpu));
  return found;
}

function readRow(
  row: Row,
  before: ReadonlyMap<string, ReadonlySet<string>>,
  beside: ReadonlyMap<string, ReadonlySet<string>>,
): Observation | string {
  const [vendor, name, note] = [vendorOf(row), column(row, 'gpu'), column(row, 'note')];
  const what = `${vendor} ${name} ${column(row, 'kind')} of ${column(row, 'as_of')}`;
  if (hyperscalers.has(vendor)) return `${what}: read by region from the vendor's own list`;
  if (note.startsWith('SUSPECT')) return `${what}: ${note}`;
  if (/CPU, memory and disk billed separately/u.test(note)) return `${what}: a part of the price only`;
  const node = Number(column(row, 'min_gpus') || '1');
  const none: ReadonlySet<string> = new Set();
  const gpu =
    gpuOfName(name) ??
    gpuOfVendor(name, {
      nodeOfEight: node === 8,
      before: before.get(vendor) ?? none,
      beside: beside.get(vendor) ?? none,
    });
  if (gpu === undefined) return `${what}: its form is not said, or no data sheet of it is at hand`;
  const [label, term] = classes[column(row, 'kind')] ?? [];
  if (label === undefined || term === undefined) return `${what}: neither on demand nor spot`;
  const day = column(row, 'as_of');
  const isFirm = label !== 'community' && !note.startsWith('"from"');
  return {
    id: `${vendor}/${gpu}/${label}`,
    cloud: vendor,
    gpu,
    node,
    term,
    hourly: String(Number(column(row, 'price_per_gpu_hour'))),
    day,
    kind: isFirm ? 'list' : 'quote',
    source: sourceOn(
      'gpurentalprices',
      evidenceOf(row),
      day,
      [column(row, 'source_url'), note].filter((each) => each !== '').join('; '),
    ),
  };
}
