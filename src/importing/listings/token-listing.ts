import type { Exact } from '../../formula/index.ts';
import type { Sold } from '../reading/names.ts';
import type { PriceSet } from './price-set.ts';

/** What a source has on one model. */
export interface TokenListing {
  /** The source's own name for it. */
  readonly key: string;
  /** Which entry of the catalog it is, where its name tells; undefined for a channel that is only known by its name. */
  readonly sold: Sold | undefined;
  readonly channel: string;
  /** The model's name as the source has it. */
  readonly name: string;
  /** Price sets in order of time; one without a day holds since the retrieval. Each is one listing. */
  readonly sets: readonly PriceSet[];
  /** First day on which it can no longer be had. */
  readonly end: string | null;
  readonly context: Exact | undefined;
  /** The currency of its prices, where it is not USD. */
  readonly currency?: string | undefined;
  readonly perRequest?: string | undefined;
}

/** The id of the entry that a listing means. What is sold for anywhere is the entry without a region. */
export function entryId({ sold, channel, name }: TokenListing): string {
  if (sold === undefined) return `${channel}/${name}`;
  const region = sold.region === 'global' ? null : sold.region;
  return [sold.channel, ...(region === null ? [] : [region]), sold.name].join('/');
}

/** The id under which a listing that another one has taken the entry's id from is kept: in its own words. */
export function ownId({ sold, channel, name }: TokenListing): string {
  const region = sold?.region ?? null;
  return [channel, ...(region === null || name.startsWith(`${region}/`) || name.startsWith(`${region}.`) ? [] : [region]), name].join('/'); // prettier-ignore
}

/** First what names no snapshot, then what is for anywhere, then by length. */
export function byPlainness(a: TokenListing, b: TokenListing): number {
  return rank(a) - rank(b) || (a.key < b.key ? -1 : 1);
}

function rank({ sold, key }: TokenListing): number {
  return (sold?.dated === true ? 1000 : 0) + (sold?.region === 'global' ? 0 : 500) + key.length;
}
