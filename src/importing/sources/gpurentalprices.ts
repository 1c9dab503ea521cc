import { fail } from '../../diagnostics/index.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { tableOf } from '../reading/json-table.ts';
import { asList, asNumber, asObject, asText, readJson, type JsonObject } from '../reading/json.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import type { Importer } from '../types.ts';

const columns: OfferColumns = {
  ...noColumns,
  cloud: ['provider'],
  gpu: ['gpu'],
  count: ['min_gpus'],
  memory: ['vram_gb'],
  gpuPrice: ['usd_hr'],
  term: ['kind'],
  seen: ['fetched_at'],
  note: ['note'],
  url: ['source_url'],
};

/** The snapshots of gpurentalprices.com: what clouds ask by the hour for one GPU, with the page and the time of each. */
export const gpurentalprices: Importer = {
  id: 'gpurentalprices',
  home: 'https://gpurentalprices.com',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const offers = asObject(read.value)?.get('offers');
    if (!Array.isArray(offers)) return fail(unexpectedShape(request.file, 'gpurentalprices'));
    const given = (name: string) => (item: JsonObject) =>
      asText(item.get(name)) ?? asNumber(item.get(name))?.toFixed() ?? '';
    const items = asList(offers).flatMap((each) => asObject(each) ?? []);
    const table = tableOf(items, {
      ...Object.fromEntries(
        ['provider', 'gpu', 'vram_gb', 'usd_hr', 'kind', 'source_url', 'min_gpus', 'note'].map((name) => [name, given(name)]),
      ),
      fetched_at: (item) => given('fetched_at')(item).slice(0, 10),
    }); // prettier-ignore
    return importOffers(table, columns, [], request);
  },
};
