import { decimal, percentage, type PriceSet, type Tier } from './prices.ts';

type Price =
  | number
  | { readonly base: number; readonly tiers: readonly { readonly start: number; readonly price: number }[] };
type Prices = Readonly<Record<string, Price | undefined>>;
interface Conditional {
  readonly constraint?: { readonly type: string; readonly start_date?: string };
  readonly prices: Prices;
}

/** A model of genai-prices; prices are per million tokens. */
export interface GenaiModel {
  readonly id: string;
  readonly context_window?: number;
  readonly deprecated?: boolean;
  readonly prices: Prices | readonly Conditional[];
}

/** The model's price sets in order of time, the first without a date; none where it is not priced by text tokens. */
export function readGenai(model: GenaiModel): readonly PriceSet[] {
  const list: readonly Conditional[] = Array.isArray(model.prices)
    ? (model.prices as readonly Conditional[])
    : [{ prices: model.prices as Prices }];
  const windows = list.filter(({ constraint }) => constraint?.type === 'time_of_date');
  const dated = list.filter(({ constraint }) => constraint === undefined || constraint.type === 'start_date');
  const sets = dated.flatMap(({ constraint, prices }) => {
    const set = readSet(prices, constraint?.start_date ?? null);
    return set === undefined ? [] : [set];
  });
  if (sets.length < dated.length || windows.length + dated.length < list.length) return [];
  return sets
    .toSorted(byStart)
    .map((set, index) => (index === sets.length - 1 ? withPeak(set, windows) : set));
}

function byStart(a: PriceSet, b: PriceSet): number {
  return (a.from ?? '') < (b.from ?? '') ? -1 : 1;
}

function readSet(prices: Prices, from: string | null): PriceSet | undefined {
  const base = (field: string): string | undefined => {
    const price = prices[field];
    const value = typeof price === 'object' ? price.base : price;
    return value === undefined || value === 0 ? undefined : decimal(value);
  };
  const input = base('input_mtok');
  const output = base('output_mtok');
  if (input === undefined || output === undefined) return undefined;
  return {
    from,
    input,
    output,
    cached: base('cache_read_mtok'),
    cacheWrite: base('cache_write_mtok'),
    cacheWriteLong: base('cache_write_1h_mtok'),
    tiers: readTiers(prices),
    services: [],
  };
}

function readTiers(prices: Prices): readonly Tier[] {
  const starts = new Set(
    Object.values(prices).flatMap((price) =>
      typeof price === 'object' ? price.tiers.map(({ start }) => start) : [],
    ),
  );
  return [...starts].flatMap((start) => {
    const at = (field: string): string | undefined => {
      const price = prices[field];
      if (typeof price !== 'object') return price === undefined ? undefined : decimal(price);
      const tier = price.tiers.find((each) => each.start === start)?.price;
      return tier === undefined ? undefined : decimal(tier);
    };
    const input = at('input_mtok');
    const output = at('output_mtok');
    if (input === undefined || output === undefined) return [];
    // Written as the last token below the tier by some, as the first of it by others.
    const above = start % 1000 === 999 ? start + 1 : start;
    return [
      {
        above: above % 1000 === 0 ? `${above / 1000}k tokens` : `${above} tokens`,
        input,
        output,
        cached: at('cache_read_mtok'),
        cacheWrite: at('cache_write_mtok'),
        cacheWriteLong: at('cache_write_1h_mtok'),
      },
    ];
  });
}

/** Dearer hours of the day become a service tier, `peak`, where all of them are one multiple of the plain prices. */
function withPeak(set: PriceSet, windows: readonly Conditional[]): PriceSet {
  const multiples = new Set(
    windows.flatMap(({ prices }) => {
      const peak = readSet(prices, null);
      const input = peak === undefined ? undefined : percentage(Number(peak.input), Number(set.input));
      const output = peak === undefined ? undefined : percentage(Number(peak.output), Number(set.output));
      return [input === output ? input : undefined];
    }),
  );
  const [multiple] = multiples;
  if (windows.length === 0 || multiples.size !== 1 || multiple === undefined) return set;
  return { ...set, services: [{ id: 'peak', multiplier: multiple, withCache: true }] };
}
