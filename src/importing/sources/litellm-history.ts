import { ok, type Result } from '../../diagnostics/index.ts';
import { asList, asNumber, asObject, asText, type JsonObject, type JsonValue } from '../reading/json.ts';
import { readLitellmKey } from '../reading/names.ts';
import { decimal, type PriceSet } from '../listings/price-set.ts';
import { cleanHistory, type Change } from './price-history.ts';
import { TokenListings } from '../listings/token-listings.ts';
import type { Imported, ImportRequest } from '../types.ts';

/**
 * Change points of LiteLLM's file by model: `[first day, input, output, cached]` in USD per million, nulls from the day
 * on which the model was gone.
 */
export function readLitellmHistory(
  root: JsonObject,
  models: JsonObject,
  request: ImportRequest,
): Result<Imported> {
  const listings = new TokenListings(request, asObject(root.get('_meta')), []);
  for (const [key, value] of models) {
    const points = asList(value).map(readPoint);
    const { kept, reported } = cleanHistory(points);
    for (const { rule, detail } of reported) listings.report(key, rule, detail);
    if (kept.length === 0) continue;
    const sold = readLitellmKey(key);
    const [provider = key] = key.split('/');
    const isQualified = key.includes('/');
    listings.add({
      key,
      sold,
      channel: sold?.channel ?? (isQualified ? provider : 'litellm'),
      name: isQualified ? key.slice(provider.length + 1) : key,
      sets: kept.map(({ from, value: set }) => ({ ...set, from })),
      end: kept.at(-1)?.to ?? null,
      context: undefined,
    });
  }
  return ok(listings.finish());
}

function readPoint(value: JsonValue): Change<PriceSet> {
  const [day, ...prices] = asList(value);
  const [input, output, cached] = prices.map((each) => {
    const price = asNumber(each);
    return price?.gt(0) === true ? decimal(price) : undefined;
  });
  const from = asText(day) ?? '';
  if (input === undefined || output === undefined) {
    const isGone = prices.every((each) => each === null);
    return { from, value: null, why: isGone ? 'gone' : 'no token price' };
  }
  return { from, value: { from, input, output, cached, tiers: [], services: [] } };
}
