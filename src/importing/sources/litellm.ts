import { fail, ok, type Result } from '../../diagnostics/index.ts';
import type { Exact } from '../../formula/index.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { asList, asNumber, asObject, asText, readJson, type JsonObject } from '../reading/json.ts';
import { readLitellmHistory } from './litellm-history.ts';
import { readLitellmKey } from '../reading/names.ts';
import { decimal, readPriceTexts, percentage, type PriceSet, type Tier } from '../listings/price-set.ts';
import { TokenListings } from '../listings/token-listings.ts';
import type { Importer, ImportRequest, Imported } from '../types.ts';

/** Fields of a price set; tiers and service tiers have the same ones with a suffix. Costs are in USD per token. */
const prices = {
  input: 'input_cost_per_token',
  output: 'output_cost_per_token',
  cached: 'cache_read_input_token_cost',
  cacheWrite: 'cache_creation_input_token_cost',
  cacheWriteLong: 'cache_creation_input_token_cost_above_1hr',
} as const;
const tierSuffix = /^input_cost_per_token_above_(\d+)k_tokens$/u;
const serviceSuffixes = ['flex', 'priority'] as const;
const modes = ['chat', 'completion', 'responses'];

const fields = [
  [/^(?:input|output)_cost_per_token(?:_above_\d+k_tokens)?$/u, 'input, output, tiers'],
  [/^cache_(?:read|creation)_input_token_cost(?:_above_1hr)?(?:_above_\d+k_tokens)?$/u, 'cached, cache_write'],
  [/^(?:(?:input|output)_cost_per_token|cache_read_input_token_cost)_(?:batches|flex|priority)$/u, 'batch, services'],
  ['tiered_pricing', 'tiers'],
  [/^tiered_pricing\.(?:range|(?:input|output)_cost_per_token|cache_(?:read|creation)_input_token_cost(?:_above_1hr)?)$/u, 'tiers'],
  ['input_cost_per_request', 'per_request'],
  ['max_input_tokens', 'context'],
  ['litellm_provider', 'channel'],
  ['mode', '-'],
  ['deprecation_date', 'to'],
  ['source', 'source.note'],
  ['max_tokens', '-'],
  ['max_output_tokens', '-'],
  [/^supports_|^supported_/u, '-'],
] as const; // prettier-ignore

/** LiteLLM's price file: `{ model: {...} }`, the same below `models`, or change points by model. */
export const litellm: Importer = {
  id: 'litellm',
  home: 'https://github.com/BerriAI/litellm',
  feed: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const root = asObject(read.value);
    const models = asObject(root?.get('models')) ?? root;
    if (root === undefined || models === undefined) return fail(unexpectedShape(request.file, 'litellm'));
    const [first] = models.values();
    if (Array.isArray(first)) return readLitellmHistory(root, models, request);
    return readPrices(root, models, request);
  },
};

function readPrices(root: JsonObject, models: JsonObject, request: ImportRequest): Result<Imported> {
  const listings = new TokenListings(request, asObject(root.get('_meta')), fields);
  for (const [key, value] of models) {
    if (key === '_meta') continue;
    const entry = asObject(value);
    if (key === 'sample_spec' || entry === undefined) {
      listings.report(key, 'not a model', key === 'sample_spec' ? 'an explanation of the file' : 'no object');
      continue;
    }
    listings.tally.see(entry.keys());
    for (const range of asList(entry.get('tiered_pricing')))
      listings.tally.see(asObject(range)?.keys() ?? [], 'tiered_pricing.');
    readEntry(key, entry, listings);
  }
  return ok(listings.finish());
}

function readEntry(key: string, entry: JsonObject, listings: TokenListings): void {
  const mode = asText(entry.get('mode')) ?? 'none';
  if (!modes.includes(mode)) {
    listings.report(key, 'mode is not chat, completion or responses', `mode ${mode}`);
    return;
  }
  const set = readLitellm(entry) ?? readRanges(entry);
  if (set === undefined) {
    listings.report(key, 'no token price', describe(entry));
    return;
  }
  const sold = readLitellmKey(key);
  const provider = asText(entry.get('litellm_provider')) ?? 'litellm';
  const rest = key.startsWith(`${provider}/`) ? key.slice(provider.length + 1) : key;
  const perRequest = asNumber(entry.get('input_cost_per_request'));
  listings.add({
    key,
    sold,
    channel: sold?.channel ?? provider,
    name: sold === undefined ? rest : key.replace(/^[\w.-]+\//u, ''),
    sets: [set],
    end: asText(entry.get('deprecation_date')) ?? null,
    context: asNumber(entry.get('max_input_tokens')),
    perRequest: perRequest?.gt(0) === true ? decimal(perRequest) : undefined,
  });
  for (const [reasoning, output] of reasoningPrices(entry)) {
    const detail = `${reasoning} per million beside ${output} for output; not imported: reasoning is priced as output`;
    listings.doubt(key, 'a price of its own for reasoning tokens', detail);
  }
  const partial = strayTiers(entry);
  for (const threshold of partial) {
    listings.doubt(
      key,
      'tier under the wrong threshold name, or without both prices',
      `${threshold}k tokens has no price for input and output; not imported`,
    );
  }
}

/** Prices of reasoning tokens that differ from those of output, with these, in the entry and in its ranges of length. */
function reasoningPrices(entry: JsonObject): readonly (readonly [reasoning: string, output: string])[] {
  const places = [entry, ...asList(entry.get('tiered_pricing')).map(asObject)];
  return places.flatMap((place) => {
    const reasoning = place && perMillion(place, 'output_cost_per_reasoning_token');
    if (place === undefined || reasoning === undefined) return [];
    const output = perMillion(place, prices.output) ?? 'none';
    return reasoning === output ? [] : [[reasoning, output] as const];
  });
}

function describe(entry: JsonObject): string {
  const [input, output] = [entry.get(prices.input), entry.get(prices.output)].map(
    (each) => asNumber(each)?.toFixed() ?? 'none',
  );
  return `input ${input}, output ${output}`;
}

function cost(entry: JsonObject, field: string): Exact | undefined {
  const value = asNumber(entry.get(field));
  return value?.gt(0) === true ? value : undefined;
}

function perMillion(entry: JsonObject, field: string): string | undefined {
  const value = cost(entry, field);
  return value === undefined ? undefined : decimal(value, 1_000_000);
}

/** The entry's price set; undefined where it has no price for input or output. */
export function readLitellm(entry: JsonObject): PriceSet | undefined {
  const base = pricesWith(entry, '');
  if (base === undefined) return undefined;
  return {
    from: null,
    ...base,
    tiers: tiers(entry),
    batch: multiplier(entry, '_batches')?.share,
    services: serviceSuffixes.flatMap((id) => {
      const found = multiplier(entry, `_${id}`);
      return found === undefined ? [] : [{ id, multiplier: found.share, withCache: found.withCache }];
    }),
  };
}

function pricesWith(entry: JsonObject, suffix: string): Omit<Tier, 'above'> | undefined {
  return readPriceTexts((name) => perMillion(entry, `${prices[name]}${suffix}`));
}

/** The tier fields say after which thousands of tokens they hold, not whether for the whole request. */
function tiers(entry: JsonObject): readonly Tier[] {
  return thresholds(entry, tierSuffix).flatMap((threshold) => {
    const found = pricesWith(entry, `_above_${threshold}k_tokens`);
    return found === undefined ? [] : [{ above: `${threshold}k tokens`, ...found }];
  });
}

function thresholds(entry: JsonObject, pattern: RegExp): readonly string[] {
  // Most entries have none: they are passed over without looking at their fields one by one.
  if (!hasTiers(entry)) return [];
  return [...new Set([...entry.keys()].flatMap((key) => pattern.exec(key)?.[1] ?? []))];
}

function hasTiers(entry: JsonObject): boolean {
  for (const key of entry.keys()) if (key.endsWith('k_tokens')) return true;
  return false;
}

/** Thresholds under which some price of tokens stands, but not those of input and output. */
function strayTiers(entry: JsonObject): readonly string[] {
  const all = thresholds(entry, /_token(?:_cost)?(?:_above_1hr)?_above_(\d+)k_tokens$/u);
  return all.filter((threshold) => pricesWith(entry, `_above_${threshold}k_tokens`) === undefined);
}

/** Prices that are given by ranges of input tokens only: the first is the plain one, the others are tiers. */
function readRanges(entry: JsonObject): PriceSet | undefined {
  const ranges = asList(entry.get('tiered_pricing')).flatMap((each) => {
    const range = asObject(each);
    const start = asNumber(asList(range?.get('range'))[0]);
    const found = range === undefined ? undefined : pricesWith(range, '');
    return found === undefined || start === undefined ? [] : [{ start, ...found }];
  });
  const [base, ...above] = ranges.toSorted((a, b) => a.start.cmp(b.start));
  if (base === undefined || !base.start.isZero()) return undefined;
  const { start: _, ...plain } = base;
  return {
    from: null,
    ...plain,
    tiers: above.map(({ start, ...tier }) => ({ above: `${start.toFixed()} tokens`, ...tier })),
    services: [],
  };
}

/** What the prices of a service tier are to the plain ones, where it is one share for input and output. */
function multiplier(
  entry: JsonObject,
  suffix: string,
): { readonly share: string; readonly withCache: boolean } | undefined {
  const share = (field: string): string | undefined => {
    const plain = cost(entry, field);
    const tier = cost(entry, `${field}${suffix}`);
    return plain === undefined || tier === undefined ? undefined : percentage(tier, plain);
  };
  const input = share(prices.input);
  if (input === undefined || input === '100%' || input !== share(prices.output)) return undefined;
  return { share: input, withCache: share(prices.cached) === input };
}
