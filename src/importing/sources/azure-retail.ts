import { fail } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { machineGpus } from '../reading/cloud-machines.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { tableOf } from '../reading/json-table.ts';
import { asList, asNumber, asObject, asText, readJson, type JsonObject } from '../reading/json.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import type { Importer } from '../types.ts';

const columns: OfferColumns = {
  ...noColumns,
  region: ['armRegionName'],
  machine: ['armSkuName'],
  gpu: ['gpu'],
  count: ['gpus'],
  machinePrice: ['hourly'],
  term: ['term'],
  currency: ['currencyCode'],
};

const hoursPerYear = 8760;

/** Pages of Azure's Retail Prices API. A reservation's price is that of its whole term, whatever its unit says. */
export const azureRetail: Importer = {
  id: 'azure-retail',
  home: 'https://prices.azure.com/api/retail/prices',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const items = asObject(read.value)?.get('Items');
    if (!Array.isArray(items)) return fail(unexpectedShape(request.file, 'a page of the Azure Retail Prices API'));
    const table = tableOf(
      asList(items).flatMap((each) => asObject(each) ?? []),
      {
        armRegionName: (item) => word(item, 'armRegionName'),
        armSkuName: (item) => word(item, 'armSkuName'),
        currencyCode: (item) => word(item, 'currencyCode'),
        gpu: (item) => machineGpus(word(item, 'armSkuName'))?.gpu ?? '',
        gpus: (item) => String(machineGpus(word(item, 'armSkuName'))?.count ?? ''),
        hourly: (item) => hourlyOf(item)?.toFixed() ?? '',
        term: termOf,
      },
    );
    return importOffers(table, columns, [], { ...request, prefix: request.prefix ?? 'azure' });
  },
}; // prettier-ignore

function word(item: JsonObject, name: string): string {
  return asText(item.get(name)) ?? '';
}

/** How it is had; what is no offer of a bare machine is named in words, and reported with them. */
function termOf(item: JsonObject): string {
  const sku = `${word(item, 'skuName')} ${word(item, 'meterName')}`;
  if (/windows/iu.test(word(item, 'productName'))) return 'with a Windows licence';
  if (/low priority/iu.test(sku)) return 'for batch pools only';
  if (word(item, 'type') === 'DevTestConsumption') return 'for development and tests only';
  if (word(item, 'type') === 'Reservation') return word(item, 'reservationTerm') || 'a reservation without a term';
  if (word(item, 'unitOfMeasure') !== '1 Hour') return `priced per ${word(item, 'unitOfMeasure')}`;
  return /spot/iu.test(sku) ? 'spot' : 'on-demand';
} // prettier-ignore

function hourlyOf(item: JsonObject): Exact | undefined {
  const price = asNumber(item.get('retailPrice'));
  const years = /^(\d+) Years?$/u.exec(word(item, 'reservationTerm'))?.[1];
  if (price === undefined || word(item, 'type') !== 'Reservation') return price;
  return years === undefined
    ? undefined
    : price.div(new Exact(years).times(hoursPerYear)).toSignificantDigits(8);
}
