import { Exact, formatUnit } from '../../formula/index.ts';
import type {
  CommitmentTerms,
  ContextTier,
  OwnPrices,
  ProvisionedTerms,
  ServiceTier,
  TokenPriceRow,
} from '../types.ts';
import {
  choiceField,
  derived,
  entriesOf,
  figure,
  figureShorthand,
  figureWithUnit,
  flag,
  id,
  oneOrMore,
  optional,
  otherwise,
  plain,
  record,
  reportAt,
  shareFigure,
  type Field,
  valueAt,
  type FileReading,
  type LocatedMap,
  type RecordFields,
} from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import type { EntryReading } from './dated.ts';
import { isCertain, kindsOf, pricesBy, type PriceName } from './price-kinds.ts';

const nulls = { allowsNull: true };

/** The keys of the prices of a row or of a context tier. */
export function priceFields(where: 'row' | 'tier'): RecordFields {
  return Object.fromEntries(
    kindsOf(where).map(([name, kind]) => {
      const units = [`¤/${kind.per}`, ...(kind.also ?? [])];
      const field = figure(kind.label, { units, example: kind.example });
      if (!isCertain(name)) return [kind.key, optional(field)];
      return [kind.key, where === 'tier' ? field : optional(field, 'needed, unless `task` says otherwise')];
    }),
  );
}

/**
 * Prices of input and output. What writes text has both; an embedding model and a reranker have none of output, and none of
 * input where they are paid by the request. What is missing is reported.
 */
export function certainPrices(
  values: Readonly<Record<string, unknown>>,
  address: string,
  reading: EntryReading,
  map: LocatedMap,
): Readonly<Record<string, unknown>> | undefined {
  const task = valueAt(reading.entry, 'task') !== undefined;
  const isByRequest = (values['per_request'] ?? null) !== null;
  const zero = new Exact(0);
  const found: Record<string, unknown> = {};
  let isComplete = true;
  for (const key of ['input', 'output'] as const) {
    const stated = values[key] ?? null;
    if (stated !== null) found[key] = stated;
    else if (task && (key === 'output' || isByRequest)) found[key] = zero;
    else {
      isComplete = false;
      reportAt(reading, 'missing-key', address, `the key '${key}' is missing`, { span: map.span });
    }
  }
  return isComplete ? found : undefined;
}

/** The keys of the prices that a condition (batch, a service tier) may state by itself. */
function ownPriceFields(): RecordFields {
  return Object.fromEntries(
    Object.entries(priceFields('tier')).map(([key, field]) => [key, optional(field)]),
  );
}

function ownPrices(values: Readonly<Record<string, unknown>>): { readonly prices?: OwnPrices } {
  const stated = Object.entries(pricesIn('tier', values)).filter(([, value]) => value !== null);
  return stated.length === 0 ? {} : { prices: Object.fromEntries(stated) };
}

/** The prices by name of what `priceFields` read. */
export function pricesIn(
  where: 'row' | 'tier',
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<PriceName, Exact | null>> {
  return pricesBy(where, (_, { key }) => values[key] as Exact | null);
}

/** Refuses two tiers that begin at the same amount; otherwise they rise. */
function rising<T extends { readonly above: Exact }>(
  tiers: readonly T[],
  what: string,
  unit: string,
  address: string,
  reading: FileReading,
  span: Span,
): readonly T[] {
  const sorted = tiers.toSorted((a, b) => a.above.cmp(b.above));
  const repeated = sorted.find((each, index) => sorted[index - 1]?.above.eq(each.above) === true);
  if (repeated !== undefined) {
    reportAt(reading, 'duplicate', address, `${what} ${repeated.above.toFixed()}${unit}`, { span });
  }
  return sorted;
}

/** `[ { above: 200k tokens, mode: whole_request, input: ..., output: ... } ]` */
export const contextTiers: Field<readonly ContextTier[]> = derived(
  oneOrMore(
    'prices above a number of input tokens',
    derived(
      record(
        'a context tier',
        {
          above: figure('context tier above', {
            units: ['token'],
            per: 'request',
            above: 0,
            example: '200k tokens',
          }),
          mode: choiceField('what it prices', ['whole_request', 'part_above', 'unknown']),
          ...priceFields('tier'),
        },
        nulls,
      ),
      ({ above, mode, ...values }) => ({ above, mode, ...pricesIn('tier', values) }) as ContextTier,
    ),
  ),
  (tiers, address, reading, span) =>
    rising(tiers, 'two tiers begin above', ' tokens', address, reading, span),
);

/** `50%`, or `{ multiplier: 50%, combines_with_cache: false }`. Cache prices hold in batch unless the file says no. */
export const batch: Field<NonNullable<TokenPriceRow['batch']>> = derived(
  record(
    'batch price multiplier',
    {
      multiplier: figure('batch price multiplier', { units: ['1'], example: '50%' }),
      combines_with_cache: otherwise(flag('whether cache prices hold in it'), true),
      ...ownPriceFields(),
    },
    { ...nulls, figure: 'multiplier', ...figureShorthand('multiplier') },
  ),
  ({ multiplier, combines_with_cache: combinesWithCache, ...own }) => ({
    multiplier,
    combinesWithCache,
    ...ownPrices(own),
  }),
);

/** `[ { id: flex, multiplier: 50%, combines: [cache] } ]` */
export const serviceTiers: Field<readonly ServiceTier[]> = entriesOf(
  'service tiers',
  derived(
    record(
      'a service tier',
      {
        id: plain(id, 'name of the tier', 'flex'),
        multiplier: figure('price multiplier', { units: ['1'], example: '50%' }),
        combines: optional(oneOrMore('conditions that it can be had with', plain(id, 'condition', 'batch'))),
        ...ownPriceFields(),
      },
      { ...nulls, figure: 'multiplier' },
    ),
    ({ id: name, multiplier, combines, ...own }) => ({
      id: name,
      multiplier,
      combines: (combines ?? []).toSorted(),
      ...ownPrices(own),
    }),
  ),
);

const units = { group: 'capacity' as const, units: ['unit', '1'], above: 0, example: '15 units' };
const one = new Exact(1);

/**
 * `{ rate: 1 USD/unit/hour, tokens_per_minute: 37k tokens/minute, minimum_units: 15 units, increment: 5 units, ... }`: sold
 * by the hour (Azure PTU, Bedrock model units) or by the month (Vertex GSU, reservations), as the unit of the rate says.
 */
export const provisionedTerms: Field<ProvisionedTerms> = derived(
  record(
    'capacity bought in units, by the hour or the month',
    {
      rate: figureWithUnit('rate per unit', {
        units: ['¤/hour', '¤/month'],
        per: 'unit',
        keepsUnit: true,
        example: '1 USD/unit/hour',
      }),
      tokens_per_minute: figure('tokens per minute and unit', {
        units: ['token/minute'],
        per: 'unit',
        group: 'capacity',
        above: 0,
        example: '37k tokens/minute',
      }),
      output_weight: otherwise(
        figure('weight of an output token', { group: 'capacity', units: ['1'] }),
        one,
        '1',
      ),
      cached_weight: otherwise(
        figure('weight of a cached token', { group: 'capacity', units: ['1'] }),
        one,
        '1',
      ),
      minimum_units: figure('smallest number of units', units),
      increment: figure('increment of units', { ...units, example: '5 units' }),
    },
    nulls,
  ),
  ({ rate, ...values }) => {
    const isMonthly = /month|year/u.test(formatUnit(rate.unit));
    return {
      rate: rate.value,
      ...(isMonthly ? { period: 'month' as const } : {}),
      tokensPerMinute: values.tokens_per_minute,
      outputWeight: values.output_weight,
      cachedWeight: values.cached_weight,
      minimumUnits: values.minimum_units,
      increment: values.increment,
    };
  },
);

const spend = { units: ['¤/month', '¤'], example: '10k USD/month' };

/** `{ mode: graduated, minimum: 0 USD/month, tiers: [ { above: 10k USD/month, multiplier: 90% } ] }` */
export const commitmentTerms: Field<CommitmentTerms> = derived(
  record(
    'spend committed for a discount',
    {
      mode: choiceField('what a tier prices', ['graduated', 'all_units']),
      minimum: optional(figure('committed spend', spend)),
      tiers: derived(
        oneOrMore(
          'discounts from a spend on',
          record(
            'a discount',
            {
              above: figure('committed spend from', spend),
              multiplier: shareFigure('price multiplier from there', '90%'),
            },
            nulls,
          ),
        ),
        (tiers, address, reading, span) =>
          rising(tiers, 'two tiers begin at a spend of', '', address, reading, span),
      ),
    },
    nulls,
  ),
  ({ mode, minimum, tiers }) => ({ mode, tiers, minimum: minimum ?? new Exact(0) }),
);
