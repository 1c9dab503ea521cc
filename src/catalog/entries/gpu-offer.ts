import { Exact } from '../../formula/index.ts';
import type { GpuOffer, GpuPriceRow, OwnershipTerms } from '../types.ts';
import {
  boolean,
  currency as currencyCode,
  id,
  list,
  quantity,
  readFields,
  readMap,
  reportAt,
  share,
  type Fields,
  type LocatedNode,
  type Report,
  type ValueReader,
} from '../../document/index.ts';
import { readRows, rowKeysOf, type RowFormat } from './dated.ts';
import { entryAddress } from './entry.ts';

const entryKeys = {
  required: ['id', 'gpu'],
  optional: [
    'cloud',
    'region',
    'residency',
    'currency',
    'node',
    'minimum',
    'term',
    'switch_off',
    'interruption',
  ],
};
const rowKeys = { required: [], optional: ['hourly', 'monthly', 'upfront', 'ownership'] };

/**
 * A GPU offer of a catalog, or of the `offers:` of a scenario; `listAddress` is that of the list it is in. Instead of
 * dated rows it may have just the price that holds:
 * `{ id: quote-a, gpu: h200-sxm, hourly: 3.10 USD/hour, node: 8, term: 1 year, switch_off: false }`.
 * Undefined where it cannot be read, with the reasons in the report.
 */
export function parseGpuOffer(node: LocatedNode, listAddress: string, report: Report): GpuOffer | undefined {
  const address = entryAddress(node, listAddress);
  const map = readMap(node, address, report);
  if (map === undefined) return undefined;
  const own = rowKeysOf(map, rowKeys);
  const fields = readFields(node, address, report, {
    required: [...entryKeys.required, ...own.required],
    optional: [...entryKeys.optional, ...own.optional],
  });
  const name = fields?.required('id', id);
  const gpu = fields?.required('gpu', id);
  if (fields === undefined || name === undefined || gpu === undefined) return undefined;
  const currency = fields.optional('currency', currencyCode) ?? 'USD';
  const fallback = map.entries.has('ownership') ? 'owned' : 'on-demand';
  const { term, termMonths } = fields.optional('term', rentalTerm) ?? { term: fallback, termMonths: null };
  const rows = readRows(map, fields, report, rowFormat(currency, term, report));
  const gpus = quantity(['GPU', '1'], { above: 0, most: 100_000, whole: true });
  const rest = {
    cloud: fields.optional('cloud', id) ?? name.split('/')[0] ?? name,
    region: fields.optional('region', id),
    residency: (fields.optional('residency', list(id)) ?? []).toSorted(),
    node: fields.optional('node', gpus),
    switchOff: fields.optional('switch_off', boolean) ?? (term === 'on-demand' || term === 'spot'),
    interruption: fields.optional('interruption', interruption(currency)),
  };
  const minimum = fields.optional('minimum', gpus);
  if (rows === undefined) return undefined;
  const size = rest.node ?? new Exact(1);
  const least = minimum === null ? {} : { minimum };
  return { id: name, gpu, currency, term, termMonths, ...rest, node: size, ...least, rows, span: map.span };
}

type Term = Pick<GpuOffer, 'term' | 'termMonths'>;

/** `on-demand`, `spot`, `owned`, or the length for which it is reserved: `1 year`, `6 months`. */
const rentalTerm: ValueReader<Term> = (node, address, report) => {
  const word = node.type === 'scalar' ? node.text : undefined;
  if (word === 'on-demand' || word === 'spot' || word === 'owned') return { term: word, termMonths: null };
  const message = `expected on-demand, spot, owned or a length such as '1 year'`;
  if (word === undefined || !/^\s*\d/u.test(word)) {
    const hint = word === 'reserved' ? `write for how long: '1 year'` : undefined;
    return reportAt(report, 'wrong-value', address, message, { span: node.span, hint });
  }
  const termMonths = quantity('month', { above: 0, most: 1_200 })(node, address, report);
  return termMonths === undefined ? undefined : { term: 'reserved', termMonths };
};

function interruption(currency: string): ValueReader<NonNullable<GpuOffer['interruption']>> {
  return (node, address, report) => {
    const fields = readFields(node, address, report, { optional: ['waste', 'unavailable', 'fallback'] });
    if (fields === undefined) return undefined;
    return {
      waste: fields.optional('waste', quantity('1')) ?? new Exact(0),
      unavailable: fields.optional('unavailable', share) ?? new Exact(0),
      fallbackHourly: fields.optional('fallback', hourlyIn(currency)),
    };
  };
}

function hourlyIn(currency: string): ValueReader<Exact> {
  return quantity([`${currency}/hour`, `${currency}/GPU/hour`]);
}

function rowFormat(currency: string, term: GpuOffer['term'], report: Report): RowFormat<GpuPriceRow> {
  const upfront = quantity([currency, `${currency}/GPU`]);
  return {
    keys: rowKeys,
    read: (fields) => {
      const needed = term === 'owned' ? 'ownership' : 'hourly';
      if (!fields.has(needed) && !(term !== 'owned' && fields.has('monthly'))) {
        const message = `the key '${needed}' is missing`;
        return reportAt(report, 'missing-key', fields.address, message, { span: fields.span });
      }
      return {
        hourly: fields.optional('hourly', hourlyIn(currency)),
        monthly: fields.optional('monthly', quantity([`${currency}/month`, `${currency}/GPU/month`])),
        upfront: fields.optional('upfront', upfront),
        ownership: fields.optional('ownership', (node, address) =>
          readOwnership(readFields(node, address, report, { required: ownershipKeys }), currency),
        ),
      };
    },
  };
}

const ownershipKeys = [
  'price',
  'residual',
  'depreciation',
  'maintenance',
  'colocation',
  'power',
  'pue',
  'power_price',
  'idle',
];

function readOwnership(fields: Fields | undefined, currency: string): OwnershipTerms | undefined {
  if (fields === undefined) return undefined;
  const price = fields.required('price', quantity([currency, `${currency}/GPU`], { above: 0 }));
  const residual = fields.required('residual', share);
  const depreciationMonths = fields.required('depreciation', quantity('month', { above: 0 }));
  const maintenance = fields.required('maintenance', quantity(['1/year', '1'], { most: 1 }));
  const colocation = fields.required('colocation', quantity([`${currency}/month`, `${currency}/GPU/month`]));
  const kilowatts = fields.required('power', quantity(['kW', 'kW/GPU']));
  const powerUsageEffectiveness = fields.required('pue', quantity('1', { least: 1, most: 10 }));
  const powerPrice = fields.required('power_price', quantity(`${currency}/kWh`));
  const idle = fields.required('idle', share);
  if (price === undefined || residual === undefined || depreciationMonths === undefined) return undefined;
  if (maintenance === undefined || colocation === undefined || kilowatts === undefined) return undefined;
  if (powerUsageEffectiveness === undefined || powerPrice === undefined || idle === undefined)
    return undefined;
  return {
    price,
    residual,
    depreciationMonths,
    maintenance,
    colocation,
    kilowatts,
    powerUsageEffectiveness,
    powerPrice,
    idle,
  };
}
