import { fail, ok } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import {
  asList,
  asNumber,
  asObject,
  asText,
  readJson,
  type JsonObject,
  type JsonValue,
} from '../reading/json.ts';
import type { LengthPriceName } from '../../catalog/index.ts';
import { decimal, readPriceTexts, type PriceSet, type Tier } from '../listings/price-set.ts';
import { TokenListings } from '../listings/token-listings.ts';
import type { Importer } from '../types.ts';

/** Fields of `pricing`, in USD per token, as texts. */
const prices = {
  input: 'prompt',
  output: 'completion',
  cached: 'input_cache_read',
  cacheWrite: 'input_cache_write',
  cacheWriteLong: 'input_cache_write_1h',
} as const satisfies Partial<Record<LengthPriceName, string>>;

const fields = [
  ...Object.entries(prices).map(([ours, field]) => [new RegExp(`^pricing\\.(?:overrides\\.)?${field}$`, 'u'), ours] as const),
  ['pricing.request', 'per_request'],
  ['pricing.overrides', 'tiers'],
  ['pricing.overrides.min_prompt_tokens', 'tiers.above'],
  ['id', 'id'],
  ['pricing', 'prices'],
  ['context_length', 'context'],
  [
    /^(?:name|created|canonical_slug|hugging_face_id|description|architecture|top_provider|per_request_limits|supported_parameters|default_parameters|expiration_date|supported_voices|knowledge_cutoff|links)$/u,
    '-',
  ],
] as const; // prettier-ignore

/** OpenRouter's models: `{ data: [...] }`, or the same list below `models`. */
export const openrouter: Importer = {
  id: 'openrouter',
  home: 'https://openrouter.ai/api/v1/models',
  feed: 'https://openrouter.ai/api/v1/models',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const root = asObject(read.value);
    const models = root?.get('data') ?? root?.get('models');
    if (root === undefined || !Array.isArray(models))
      return fail(unexpectedShape(request.file, 'OpenRouter'));
    const listings = new TokenListings(request, asObject(root.get('_meta')), fields);
    for (const model of asList(models)) readModel(model, listings);
    return ok(listings.finish());
  },
};

function readModel(value: JsonValue, listings: TokenListings): void {
  const model = asObject(value);
  const id = asText(model?.get('id'));
  const pricing = asObject(model?.get('pricing'));
  if (model === undefined || id === undefined || pricing === undefined) {
    listings.report(id ?? '?', 'not a model', 'without id or pricing');
    return;
  }
  const overrides = asList(pricing.get('overrides')).flatMap((each) => asObject(each) ?? []);
  listings.tally.see(model.keys());
  listings.tally.see(pricing.keys(), 'pricing.');
  for (const each of overrides) listings.tally.see(each.keys(), 'pricing.overrides.');
  const base = readPrices(pricing);
  if (base === undefined) {
    const [input, output] = [prices.input, prices.output].map((each) => asText(pricing.get(each)) ?? 'none');
    const rule =
      numberOf(pricing.get(prices.input))?.lt(0) === true ? 'a price below zero' : 'no token price';
    listings.report(id, rule, `input ${input}, output ${output}`);
    return;
  }
  const set: PriceSet = {
    from: null,
    ...base,
    services: [],
    tiers: overrides.flatMap((each): readonly Tier[] => {
      const above = asNumber(each.get('min_prompt_tokens'));
      const found = readPrices(each);
      return above === undefined || found === undefined
        ? []
        : [{ above: `${above.toFixed()} tokens`, ...found }];
    }),
  };
  const perRequest = numberOf(pricing.get('request'));
  listings.add({
    key: id,
    sold: undefined,
    channel: 'openrouter',
    name: id,
    sets: [set],
    end: null,
    context: asNumber(model.get('context_length')),
    perRequest: perRequest?.gt(0) === true ? decimal(perRequest) : undefined,
  });
}

/** A number, written as one or as a text. */
function numberOf(value: JsonValue | undefined): Exact | undefined {
  const text = asText(value);
  if (text === undefined) return asNumber(value);
  return /^-?\d{1,20}(?:\.\d{1,30})?(?:[eE]-?\d{1,2})?$/u.test(text) ? new Exact(text) : undefined;
}

function readPrices(pricing: JsonObject): Omit<Tier, 'above'> | undefined {
  return readPriceTexts((name) => {
    const value = numberOf(pricing.get(prices[name]));
    return value?.gt(0) === true ? decimal(value, 1_000_000) : undefined;
  });
}
