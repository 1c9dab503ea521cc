/** One kind of price that a vendor may state. Everything that reads, writes, compares or shows price rows goes by these. */
interface PriceKind {
  /** The key of files, and of `--set`; a column of a table is called `KEY_per_mtok`. */
  readonly key: string;
  readonly label: string;
  /** What is paid for one of: the unit below the currency. */
  readonly per: string;
  /** Other ways in which a file may write the unit, `¤` for the currency. */
  readonly also?: readonly string[];
  readonly example: string;
  /** Whether it may differ by the length of a request and under a condition (batch, a service tier). */
  readonly byLength: boolean;
}

/** In the order in which files and tables have them. A kind that is stated nowhere is null, never zero. */
export const priceKinds = {
  input: { key: 'input', label: 'input price', per: 'Mtok', example: '0.50 USD/Mtok', byLength: true },
  cached: {
    key: 'cached',
    label: 'cached input price',
    per: 'Mtok',
    example: '0.05 USD/Mtok',
    byLength: true,
  },
  cacheWrite: {
    key: 'cache_write',
    label: 'cache write price',
    per: 'Mtok',
    example: '0.60 USD/Mtok',
    byLength: true,
  },
  cacheWriteLong: {
    key: 'cache_write_long',
    label: 'cache write price, long-lived',
    per: 'Mtok',
    example: '1 USD/Mtok',
    byLength: true,
  },
  output: { key: 'output', label: 'output price', per: 'Mtok', example: '1.50 USD/Mtok', byLength: true },
  perRequest: {
    key: 'per_request',
    label: 'price per request',
    per: 'request',
    also: ['¤'],
    example: '0.01 USD',
    byLength: false,
  },
} as const satisfies Readonly<Record<string, PriceKind>>;

export type PriceName = keyof typeof priceKinds;

/** The kinds that a context tier states too. */
export type LengthPriceName = {
  [K in PriceName]: (typeof priceKinds)[K]['byLength'] extends true ? K : never;
}[PriceName];

/** What every entry has to state. */
export type CertainPriceName = 'input' | 'output';

const all = Object.entries(priceKinds) as readonly (readonly [PriceName, PriceKind])[];

/** Every kind, or those that a context tier states, with their names. */
export function kindsOf(where: 'row' | 'tier'): readonly (readonly [PriceName, PriceKind])[] {
  return where === 'row' ? all : byLength;
}
const byLength = all.filter(([, kind]) => kind.byLength);

/** The names of the kinds that a context tier states. */
export const lengthPriceNames = byLength.map(([name]) => name) as readonly LengthPriceName[];

/** Whether an entry that does not state the kind cannot be priced at all. */
export function isCertain(name: PriceName): name is CertainPriceName {
  return name === 'input' || name === 'output';
}

/** A figure for every kind by its name; a kind for which `of` gives undefined is null. */
export function pricesBy<T>(
  where: 'row' | 'tier',
  of: (name: PriceName, kind: PriceKind) => T | null | undefined,
): Readonly<Record<PriceName, T | null>> {
  return Object.fromEntries(kindsOf(where).map(([name, kind]) => [name, of(name, kind) ?? null])) as Readonly<
    Record<PriceName, T | null>
  >;
}
