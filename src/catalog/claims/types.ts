import type { IsoDate } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { ListedCatalog } from '../queries/listed.ts';
import type { Kind, Source } from '../types.ts';

/** What a price is said to be for; a node has eight GPUs, a month 730 hours. */
export type ClaimMeasure = 'gpu-hour' | 'node-hour' | 'gpu-month' | 'node-month' | 'input' | 'output';

/** A price that a text states, with what the text says around it. */
export interface Claim {
  /** The line of the text, from 1. */
  readonly line: number;
  /** The words of the price, as they stand there. */
  readonly words: string;
  /** The GPU, or the model, as the catalog calls it. */
  readonly subject: string;
  readonly measure: ClaimMeasure;
  readonly price: Exact;
  readonly currency: string;
  readonly vendor: string | null;
  readonly term: 'on-demand' | 'spot' | 'reserved' | null;
  readonly region: string | null;
  /** The text says that the price is no exact one: `about 1.65 USD`. */
  readonly isRough: boolean;
}

/** A price of the catalog, with the days on which it held. */
export interface ClaimEvidence {
  readonly id: string;
  readonly price: Exact;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly kind: Kind;
  readonly source: Source;
}

/**
 * `right`: an offer has this price on the day. `outdated`: one had it, or its model is retired. `no-offer`: none ever had
 * it at that place and on that term.
 */
export type ClaimVerdict = 'right' | 'outdated' | 'no-offer';

export interface JudgedClaim extends Claim {
  readonly verdict: ClaimVerdict;
  /** The prices that agree with it, the firmest first, five at most. */
  readonly agreeing: readonly ClaimEvidence[];
  readonly agreeingCount: number;
  /** Where no offer has it: the price of another place, vendor or term that agrees, three at most. */
  readonly elsewhere: readonly ClaimEvidence[];
  /** The prices of that subject, term and place on the day: lowest, middle and highest. */
  readonly now: {
    readonly offers: number;
    readonly lowest: ClaimEvidence;
    readonly median: Exact;
    readonly highest: ClaimEvidence;
  } | null;
}

/** What `catalog check-claims` says (`crossover/catalog-claims/1`). */
export interface CatalogClaimsResult {
  readonly schema: 'crossover/catalog-claims/1';
  readonly catalog: ListedCatalog;
  readonly file: string;
  readonly claims: readonly JudgedClaim[];
  /** Lines with an amount of which nothing else could be made out. */
  readonly unread: readonly { readonly line: number; readonly words: string; readonly because: string }[];
}
