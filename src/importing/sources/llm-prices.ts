import { fail, ok } from '../../diagnostics/index.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { asList, asNumber, asObject, asText, readJson, type JsonObject } from '../reading/json.ts';
import { readLlmPricesModel } from '../reading/names.ts';
import { decimal, type PriceSet } from '../listings/price-set.ts';
import { TokenListings } from '../listings/token-listings.ts';
import type { Importer } from '../types.ts';

/** Fields of a period, in USD per million tokens. */
const prices = { input: 'input', output: 'output', cached: 'input_cached' } as const;

const fields = [
  ...Object.entries(prices).map(([ours, field]) => [field, ours] as const),
  ['from_date', 'from'],
  ['to_date', 'to'],
  ['id', 'id'],
  ['vendor', 'channel'],
  ['name', 'tiers.above'],
  ['price_history', 'prices'],
] as const;

interface Period {
  readonly vendor: string;
  readonly id: string;
  readonly name: string;
  readonly fields: JsonObject;
}

/** A tier is a model of its own there: `gpt-5.4-272k`, named `GPT-5.4 >272k`, beside `gpt-5.4`, named `GPT-5.4 ≤272k`. */
const tierName = />\s*(\d+)k\b/u;

/**
 * llm-prices: one vendor's `{ vendor, models }`, several below `vendors`, or the flat `prices` of `current.json` and
 * `historical.json`. Its licence is not stated: what is imported is for one's own use.
 */
export const llmPrices: Importer = {
  id: 'llm-prices',
  home: 'https://github.com/simonw/llm-prices',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const root = asObject(read.value);
    const listings = new TokenListings(request, asObject(root?.get('_meta')) ?? root, fields);
    const periods = root === undefined ? [] : periodsOf(root, listings);
    if (periods.length === 0) return fail(unexpectedShape(request.file, 'llm-prices'));
    const models = new Map<string, Period[]>();
    for (const period of periods) {
      const key = `${period.vendor}/${period.id}`;
      const group = models.get(key);
      if (group === undefined) models.set(key, [period]);
      else group.push(period);
    }
    const tiers = tiersByModel(models);
    for (const [key, group] of models) readModel(key, group, models, tiers, listings);
    return ok(listings.finish());
  },
};

function periodsOf(root: JsonObject, listings: TokenListings): readonly Period[] {
  const flat = asList(root.get('prices')).map((each) => asObject(each) ?? new Map());
  const vendors = root.has('models')
    ? [root]
    : asList(root.get('vendors')).flatMap((each) => asObject(each) ?? []);
  const nested = vendors.flatMap((vendor) => {
    listings.tally.see([...vendor.keys()].filter((each) => each !== 'models'));
    return asList(vendor.get('models')).flatMap((each) => {
      const model: JsonObject = asObject(each) ?? new Map();
      listings.tally.see(model.keys());
      const history = asList(model.get('price_history')).flatMap((period) => asObject(period) ?? []);
      if (history.length === 0)
        listings.report(asText(model.get('id')) ?? '?', 'no token price', 'no periods');
      return history.map((period) => describe(vendor, model, period));
    });
  });
  for (const { fields: each } of nested) listings.tally.see(each.keys());
  for (const each of flat) listings.tally.see(each.keys());
  return [...nested, ...flat.map((each) => describe(each, each, each))];
}

function describe(vendor: JsonObject, model: JsonObject, period: JsonObject): Period {
  const text = (value: JsonObject, field: string): string => asText(value.get(field)) ?? '?';
  return { vendor: text(vendor, 'vendor'), id: text(model, 'id'), name: text(model, 'name'), fields: period };
}

interface TierGroup {
  readonly above: string;
  readonly periods: readonly Period[];
}
type Models = ReadonlyMap<string, readonly Period[]>;

/** The tiers of each model that has some, by the model's key. */
function tiersByModel(models: Models): ReadonlyMap<string, readonly TierGroup[]> {
  const tiers = new Map<string, TierGroup[]>();
  for (const [key, periods] of models) {
    const threshold = tierName.exec(periods[0]?.name ?? '')?.[1];
    const base = threshold === undefined ? key : key.replace(new RegExp(`-${threshold}k$`, 'u'), '');
    if (base === key || !models.has(base)) continue;
    tiers.set(base, [...(tiers.get(base) ?? []), { above: `${threshold}k tokens`, periods }]);
  }
  return tiers;
}

function readModel(
  key: string,
  group: readonly Period[],
  models: Models,
  tiers: ReadonlyMap<string, readonly TierGroup[]>,
  listings: TokenListings,
): void {
  const [first] = group;
  if (first === undefined) return;
  const { vendor, id } = first;
  if (tierName.test(first.name) && models.has(key.replace(/-\d+k$/u, '')) && /-\d+k$/u.test(key)) {
    for (const each of group)
      listings.report(key, 'tier of another model', `${each.name}, imported as its tier`);
    return;
  }
  const sorted = group.toSorted((a, b) => ((fromOf(a) ?? '') < (fromOf(b) ?? '') ? -1 : 1));
  const sets = sorted.flatMap((period) => {
    const set = readSet(period, tiers.get(key) ?? []);
    if (set !== undefined) return [set];
    listings.report(key, 'no token price', 'input or output is missing');
    return [];
  });
  if (sets.length === 0) return;
  const sold = readLlmPricesModel(vendor, id);
  const end = asText(sorted.at(-1)?.fields.get('to_date')) ?? null;
  listings.add({ key, sold, channel: sold?.channel ?? vendor, name: id, sets, end, context: undefined });
}

function fromOf({ fields: period }: Period): string | null {
  return asText(period.get('from_date')) ?? null;
}

function readSet(period: Period, groups: readonly TierGroup[]): PriceSet | undefined {
  const plain = readPrices(period.fields);
  if (plain === undefined) return undefined;
  const tiers = groups.flatMap(({ above, periods }) => {
    const same = periods.find((each) => fromOf(each) === fromOf(period));
    const found = same === undefined ? undefined : readPrices(same.fields);
    return found === undefined ? [] : [{ above, ...found }];
  });
  return { from: fromOf(period), ...plain, tiers, services: [] };
}

function readPrices(
  period: JsonObject,
): { readonly input: string; readonly output: string; readonly cached: string | undefined } | undefined {
  const price = (field: string): string | undefined => {
    const value = asNumber(period.get(field));
    return value?.gt(0) === true ? decimal(value) : undefined;
  };
  const input = price(prices.input);
  const output = price(prices.output);
  return input === undefined || output === undefined
    ? undefined
    : { input, output, cached: price(prices.cached) };
}
