import { catalogDate, sourceOf, sources } from '../sources.ts';
import {
  agree,
  decimal,
  tierMode,
  type PriceSet,
  type Sold,
  type Tier,
  type YamlValue,
} from '../../../src/importing/importers.ts';
import { statedBatch, type TokenSource } from './selection.ts';

/** A price set with the days on which it held, and where it comes from. */
export type Dated = PriceSet & {
  readonly from: string;
  readonly to: string | null;
  readonly source: TokenSource;
};

/** The row as it is written. What `litellm` has beside prices that agree is added: batch, service tiers. */
export function rowText(
  row: Dated,
  sold: Sold,
  litellm: PriceSet | undefined,
  disagreement: string | undefined,
  records: Readonly<Record<TokenSource, string>>,
): YamlValue {
  const agreed = litellm !== undefined && agree(row, litellm) ? litellm : undefined;
  const stated = row.source === 'litellmHistory' ? undefined : statedBatch(sold);
  const batch = row.batch ?? agreed?.batch ?? stated?.multiplier;
  const services = [...row.services, ...(row.source === 'litellm' ? [] : (agreed?.services ?? []))];
  const together =
    sold.channel === 'vertex' || sold.channel === 'google' ? false : (stated?.combinesWithCache ?? true);
  // A price that the row's own source does not have is named beside it, and looked up there.
  const borrowed = row.source !== 'litellm' && row.cached === undefined && agreed?.cached !== undefined;
  const record = borrowed ? `${records[row.source]}\n${records.litellm}` : records[row.source];
  const notes = [
    stated?.note,
    borrowed
      ? `cached price: ${sources.litellm.url}, retrieved ${sources.litellm.retrieved}, whose other prices agree`
      : undefined,
    row.source === 'litellmHistory' ? undefined : disagreement,
  ].filter((note) => note !== undefined);
  return {
    from: row.from,
    to: row.to ?? undefined,
    recorded: row.from > catalogDate ? sources[row.source].retrieved : earliest(row),
    status: row.from > catalogDate ? 'scheduled' : 'confirmed',
    ...priceText({ ...row, cached: row.cached ?? agreed?.cached }),
    batch:
      batch === undefined ? undefined : together ? batch : { multiplier: batch, combines_with_cache: false },
    tiers:
      row.tiers.length === 0
        ? undefined
        : row.tiers.map((tier) => ({
            above: tier.above,
            mode: tierMode(sold),
            ...priceText(onlyWhere(row, tier)),
          })),
    services:
      services.length === 0
        ? undefined
        : services.map(({ id, multiplier, withCache }) => ({
            id,
            multiplier,
            combines: withCache ? ['cache'] : undefined,
          })),
    kind: 'list',
    source: sourceOf(row.source, { grade: 'B', record }, notes.length === 0 ? undefined : notes.join('; ')),
  };
}

/** A price was known on the day on which it was first seen, and a dated one when its source was published. */
function earliest(row: Dated): string {
  return row.from < sources[row.source].retrieved ? row.from : sources[row.source].retrieved;
}

/** A tier's price for what has no price below it is a mistake of the feed. */
function onlyWhere(row: Dated, tier: Tier): Tier {
  return {
    ...tier,
    cached: row.cached === undefined ? undefined : tier.cached,
    cacheWrite: row.cacheWrite === undefined ? undefined : tier.cacheWrite,
    cacheWriteLong: row.cacheWriteLong === undefined ? undefined : tier.cacheWriteLong,
  };
}

function priceText(prices: Omit<Tier, 'above'>): { readonly [key: string]: string | undefined } {
  const money = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : `${decimal(value)} USD/Mtok`;
  return {
    input: money(prices.input),
    cached: money(prices.cached),
    cache_write: money(prices.cacheWrite),
    cache_write_long: money(prices.cacheWriteLong),
    output: money(prices.output),
  };
}
