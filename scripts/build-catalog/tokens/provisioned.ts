import { modelName, type YamlValue } from '../../../src/importing/importers.ts';
import { column, readCsv, type Row } from '../extracts.ts';
import { sources } from '../sources.ts';
import { idOf } from './vendor-history.ts';

type Entry = { readonly [key: string]: YamlValue | undefined };

/** How each vendor sells capacity: the channel of its entries, and the rate that stands for a unit. */
const vendors: Readonly<
  Record<string, { readonly channel: string; readonly rate: string; readonly note: string }>
> = {
  azure: {
    channel: 'azure',
    rate: '1 USD/unit/hour',
    note: `provisioned: global, without commitment, read 2026-06; data zone 1.10, regional 2.00 USD an hour; reserved 260 USD a month, 2,652 a year; units per model ${sources.azureDocs.url}`,
  },
  'google vertex': {
    channel: 'vertex',
    // 3.6986 USD an hour for a month; a month is 730 hours.
    rate: '2699.98 USD/unit/month',
    note: 'provisioned: global, one month at 3.6986 USD an hour, read 2026-09; a week 7.14, three months 3.2877, a year 2.7397; https://cloud.google.com/vertex-ai/generative-ai/docs/provisioned-throughput',
  },
};

/** Entries whose current price has, beside it, the units of capacity that the vendor sells for the model. */
export function addProvisioned(
  entries: readonly Entry[],
  folder: string,
): { readonly entries: readonly Entry[]; readonly left: readonly string[] } {
  const left: string[] = [];
  const terms = new Map<string, { readonly provisioned: YamlValue; readonly note: string }>();
  for (const row of readCsv(folder, 'field/c1-provisioned-units.csv')) {
    const [name, vendor] = [column(row, 'model'), vendors[column(row, 'vendor')]];
    const id = `${vendor?.channel ?? ''}/${modelName(name.replace(/-\d{3}$/u, ''))}`;
    const reason = vendor === undefined ? 'vendor not kept' : faultOf(row, name);
    if (vendor === undefined || reason !== undefined) left.push(`provisioned ${name}: ${reason}`);
    else terms.set(id, { provisioned: termsOf(row, vendor.rate), note: vendor.note });
  }
  const extended = entries.map((entry) => {
    const own = terms.get(idOf(entry));
    if (own === undefined) return entry;
    terms.delete(idOf(entry));
    const prices = (entry['prices'] ?? []) as unknown as readonly Entry[];
    const last = prices.length - 1;
    return {
      ...entry,
      prices: prices.map((price, index) => (index === last ? withTerms(price, own) : price)),
    };
  });
  for (const id of terms.keys()) left.push(`provisioned ${id}: no price by the token is at hand beside it`);
  return { entries: extended, left };
}

function faultOf(row: Row, name: string): string | undefined {
  if (/\(older\)|image/u.test(name)) return 'replaced, or not for text';
  if (!/^\d+(?:\.\d+)?$/u.test(column(row, 'output_weight'))) return 'weight of output not published';
  return undefined;
}

function termsOf(row: Row, rate: string): YamlValue {
  return {
    rate,
    tokens_per_minute: `${column(row, 'input_tokens_per_minute_per_unit')} tokens/minute`,
    output_weight: column(row, 'output_weight'),
    cached_weight: column(row, 'cached_input_weight') || undefined,
    minimum_units: `${column(row, 'min_units_global_datazone')} units`,
    increment: `${column(row, 'increment_global_datazone')} units`,
  };
}

function withTerms(
  price: Entry,
  { provisioned, note }: { readonly provisioned: YamlValue; readonly note: string },
): Entry {
  const source = price['source'] as { readonly [key: string]: YamlValue | undefined };
  const notes = [source['note'], note].filter((each) => typeof each === 'string');
  const { kind, ...rest } = price;
  return { ...rest, provisioned, kind, source: { ...source, note: notes.join('; ') } };
}
