import { fail, ok } from '../../diagnostics/index.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { asList, asNumber, asObject, readJson, type JsonObject, type JsonValue } from '../reading/json.ts';
import { readModelsDevModel } from '../reading/names.ts';
import { decimal, type PriceSet, type Tier } from '../listings/price-set.ts';
import { TokenListings } from '../listings/token-listings.ts';
import type { Importer } from '../types.ts';

/** Fields of `cost`, in USD per million tokens. Some models have the second spelling of a field. */
const prices = {
  input: ['input'],
  output: ['output'],
  cached: ['cache_read', 'cached_input', 'cache_input'],
  cacheWrite: ['cache_write', 'cached_write'],
} as const;

const fields = [
  ...Object.entries(prices).flatMap(([ours, names]) => names.map((name) => [`cost.${name}`, ours] as const)),
  ['cost.tiers', 'tiers'],
  ['cost.context_over_200k', 'tiers'],
  ['cost.tiers.tier', 'tiers.above'],
  [/^cost\.tiers\.(?:input|output|cache_read|cache_write)$/u, 'tiers'],
  ['limit.context', 'context'],
  ['limit.output', '-'],
  ['limit.input', '-'],
  ['cost', 'prices'],
  ['limit', '-'],
  ['id', 'id'],
  [
    /^(?:name|family|release_date|last_updated|knowledge|open_weights|status|attachment|reasoning|tool_call|temperature|structured_output|modalities|interleaved|provider|experimental)$/u,
    '-',
  ],
] as const;

/** models.dev: `{ provider: { models: { id: {...} } } }`, or `{ providers: { provider: { id: {...} } } }`. */
export const modelsDev: Importer = {
  id: 'models-dev',
  home: 'https://github.com/anomalyco/models.dev',
  feed: 'https://models.dev/api.json',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const root = asObject(read.value);
    const providers = asObject(root?.get('providers')) ?? root;
    if (root === undefined || providers === undefined)
      return fail(unexpectedShape(request.file, 'models.dev'));
    const listings = new TokenListings(request, asObject(root.get('_meta')), fields);
    for (const [name, value] of providers) {
      if (name === '_meta') continue;
      const provider = asObject(value);
      const models = asObject(provider?.get('models')) ?? provider;
      if (models === undefined) listings.report(name, 'not a provider', 'no object');
      else for (const [id, model] of models) readModel(name, id, model, listings);
    }
    return ok(listings.finish());
  },
};

function readModel(provider: string, id: string, value: JsonValue, listings: TokenListings): void {
  const key = `${provider}/${id}`;
  const model = asObject(value);
  if (model === undefined) {
    listings.report(key, 'not a model', 'no object');
    return;
  }
  const cost = asObject(model.get('cost'));
  const limit = asObject(model.get('limit'));
  listings.tally.see(model.keys());
  listings.tally.see(cost?.keys() ?? [], 'cost.');
  listings.tally.see(limit?.keys() ?? [], 'limit.');
  for (const tier of asList(cost?.get('tiers')))
    listings.tally.see(asObject(tier)?.keys() ?? [], 'cost.tiers.');
  const base = cost === undefined ? undefined : readPrices(cost);
  if (cost === undefined || base === undefined) {
    const [input, output] = ['input', 'output'].map((each) => asNumber(cost?.get(each))?.toFixed() ?? 'none');
    listings.report(key, 'no token price', `input ${input}, output ${output}`);
    return;
  }
  const set: PriceSet = { from: null, ...base, tiers: readTiers(cost), services: [] };
  const sold = readModelsDevModel(provider, id);
  const channel = sold?.channel ?? provider;
  listings.add({
    key,
    sold,
    channel,
    name: id,
    sets: [set],
    end: null,
    context: asNumber(limit?.get('context')),
  });
}

function readPrices(cost: JsonObject): Omit<Tier, 'above'> | undefined {
  const price = (names: readonly string[]): string | undefined => {
    const value = names.map((name) => asNumber(cost.get(name))).find((each) => each !== undefined);
    return value?.gt(0) === true ? decimal(value) : undefined;
  };
  const input = price(prices.input);
  const output = price(prices.output);
  if (input === undefined || output === undefined) return undefined;
  return { input, output, cached: price(prices.cached), cacheWrite: price(prices.cacheWrite) };
}

function readTiers(cost: JsonObject): readonly Tier[] {
  const over = asObject(cost.get('context_over_200k'));
  const listed = asList(cost.get('tiers')).flatMap((each) => {
    const tier = asObject(each);
    const size = asNumber(asObject(tier?.get('tier'))?.get('size'));
    return tier === undefined || size === undefined ? [] : [{ above: `${size.toFixed()} tokens`, tier }];
  });
  // The older field, which newer files repeat.
  const all = listed.length === 0 && over !== undefined ? [{ above: '200k tokens', tier: over }] : listed;
  return all.flatMap(({ above, tier }) => {
    const found = readPrices(tier);
    return found === undefined ? [] : [{ above, ...found }];
  });
}
