import { ok } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { isDate } from '../../document/index.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { gcpMachines, type GcpMachine } from '../reading/gcp-machines.ts';
import { readGcpSkus, type GcpSku } from '../reading/gcp-skus.ts';
import { inOneLine } from '../reading/one-line.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import type { Table, TableRow } from '../reading/table.ts';
import type { Importer, Reported } from '../types.ts';

const columns: OfferColumns = {
  ...noColumns,
  region: ['region'],
  machine: ['machine'],
  gpu: ['gpu'],
  count: ['gpus'],
  machinePrice: ['hourly'],
  term: ['term'],
  currency: ['currency'],
  seen: ['effective'],
  note: ['note'],
};

const terms: Readonly<Record<string, string>> = {
  OnDemand: 'on-demand',
  Preemptible: 'spot',
  Commit1Yr: '1 year',
  Commit3Yr: '3 years',
};
/** Google's month of local disks. */
const hoursPerMonth = 730;

/**
 * Pages of SKUs of Compute Engine, as the Cloud Billing Catalog gives them. Google bills a machine by its parts: cores,
 * memory, GPUs and the disks that come with it. An offer is made where all of them are in the file; the price of a GPU alone
 * is never that of its machine.
 */
export const gcpSkus: Importer = {
  id: 'gcp-skus',
  home: 'https://cloudbilling.googleapis.com/v1/services/6F81-5844-456A/skus',
  read(text, request) {
    const read = readGcpSkus(text, request.file);
    if (!read.ok) return read;
    const parts = new Parts();
    const apart: Reported[] = [];
    for (const sku of read.value) {
      const part = partOf(sku);
      if (part !== undefined) parts.add(part, sku);
      else if (sku.group === 'GPU' && sku.usage in terms)
        apart.push({
          name: inOneLine(sku.description),
          rule: 'a GPU without its machine',
          detail: 'priced for any machine, or with conditions of its own',
        });
    }
    const rows = gcpMachines.flatMap((machine) => rowsOf(machine, parts, apart));
    const table: Table = { columns: Object.values(columns).flat() as string[], rows, broken: [] };
    const found = importOffers(table, columns, [], { ...request, prefix: request.prefix ?? 'gcp' });
    if (!found.ok) return found;
    const { listings, reported } = found.value;
    return ok({
      ...found.value,
      rows: read.value.length,
      listings: listings + apart.length,
      reported: [...apart, ...reported],
    });
  },
};

/** Prices of parts by name, usage and region. */
class Parts {
  readonly #prices = new Map<string, GcpSku | 'two prices'>();

  add(part: string, sku: GcpSku): void {
    for (const region of sku.regions) {
      const key = keyOf(part, sku.usage, region);
      const known = this.#prices.get(key);
      const isSame = known === undefined || (known !== 'two prices' && sku.price?.eq(known.price ?? -1));
      this.#prices.set(key, isSame === true ? sku : 'two prices');
    }
  }

  get(part: string, usage: string, region: string): GcpSku | 'two prices' | undefined {
    return this.#prices.get(keyOf(part, usage, region));
  }

  regionsOf(part: string, usage: string): readonly string[] {
    const start = keyOf(part, usage, '');
    return [...this.#prices.keys()].flatMap((key) =>
      key.startsWith(start) ? [key.slice(start.length)] : [],
    );
  }
}

function keyOf(part: string, usage: string, region: string): string {
  return `${part}|${usage}|${region}`;
}

const place = String.raw`(?:running )?in .{1,60}?`;
const series =
  /^(?:Spot Preemptible )?(?<name>A2|A3|A3 ?Plus|A3 ?Ultra|A4|G2|G4) Instance (?<part>Core|Ram) running in /u;
const committedSeries = /^Commitment v1: (?<name>A2|A3|A3 ?Plus|A3 ?Ultra|A4|G2|G4) (?<part>Cpu|Ram) in /u;
const gpu = new RegExp(
  String.raw`^(?:Commitment v1: )?(?:Nvidia )?(?:Tesla )?(?<name>A100 80GB|A100|H100 80GB (?:Mega|Plus)|H100 80GB|H200 141GB|L4|RTX 6000 96GB)(?: GPU)?(?: attached to Spot Preemptible VMs)? ${place}(?: for \d Years?)?$`,
  'u',
);

/** `A2 core`, `A2 memory`, `GPU A100 80GB`, `disk`; undefined for what is no part of a plain machine. */
function partOf({ description, group }: GcpSku): string | undefined {
  if (group === 'LocalSSD')
    return /^(?:SSD backed Local Storage|Commitment v1: Local SSD)/u.test(description) ? 'disk' : undefined;
  if (group === 'GPU') {
    const name = gpu.exec(description)?.groups?.['name'];
    return name === undefined ? undefined : `GPU ${name.replace('Plus', 'Mega')}`;
  }
  const found = (series.exec(description) ?? committedSeries.exec(description))?.groups;
  if (found === undefined) return undefined;
  return `${(found['name'] ?? '').replace(' ', '')} ${found['part'] === 'Ram' ? 'memory' : 'core'}`;
} // prettier-ignore

/** One row a term and region in which the machine's GPU has a price. */
function rowsOf(machine: GcpMachine, parts: Parts, apart: Reported[]): readonly TableRow[] {
  const needed = [
    { part: `GPU ${machine.part}`, units: machine.gpus, unit: /^h$/u, per: 1 },
    { part: `${machine.series} core`, units: machine.cores, unit: /^h$/u, per: 1 },
    { part: `${machine.series} memory`, units: machine.gibibytes, unit: /^GiBy\.h$/u, per: 1 },
    { part: 'disk', units: machine.disk, unit: /^GiBy\.mo$/u, per: hoursPerMonth },
  ].filter(({ units }) => units > 0);
  return Object.entries(terms).flatMap(([usage, term]) =>
    parts.regionsOf(`GPU ${machine.part}`, usage).flatMap((region): readonly TableRow[] => {
      const skus = needed.map((each) => ({ ...each, sku: parts.get(each.part, usage, region) }));
      const fault = skus.flatMap(({ part, sku, unit }) => faultOf(part, sku, unit)).join('; ');
      const found = skus.flatMap(({ sku, ...rest }) => (typeof sku === 'object' ? [{ ...rest, sku }] : []));
      const currencies = new Set(found.map(({ sku }) => sku.currency));
      if (fault !== '' || currencies.size !== 1) {
        const name = inOneLine(`${machine.name} ${region} ${term}`);
        apart.push({ name, rule: 'a part of the price is not in the file', detail: fault || 'in two currencies' });
        return [];
      }
      const hourly = found.reduce(
        (sum, { sku, units, per }) => sum.plus((sku.price ?? new Exact(0)).times(units).div(per)),
        new Exact(0),
      );
      const days = found.map(({ sku }) => sku.effective).filter((day) => isDate(day));
      const cells: Readonly<Record<string, string>> = {
        region,
        machine: machine.name,
        gpu: machine.gpu,
        gpus: String(machine.gpus),
        hourly: hourly.toDecimalPlaces(12).toFixed(),
        term,
        currency: [...currencies].join(''),
        effective: days.toSorted().at(-1) ?? '',
        note: `sum of ${found.map(({ part, units }) => `${units} ${part}`).join(', ')}`,
      };
      return [{ line: 0, cell: (column) => cells[column] ?? '' }];
    }),
  );
} // prettier-ignore

function faultOf(part: string, sku: GcpSku | 'two prices' | undefined, unit: RegExp): readonly string[] {
  if (sku === undefined) return [`no ${part}`];
  if (sku === 'two prices') return [`two prices of ${part}`];
  if (sku.price === undefined) return [`no single price of ${part}`];
  return unit.test(sku.unit) ? [] : [`${part} is priced per ${sku.unit || 'nothing'}`];
}
