import { type IsoDate, isDate } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import {
  checkRows,
  type ContextTier,
  type TokenEntry,
  type TokenPriceRow,
  checkTokenEntry,
  isCacheBeforeBatch,
  findTokenOutliers,
  type Outlier,
} from '../../catalog/index.ts';
import { ruleOf } from '../reading/fault-rules.ts';
import { FieldTally, type FieldTable } from '../reading/field-tally.ts';
import { retrievalDate } from '../reading/file-dates.ts';
import type { JsonObject } from '../reading/json.ts';
import { tierMode } from '../reading/names.ts';
import { inOneLine } from '../reading/one-line.ts';
import { agree, type PriceSet } from './price-set.ts';
import { byPlainness, entryId, ownId, type TokenListing } from './token-listing.ts';
import { onlyWhere, pricesOf, shareOf, statedPrices, tokensOf } from './token-prices.ts';
import { sourceOf, type Contradiction, type Imported, type ImportRequest, type Reported } from '../types.ts';

interface Built {
  readonly listing: TokenListing;
  readonly entry: TokenEntry;
}

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:@+/-]{0,199}$/u;

/** Collects the listings of one file, and makes entries of them: each listing becomes a price row or is reported. */
export class TokenListings {
  readonly tally: FieldTally;
  readonly retrieved: IsoDate;
  readonly #request: ImportRequest;
  readonly #reported: Reported[] = [];
  readonly #doubts: Reported[] = [];
  readonly #listings: TokenListing[] = [];

  constructor(request: ImportRequest, meta: JsonObject | undefined, fields: FieldTable) {
    this.tally = new FieldTally(fields);
    this.retrieved = retrievalDate(request, meta);
    this.#request = request;
  }

  /** A listing that does not become a price row. */
  report(name: string, rule: string, detail: string): void {
    this.#reported.push({ name: inOneLine(name), rule, detail: inOneLine(detail) });
  }

  /** Something doubtful about a listing that does. */
  doubt(name: string, rule: string, detail: string): void {
    this.#doubts.push({ name: inOneLine(name), rule, detail: inOneLine(detail) });
  }

  add(listing: TokenListing): void {
    this.#listings.push(listing);
  }

  finish(): Imported {
    const early = this.#reported.length;
    const names = this.#reported.map(({ name }) => name);
    const listed = this.#listings.reduce((sum, { sets }) => sum + sets.length, 0);
    const contradictions: Contradiction[] = [];
    const built = this.#named(contradictions).flatMap(({ id, listing }) => this.#build(id, listing));
    const tokens = this.#withoutFaults(built);
    return {
      retrieved: this.retrieved,
      rows: new Set([...this.#listings.map(({ key }) => inOneLine(key)), ...names]).size,
      listings: listed + early,
      tokens: tokens.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      offers: [],
      throughput: [],
      gpus: [],
      exchange: [],
      reported: this.#reported,
      contradictions,
      unknownTiers: tokens.flatMap(({ id, rows }) =>
        rows.some(({ tiers }) => tiers.some(({ mode }) => mode === 'unknown')) ? [id] : [],
      ),
      doubts: this.#doubts,
      unmapped: this.tally.unmapped,
    };
  }

  #reportAll(listing: TokenListing, rule: string, detail: string): void {
    for (const _ of listing.sets) this.report(listing.key, rule, detail);
  }

  /**
   * Gives every listing its id. Of those that mean one entry of the catalog, the one that names no snapshot, then the one
   * for anywhere, then the shortest has the entry's id; the others keep their own names.
   */
  #named(
    contradictions: Contradiction[],
  ): readonly { readonly id: string; readonly listing: TokenListing }[] {
    const byEntry = new Map<string, TokenListing[]>();
    for (const listing of this.#listings) {
      const id = this.#prefixed(entryId(listing));
      const group = byEntry.get(id);
      if (group === undefined) byEntry.set(id, [listing]);
      else group.push(listing);
    }
    const taken = new Map<string, TokenListing>();
    const others: TokenListing[] = [];
    for (const [id, group] of byEntry) {
      const [first, ...rest] = group.length === 1 ? group : group.toSorted(byPlainness);
      if (first === undefined) continue;
      taken.set(id, first);
      others.push(...rest);
      for (const other of rest) {
        const own = this.#prefixed(ownId(other));
        noteContradiction(contradictions, id, first, other, `names no snapshot, or is the shorter name; the other is ${own}`, this.retrieved); // prettier-ignore
      }
    }
    for (const listing of others) {
      const id = this.#prefixed(ownId(listing));
      const known = taken.get(id);
      if (known === undefined) {
        taken.set(id, listing);
        continue;
      }
      const [a, b] = [known.sets.at(-1), listing.sets.at(-1)];
      const isSame = a !== undefined && b !== undefined && agree(a, b);
      this.#reportAll(listing, isSame ? 'duplicate' : 'contradicts another of its name', `as ${known.key}`);
      noteContradiction(contradictions, id, known, listing, 'comes first in the file; the other is skipped', this.retrieved); // prettier-ignore
    }
    return [...taken].map(([id, listing]) => ({ id, listing }));
  }

  #prefixed(id: string): string {
    const { prefix } = this.#request;
    return prefix === null ? id : `${prefix.replace(/\/+$/u, '')}/${id}`;
  }

  #build(id: string, listing: TokenListing): readonly Built[] {
    if (!idPattern.test(id)) {
      const moves = /(?:^|\/)~/u.test(id);
      this.#reportAll(
        listing,
        moves ? 'a name that moves from model to model' : 'a name that cannot be an id',
        id,
      );
      return [];
    }
    const rows = this.#rowsOf(listing);
    const { sold, channel, context } = listing;
    if (rows.length === 0) return [];
    const entry: TokenEntry = {
      id,
      channel: this.#request.prefix === null ? channel : (id.split('/')[0] ?? id),
      currency: listing.currency ?? 'USD',
      model: null,
      context: context?.gt(0) === true ? context : null,
      residency: typeof sold?.region === 'string' ? [sold.region] : [],
      tokenMultiplier: null,
      score: null,
      rows,
    };
    return [{ listing, entry }];
  }

  #rowsOf(listing: TokenListing): readonly TokenPriceRow[] {
    const end = listing.end !== null && isDate(listing.end) ? listing.end : null;
    if (end !== null && end <= this.retrieved && listing.sets.every(({ from }) => from === null)) {
      this.#reportAll(listing, 'retired', `cannot be had since ${end}; no day since when its price held`);
      return [];
    }
    const sets = listing.sets.map((set) => ({ ...set, from: set.from ?? this.retrieved }));
    // Without a day, a price is only known to hold until the next one starts, where that is past.
    const rows = sets.flatMap((set, index): readonly TokenPriceRow[] => {
      const next = listing.sets[index + 1];
      const to = next?.from ?? end;
      if (next !== undefined && next.from === listing.sets[index]?.from) {
        this.report(
          listing.key,
          'two prices of one day',
          `${set.input}/${set.output}, then ${next.input}/${next.output}`,
        );
        return [];
      }
      if ((to !== null && to <= set.from) || !isDate(set.from)) {
        this.report(listing.key, 'no day since when it held', `ended on ${to ?? 'no day'}`);
        return [];
      }
      return [this.#row(listing, set, set.from, to)];
    });
    if (checkRows(rows, '', []).length === 0) return rows;
    for (const { from, to } of rows)
      this.report(listing.key, 'days that contradict each other', `${from} to ${to ?? 'now'}`);
    return [];
  }

  #row(listing: TokenListing, set: PriceSet, from: IsoDate, to: IsoDate | null): TokenPriceRow {
    const { channel, name, key, sold, perRequest } = listing;
    const mode = tierMode(sold ?? { channel, name });
    const tiers = [...this.#tiersOf(listing, set)].map((tier) => ({ ...tier, mode }));
    return {
      from,
      to,
      recorded: this.retrieved,
      status: from > this.retrieved ? 'scheduled' : 'confirmed',
      kind: 'list',
      source: sourceOf(this.#request, this.retrieved, { note: key, line: set.line }),
      ...pricesOf(set),
      perRequest: perRequest === undefined ? null : new Exact(perRequest),
      batch:
        set.batch === undefined
          ? null
          : { multiplier: shareOf(set.batch), combinesWithCache: !isCacheBeforeBatch(channel) },
      tiers,
      services: set.services.map(({ id, multiplier, withCache, prices }) => ({
        id,
        multiplier: shareOf(multiplier),
        combines: withCache ? ['cache'] : [],
        ...(prices === undefined ? {} : { prices: statedPrices(prices) }),
      })),
      provisioned: null,
      commitment: null,
    };
  }

  /** Tiers that change something, of prices that there are below them too; the others are doubtful. */
  #tiersOf(listing: TokenListing, set: PriceSet): readonly Omit<ContextTier, 'mode'>[] {
    return set.tiers
      .flatMap((tier) => {
        const above = tokensOf(tier.above);
        if (tier.input === set.input && tier.output === set.output) {
          this.doubt(listing.key, 'tier without a difference', `${tier.above}; not imported`);
          return [];
        }
        if (listing.context?.lte(above) === true) {
          const detail = `a tier above ${tier.above}, a context of ${listing.context.toFixed()}`;
          this.doubt(listing.key, 'tier beyond the context', detail);
        }
        return [{ above, ...onlyWhere(set, tier) }];
      })
      .toSorted((a, b) => a.above.cmp(b.above));
  }

  /** Leaves out what the rules of validation call an error: mistaken units, cached dearer than input, outliers. */
  #withoutFaults(built: readonly Built[]): readonly TokenEntry[] {
    const sound = built.filter(({ listing, entry }) => {
      const found = checkTokenEntry(entry);
      const wrong = found.find(({ severity }) => severity === 'error');
      for (const { severity, code, message } of found) {
        if (severity === 'warning' && code !== 'catalog/tier-mode' && code !== 'catalog/tier-beyond-context')
          this.doubt(listing.key, ruleOf(code), message);
      }
      if (wrong !== undefined) {
        for (const _ of entry.rows) this.report(listing.key, ruleOf(wrong.code), wrong.message);
      }
      return wrong === undefined;
    });
    const found = findTokenOutliers(sound.map(({ entry }) => entry));
    const outliers = new Map(found.filter(({ isMixed }) => !isMixed).map((each) => [each.name, each]));
    const describe = ({ value, median, group }: Outlier): string =>
      `${value.toFixed()} against ${median.toFixed()}, the median of the ${group}`;
    for (const each of found.filter(({ name, isMixed }) => isMixed && !outliers.has(name)))
      this.doubt(each.name, ruleOf('catalog/outlier'), describe(each)); // prettier-ignore
    return sound.flatMap(({ listing, entry }) => {
      const outlier = outliers.get(entry.id);
      if (outlier === undefined) return [entry];
      for (const _ of entry.rows) this.report(listing.key, ruleOf('catalog/outlier'), describe(outlier));
      return [];
    });
  }
}

function noteContradiction(
  into: Contradiction[],
  id: string,
  first: TokenListing,
  other: TokenListing,
  rule: string,
  day: IsoDate,
): void {
  const [a, b] = [first.sets.at(-1), other.sets.at(-1)];
  if (a === undefined || b === undefined || agree(a, b)) return;
  const describe = (listing: TokenListing, set: PriceSet): string =>
    inOneLine(
      `${set.input}/${set.output} ${listing.currency ?? 'USD'}/Mtok (${listing.key}, ${set.from ?? day})`,
    );
  into.push({ id, taken: describe(first, a), other: describe(other, b), rule: inOneLine(rule) });
}
