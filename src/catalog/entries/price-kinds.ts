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
  /** What of it a request uses, as a workload states it below `uses`; absent for what follows from its tokens. */
  readonly use?: {
    readonly key: string;
    readonly label: string;
    readonly units: readonly [string, ...string[]];
    readonly example: string;
    /** Kept for every hour of the month, whatever the number of requests. */
    readonly byTime?: boolean;
    /** Paid for each of the workload's users, of whom the workload itself says how many there are. */
    readonly byUser?: boolean;
  };
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
  audioInput: {
    key: 'audio_input',
    label: 'audio input price',
    per: 'Mtok',
    example: '40 USD/Mtok',
    byLength: false,
    use: {
      key: 'audio_input',
      label: 'audio input tokens per request',
      units: ['token/request', 'token', '1'],
      example: '600',
    },
  },
  audioOutput: {
    key: 'audio_output',
    label: 'audio output price',
    per: 'Mtok',
    example: '80 USD/Mtok',
    byLength: false,
    use: {
      key: 'audio_output',
      label: 'audio output tokens per request',
      units: ['token/request', 'token', '1'],
      example: '400',
    },
  },
  image: {
    key: 'per_image',
    label: 'price of an image',
    per: 'image',
    example: '0.04 USD/image',
    byLength: false,
    use: { key: 'images', label: 'images per request', units: ['image/request', 'image', '1'], example: '1' },
  },
  call: {
    key: 'per_call',
    label: 'price of a tool call or search',
    per: 'call',
    example: '0.01 USD/call',
    byLength: false,
    use: {
      key: 'calls',
      label: 'tool calls or searches per request',
      units: ['call/request', 'call', '1'],
      example: '2',
    },
  },
  session: {
    key: 'per_session_hour',
    label: 'price of an hour of a session',
    per: 'hour',
    example: '0.05 USD/hour',
    byLength: false,
    use: {
      key: 'session',
      label: 'session hours per request',
      units: ['hour/request', 'hour', '1'],
      example: '0.1',
    },
  },
  cacheStorage: {
    key: 'cache_storage',
    label: 'price of what is kept in the cache for an hour',
    per: 'Mtok/hour',
    example: '4.50 USD/Mtok/hour',
    byLength: false,
    use: {
      key: 'cache_stored',
      label: 'tokens kept in the cache, on average',
      units: ['token', '1'],
      example: '2M tokens',
      byTime: true,
    },
  },
  seat: {
    key: 'per_seat',
    label: 'price of a seat',
    per: 'user/month',
    example: '30 USD/user/month',
    byLength: false,
    use: { key: 'users', label: 'users', units: ['user', '1'], example: '500', byUser: true },
  },
} as const satisfies Readonly<Record<string, PriceKind>>;

export type PriceName = keyof typeof priceKinds;

/** The kinds of which a workload states by itself what it uses; an entry that does not state them has no such key. */
export type UsePriceName = {
  [K in PriceName]: (typeof priceKinds)[K] extends { readonly use: object } ? K : never;
}[PriceName];

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

/** The kinds of which a workload states below `uses` what it uses. */
export const useKinds = all.flatMap(([name, { use, per, label, key }]) =>
  use === undefined || use.byUser === true ? [] : [{ name: name as UsePriceName, use, per, label, key }],
);

/** The names of the kinds that a context tier states. */
export const lengthPriceNames = byLength.map(([name]) => name) as readonly LengthPriceName[];

/** Whether an entry that does not state the kind cannot be priced at all. */
export function isCertain(name: PriceName): name is CertainPriceName {
  return name === 'input' || name === 'output';
}

/** A figure for every kind by its name; one that is not there is null, or has no key where only some vendors sell it. */
export function pricesBy<T>(
  where: 'row' | 'tier',
  of: (name: PriceName, kind: PriceKind) => T | null | undefined,
): Readonly<Record<PriceName, T | null>> {
  return Object.fromEntries(
    kindsOf(where).flatMap(([name, kind]) => {
      const value = of(name, kind) ?? null;
      return value === null && kind.use !== undefined ? [] : [[name, value]];
    }),
  ) as Readonly<Record<PriceName, T | null>>;
}
