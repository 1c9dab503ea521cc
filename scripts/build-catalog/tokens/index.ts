import {
  agree,
  asNumber,
  asText,
  readGenai,
  readLitellm,
  readLitellmKey,
  type JsonObject,
  type PriceSet,
  type Sold,
  type YamlValue,
} from '../../../src/importing/importers.ts';
import { catalogDate, sources } from '../sources.ts';
import { readHistory, type Stretch } from './history.ts';
import { rowText, type Dated } from './row-text.ts';
import { gather, type Gathered } from './gather.ts';
import { highestPrice, modelOf, type TokenSource } from './selection.ts';

export interface TokenFile {
  readonly entries: readonly { readonly [key: string]: YamlValue | undefined }[];
  /** What was left out, and by which rule. */
  readonly left: readonly string[];
}

/** The entries of tokens.yaml, in order of their ids. */
export function buildTokens(folder: string): TokenFile {
  const left: string[] = [];
  const entries = [...gather(folder)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, gathered]) => {
      const entry = buildEntry(id, gathered);
      if (typeof entry !== 'string') return [entry];
      left.push(`${id}: ${entry}`);
      return [];
    });
  return { entries, left };
}

function buildEntry(
  id: string,
  gathered: Gathered,
): { readonly [key: string]: YamlValue | undefined } | string {
  const { sold } = gathered;
  const found = shortest(gathered.genai, ({ model: each }) => asText(each.get('id')) ?? '');
  const model = found?.model;
  const listed = shortest(
    gathered.litellm,
    (each) => `${each.dated ? '~' : ''}${isGlobalKey(each.key) ? '' : '+'}${each.key}`,
  );
  const genai = model === undefined || model.get('deprecated') === true ? [] : readGenai(model);
  const litellm = listed === undefined ? undefined : readLitellm(listed.entry);
  const past = historyOf(gathered, litellm);
  const { stretches } = past;
  const records: Readonly<Record<TokenSource, string>> = {
    genai: `token-prices.genai-prices.json:${found?.key ?? ''}`,
    litellm: `token-prices.litellm.json:${listed?.key ?? ''}`,
    // A stretch that is the newest file's one price is in no history.
    litellmHistory:
      past.key === undefined
        ? `token-prices.litellm.json:${listed?.key ?? ''}`
        : `token-prices.litellm-history.json:${past.key}`,
  };
  const current = genai.findLast((set) => (set.from ?? '') <= sources.litellm.retrieved);
  const outvoted =
    litellm !== undefined &&
    current !== undefined &&
    !agree(current, litellm) &&
    gathered.third.some((price) => agree(price, litellm)) &&
    !gathered.third.some((price) => agree(price, current));
  const isSettled = current === undefined || litellm === undefined || agree(current, litellm) || outvoted;
  if (!isSettled && gathered.third.length > 0 && !gathered.third.some((price) => agree(price, current))) {
    return 'three sources with three prices';
  }
  const source: TokenSource = genai.length > 0 && !outvoted ? 'genai' : 'litellm';
  const sets: readonly PriceSet[] = source === 'genai' ? genai : litellm === undefined ? [] : [litellm];
  const gone = stretches.at(-1)?.to ?? null;
  const end = gone ?? endOf(listed?.entry);
  const rows = (sets.length === 0 ? fromHistory(stretches) : timeline(sets, source, stretches)).flatMap(
    (row) => {
      if (end === null || row.from < end)
        return [end !== null && (row.to === null || row.to > end) ? { ...row, to: end } : row];
      return [];
    },
  );
  if (rows.length === 0)
    return end === null ? 'no price for input and output tokens' : `gone since ${end}, no price known before`;
  if (rows.some((row) => Number(row.input) > highestPrice || Number(row.output) > highestPrice)) {
    return `dearer than ${highestPrice} USD/Mtok`;
  }
  if (rows.some((row) => row.cached !== undefined && Number(row.cached) > Number(row.input)))
    return 'cached dearer than input';
  const disagreement =
    litellm === undefined || current === undefined || agree(current, litellm)
      ? undefined
      : source === 'genai'
        ? `litellm of ${sources.litellm.retrieved} has ${litellm.input} and ${litellm.output}`
        : `models.dev agrees; genai-prices of ${sources.genai.retrieved} has ${current.input} and ${current.output}`;
  const last = rows.findLast((row) => row.from <= catalogDate) ?? rows[0];
  if (last === undefined) return 'no price yet';
  const context = asNumber(model?.get('context_window')) ?? asNumber(listed?.entry.get('max_input_tokens'));
  return {
    id,
    channel: sold.channel,
    currency: 'USD',
    model: modelOf(sold.name),
    context: context === undefined ? undefined : `${context.toFixed()} tokens`,
    residency: residency(sold, gathered, last),
    prices: rows.map((row, index) => {
      const latest = index === rows.length - 1 || row.from > catalogDate;
      return rowText(row, sold, row === rows.at(-1) || latest ? litellm : undefined, disagreement, records);
    }),
  };
}

/** Where it is sold under a region's price, that; `global` where it is the price at which it is sold for anywhere. */
function residency(sold: Sold, gathered: Gathered, price: PriceSet): readonly string[] | undefined {
  if (sold.region !== null && sold.region !== 'global') return [sold.region];
  const isGlobal = gathered.litellm.some(({ key, entry }) => {
    const set = readLitellmKey(key)?.region === 'global' ? readLitellm(entry) : undefined;
    return set !== undefined && agree(set, price);
  });
  return isGlobal ? ['global'] : undefined;
}

function shortest<T>(list: readonly T[], textOf: (each: T) => string): T | undefined {
  return list.toSorted((a, b) => rank(textOf(a)) - rank(textOf(b)) || (textOf(a) < textOf(b) ? -1 : 1))[0];
}

/** Snapshots last, then what is sold in one place, then by length. */
function rank(text: string): number {
  return (text.startsWith('~') ? 1000 : 0) + (text.includes('+') ? 500 : 0) + text.length;
}

/** Azure lists the price of anywhere under `global`, beside that of one place under the bare name. */
function isGlobalKey(key: string): boolean {
  return key.startsWith('azure/global');
}

function endOf(entry: JsonObject | undefined): string | null {
  const day = asText(entry?.get('deprecation_date'));
  return day !== undefined && day <= catalogDate ? day : null;
}

/** The stretches of the key whose last price is the one in LiteLLM's newest file; of several the one with most changes. */
function historyOf(
  gathered: Gathered,
  litellm: PriceSet | undefined,
): { readonly stretches: readonly Stretch[]; readonly key?: string } {
  const [best] = gathered.history
    .map(({ key, dated, points }) => ({ key, dated, stretches: readHistory(points) }))
    .filter(({ stretches }) => {
      const last = stretches.at(-1);
      return last !== undefined && (litellm === undefined || agree(last, litellm));
    })
    .toSorted(
      (a, b) =>
        Number(b.stretches.at(-1)?.to === null) - Number(a.stretches.at(-1)?.to === null) ||
        b.stretches.length - a.stretches.length ||
        Number(a.dated) - Number(b.dated) ||
        ((b.stretches.at(-1)?.from ?? '') < (a.stretches.at(-1)?.from ?? '') ? -1 : 1),
    );
  const day = sources.litellm.retrieved;
  const stretches = best?.stretches ?? [];
  const own = { stretches, ...(best === undefined ? {} : { key: best.key }) };
  if (litellm === undefined) return own;
  const last = stretches.at(-1);
  if (last !== undefined && last.to === null) return own;
  const { input, output, cached } = litellm;
  return { stretches: [{ from: day, to: null, input, output, cached }] };
}

function fromHistory(stretches: readonly Stretch[]): readonly Dated[] {
  return stretches.map((stretch) => ({ ...stretch, tiers: [], services: [], source: 'litellmHistory' }));
}

/**
 * The source's price sets in time. A set without a date holds since the stretch of the history that agrees with it
 * began, and what held before comes from the history; where they do not agree, since the day of the source's snapshot.
 */
function timeline(
  sets: readonly PriceSet[],
  source: TokenSource,
  stretches: readonly Stretch[],
): readonly Dated[] {
  const [first, ...later] = sets;
  if (first === undefined) return [];
  const next = later[0]?.from ?? null;
  const before = stretches.filter(({ from }) => next === null || from < next);
  const matching = before.at(-1);
  const known = matching !== undefined && agree(matching, first);
  const snapshot = sources[source].retrieved;
  const start = known ? matching.from : snapshot;
  const own = [
    { ...first, from: start },
    ...later.map((set) => ({ ...set, from: set.from ?? snapshot })),
  ].filter((set, index, all) => index > 0 || set.from < (all[1]?.from ?? '9999-12-31'));
  const earlier = known ? fromHistory(before.slice(0, -1)) : [];
  const withSource: readonly Dated[] = own.map((set, index) => ({
    ...set,
    to: own[index + 1]?.from ?? null,
    source,
  }));
  const all = [...earlier, ...withSource];
  return all.map((row, index) => ({ ...row, to: all[index + 1]?.from ?? row.to }));
}
