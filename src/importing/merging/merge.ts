import type { IsoDate } from '../../document/index.ts';
import {
  exchangeKey,
  throughputKey,
  type Catalog,
  type DatedRow,
  type ExchangeRate,
  type GpuHardware,
  type GpuOffer,
  type ThroughputEntry,
  type TokenEntry,
} from '../../catalog/index.ts';
import { mergeRows, type RowPrices } from './merge-rows.ts';
import { isNear, offerRowPrices, tokenRowPrices } from './row-prices.ts';
import type { Contradiction, Imported } from '../types.ts';

export type Outcome = 'added' | 'changed' | 'unchanged' | 'kept';

/** What an import makes of a catalog: only what has to be written. */
export interface MergedImport {
  readonly tokens: readonly TokenEntry[];
  readonly offers: readonly GpuOffer[];
  readonly throughput: readonly ThroughputEntry[];
  readonly gpus: readonly GpuHardware[];
  readonly exchange: readonly ExchangeRate[];
  /** How many entries of the import were new, changed a price, changed nothing, or gave way to the catalog's own. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The ids of entries whose price has changed. */
  readonly changed: readonly string[];
  readonly contradictions: readonly Contradiction[];
}

type Known = Pick<Catalog, 'tokens' | 'offers' | 'throughput' | 'gpus' | 'exchange'>;

/** Merges what was imported with what the catalog has, its own entries and those of the one that it extends. */
export function mergeImport(imported: Imported, known: Known): MergedImport {
  const outcomes: Record<Outcome, number> = { added: 0, changed: 0, unchanged: 0, kept: 0 };
  const changed: string[] = [];
  const contradictions: Contradiction[] = [];
  const note = (id: string, outcome: Outcome): boolean => {
    outcomes[outcome] += 1;
    if (outcome === 'changed') changed.push(id);
    return outcome === 'added' || outcome === 'changed';
  };
  const merge = <Row extends DatedRow, Entry extends Dated<Row>>(
    entry: Entry,
    existing: Entry | undefined,
    prices: RowPrices<Row>,
  ): readonly Entry[] => {
    const merged = mergeEntry(entry, existing, imported.retrieved, prices);
    if (merged.contradiction !== undefined) contradictions.push({ id: entry.id, ...merged.contradiction });
    return note(entry.id, merged.outcome) ? [merged.entry] : [];
  };
  const others = <Entry>(
    list: readonly Entry[],
    keyOf: (entry: Entry) => string,
    has: (key: string) => boolean,
  ) => list.filter((entry) => note(keyOf(entry), has(keyOf(entry)) ? 'kept' : 'added'));
  const rates = new Map(known.exchange.map((rate) => [exchangeKey(rate), rate]));
  for (const rate of imported.exchange) {
    const own = rates.get(exchangeKey(rate));
    if (own !== undefined && !isNear(own.rate, rate.rate))
      contradictions.push({
        id: exchangeKey(rate),
        taken: own.rate.toFixed(),
        other: rate.rate.toFixed(),
        rule: 'the catalog stays: a rate of a day does not change',
      });
  }
  const runs = new Set(known.throughput.map(throughputKey));
  return {
    tokens: imported.tokens.flatMap((entry) =>
      merge(entry, known.tokens.get(entry.id), tokenRowPrices(entry.currency)),
    ),
    offers: imported.offers.flatMap((offer) =>
      merge(offer, known.offers.get(offer.id), offerRowPrices(offer.currency)),
    ),
    throughput: others(imported.throughput, throughputKey, (key) => runs.has(key)),
    gpus: others(
      imported.gpus,
      ({ id }) => id,
      (id) => known.gpus.has(id),
    ),
    exchange: others(imported.exchange, exchangeKey, (key) => rates.has(key)),
    outcomes,
    changed,
    contradictions,
  };
}

interface Dated<Row> {
  readonly id: string;
  readonly currency: string;
  readonly rows: readonly Row[];
}

function mergeEntry<Row extends DatedRow, Entry extends Dated<Row>>(
  entry: Entry,
  existing: Entry | undefined,
  retrieved: IsoDate,
  prices: RowPrices<Row>,
): { readonly entry: Entry; readonly outcome: Outcome; readonly contradiction?: Omit<Contradiction, 'id'> } {
  if (existing === undefined) return { entry, outcome: 'added' };
  if (existing.currency !== entry.currency) {
    const rule = 'the catalog stays: the other is in another currency';
    return {
      entry,
      outcome: 'kept',
      contradiction: { taken: existing.currency, other: entry.currency, rule },
    };
  }
  const { rows, ...rest } = mergeRows(existing.rows, entry.rows, retrieved, prices);
  return { entry: { ...existing, rows }, ...rest };
}
