import { Exact } from '../../formula/index.ts';
import {
  kindsOf,
  pricesBy,
  type GpuPriceRow,
  type OwnPrices,
  type PriceName,
  type TokenPriceRow,
} from '../../catalog/index.ts';
import type { RowPrices } from './merge-rows.ts';

const near = new Exact('0.01');

/** Token prices of a row in its currency. */
export function tokenRowPrices(currency: string): RowPrices<TokenPriceRow> {
  return {
    compare: (known, learned) => compareFields(tokenFields(known), tokenFields(learned)),
    join: (known, learned) => ({
      ...learned,
      ...(pricesBy('row', (name) => learned[name] ?? known[name]) as Pick<TokenPriceRow, PriceName>),
      batch: known.batch ?? learned.batch,
      tiers: known.tiers.length > 0 ? known.tiers : learned.tiers,
      services: learned.services.length > 0 ? learned.services : known.services,
      provisioned: learned.provisioned ?? known.provisioned,
      commitment: learned.commitment ?? known.commitment,
    }),
    agree: (a, b) => isNear(a.input, b.input) && isNear(a.output, b.output),
    describe: ({ input, output }) => `${input.toFixed()}/${output.toFixed()} ${currency}/Mtok`,
  };
}

/** Prices of a GPU and hour in their currency. */
export function offerRowPrices(currency: string): RowPrices<GpuPriceRow> {
  return {
    compare: (known, learned) => compareFields(offerFields(known), offerFields(learned)),
    join: (known, learned) => ({
      ...learned,
      hourly: learned.hourly ?? known.hourly,
      monthly: learned.monthly ?? known.monthly,
      upfront: learned.upfront ?? known.upfront,
      ownership: learned.ownership ?? known.ownership,
    }),
    agree: (a, b) => a.hourly !== null && b.hourly !== null && isNear(a.hourly, b.hourly),
    describe: ({ hourly }) => `${hourly?.toFixed() ?? 'none'} ${currency}/hour`,
  };
}

/** Whether two figures are within 1 % of the larger one. */
export function isNear(a: Exact, b: Exact): boolean {
  return a.minus(b).abs().lte(Exact.max(a.abs(), b.abs()).times(near));
}

/** What a row states, as comparable texts; empty for what it does not state. */
type StatedFields = readonly string[];

function compareFields(known: StatedFields, learned: StatedFields): 'same' | 'more' | 'different' {
  const pairs = known.map((text, index) => [text, learned[index] ?? ''] as const);
  if (pairs.some(([a, b]) => a !== '' && b !== '' && a !== b)) return 'different';
  return pairs.some(([a, b]) => a === '' && b !== '') ? 'more' : 'same';
}

function text(value: Exact | null | undefined): string {
  return value?.toFixed() ?? '';
}

function tokenFields(row: TokenPriceRow): StatedFields {
  const { batch, tiers, services } = row;
  // How a tier counts, and whether batch goes with the cache, is known of a seller, not read from a list.
  return [
    ...kindsOf('row').map(([name]) => text(row[name])),
    batch === null ? '' : text(batch.multiplier),
    tiers.map((tier) => [tier.above, tier.input, tier.output].map(text).join(' ')).join(', '),
    services
      .map(({ id, multiplier, prices }) => `${id} ${text(multiplier)} ${ownPrices(prices)}`.trim())
      .join(', '),
  ];
}

function ownPrices(prices: OwnPrices = {}): string {
  return kindsOf('tier')
    .map(([name]) => text(prices[name as keyof OwnPrices]))
    .join(' ')
    .trim();
}

function offerFields(row: GpuPriceRow): StatedFields {
  return [text(row.hourly), text(row.monthly), text(row.upfront)];
}
