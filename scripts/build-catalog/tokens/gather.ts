import {
  asList,
  asObject,
  asText,
  readGenaiModel,
  readLitellmKey,
  type JsonObject,
  type Sold,
} from '../../../src/importing/importers.ts';
import { readJson, readObject } from '../extracts.ts';
import type { Point } from './history.ts';
import { readModelsDev } from './models-dev.ts';
import { isSelected } from './selection.ts';

/** All that the extracts have on one entry of the catalog. */
export interface Gathered {
  readonly sold: Sold;
  readonly genai: { readonly key: string; readonly model: JsonObject }[];
  readonly litellm: { readonly key: string; readonly dated: boolean; readonly entry: JsonObject }[];
  readonly history: { readonly key: string; readonly dated: boolean; readonly points: readonly Point[] }[];
  /** The price that models.dev has: the third opinion where the two others disagree. */
  readonly third: { readonly input: string; readonly output: string }[];
}

/** What the extracts have, by the id of the entry that it is about. */
export function gather(folder: string): ReadonlyMap<string, Gathered> {
  const found = new Map<string, Gathered>();
  const at = (sold: Sold | undefined): Gathered | undefined => {
    if (sold === undefined || !isSelected(sold)) return undefined;
    // What Azure and Bedrock sell for anywhere is the entry without a region.
    const region = sold.region === 'global' ? null : sold.region;
    const id = [sold.channel, ...(region === null ? [] : [region]), sold.name].join('/');
    const gathered = found.get(id) ?? { sold, genai: [], litellm: [], history: [], third: [] };
    found.set(id, gathered);
    return gathered;
  };
  const genai = readObject(folder, 'token-prices.genai-prices.json');
  for (const provider of asList(genai.get('providers')).flatMap((each) => asObject(each) ?? [])) {
    const id = asText(provider.get('id')) ?? '';
    for (const model of asList(provider.get('models')).flatMap((each) => asObject(each) ?? [])) {
      at(readGenaiModel(id, asText(model.get('id')) ?? ''))?.genai.push({
        key: `${id}/${asText(model.get('id')) ?? ''}`,
        model,
      });
    }
  }
  const litellm = readObject(folder, 'token-prices.litellm.json');
  for (const [key, value] of asObject(litellm.get('models')) ?? []) {
    const sold = readLitellmKey(key);
    const entry = asObject(value);
    if (entry !== undefined) at(sold)?.litellm.push({ key, dated: sold?.dated === true, entry });
  }
  const history = readJson(folder, 'token-prices.litellm-history.json') as {
    readonly models: Readonly<Record<string, readonly Point[]>>;
  };
  for (const [key, points] of Object.entries(history.models)) {
    const sold = readLitellmKey(key);
    at(sold)?.history.push({ key, dated: sold?.dated === true, points });
  }
  for (const { sold, ...price } of readModelsDev(folder)) {
    const known = found.get([sold.channel, sold.name].join('/'));
    known?.third.push(price);
  }
  return found;
}
