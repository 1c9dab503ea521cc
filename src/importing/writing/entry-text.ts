import type { Exact } from '../../formula/index.ts';
import type {
  CommitmentTerms,
  ContextTier,
  DatedRow,
  ExchangeRate,
  GpuHardware,
  GpuOffer,
  GpuPriceRow,
  OwnershipTerms,
  ProvisionedTerms,
  ServiceTier,
  Source,
  ThroughputEntry,
  TokenEntry,
  TokenPriceRow,
} from '../../catalog/index.ts';
import { kindsOf } from '../../catalog/index.ts';
import { entries, lines, type YamlValue } from './yaml-text.ts';

type Fields = Readonly<Record<string, YamlValue | undefined>>;

/** The entry as it is written in `tokens.yaml`. What a reader takes for granted is left out; units never are. */
export function tokenEntryText(entry: TokenEntry): string {
  const { id, channel, currency, model, context, residency, tokenMultiplier, score } = entry;
  return entries([
    {
      id,
      channel: channel === id.split('/')[0] ? undefined : channel,
      currency,
      model: model ?? undefined,
      context: withUnit(context, 'tokens'),
      max_output: withUnit(entry.maxOutput ?? null, 'tokens'),
      successor: entry.successor,
      residency: filled(residency),
      token_multiplier: tokenMultiplier?.toFixed(),
      score: score?.toFixed(),
      prices: entry.rows.map((row) => tokenRow(row, currency)),
    },
  ]);
}

/** The entry as it is written in `gpus.yaml`. */
export function gpuOfferText(offer: GpuOffer): string {
  const { id, cloud, gpu, region, residency, currency, node, interruption } = offer;
  const canSwitchOff = offer.term === 'on-demand' || offer.term === 'spot';
  return entries([
    {
      id,
      cloud: cloud === id.split('/')[0] ? undefined : cloud,
      gpu,
      region: region ?? undefined,
      residency: filled(residency),
      currency,
      node: `${node.toFixed()} ${node.eq(1) ? 'GPU' : 'GPUs'}`,
      term: offer.term === 'reserved' ? withUnit(offer.termMonths, 'months') : offer.term,
      switch_off: offer.switchOff === canSwitchOff ? undefined : offer.switchOff,
      interruption:
        interruption === null
          ? undefined
          : {
              waste: interruption.waste.toFixed(),
              unavailable: interruption.unavailable.toFixed(),
              fallback: withUnit(interruption.fallbackHourly, `${currency}/hour`),
            },
      prices: offer.rows.map((row) => offerRow(row, currency)),
    },
  ]);
}

/** The run as it is written in `throughput.yaml`. */
export function throughputText(entry: ThroughputEntry): string {
  return lines([
    {
      model: entry.model,
      gpu: entry.gpu,
      gpus: `${entry.gpusPerReplica} GPUs`,
      precision: entry.precision,
      engine: entry.engine,
      input_length: `${entry.inputLength} tokens`,
      output_length: `${entry.outputLength} tokens`,
      concurrency: entry.concurrency === null ? undefined : String(entry.concurrency),
      input: withUnit(entry.inputRate, 'tokens/s'),
      output: withUnit(entry.outputRate, 'tokens/s'),
      total: withUnit(entry.totalRate, 'tokens/s'),
      kind: entry.kind,
      source: sourceFields(entry.source),
    },
  ]);
}

/** The GPU as it is written in `hardware.yaml`. */
export function hardwareText({ id, memoryGb, bandwidth, watts, source }: GpuHardware): string {
  return entries([
    {
      id,
      memory: withUnit(memoryGb, 'GB'),
      bandwidth: withUnit(bandwidth, 'GB/s'),
      power: withUnit(watts, 'W'),
      source: sourceFields(source),
    },
  ]);
}

/** The rate as it is written in `fx.yaml`. */
export function exchangeText({ from, to, date, rate, source }: ExchangeRate): string {
  return lines([{ from, to, date, rate: rate.toFixed(), source: sourceFields(source) }]);
}

function sourceFields({ url, retrieved, grade, note }: Source): Fields {
  return { url, retrieved: retrieved ?? undefined, grade, note };
}

function withUnit(value: Exact | null, unit: string): string | undefined {
  return value === null ? undefined : `${value.toFixed()} ${unit}`;
}

function filled<T extends YamlValue>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function statusOf({ status }: DatedRow): string | undefined {
  return status === 'confirmed' ? undefined : status;
}

function tokenRow(row: TokenPriceRow, currency: string): Fields {
  const { batch, tiers, services, provisioned, commitment } = row;
  return {
    from: row.from ?? undefined,
    to: row.to ?? undefined,
    recorded: row.recorded ?? undefined,
    status: statusOf(row),
    ...priceFields('row', row, currency),
    batch: batch === null ? undefined : batchFields(batch, currency),
    tiers: filled(tiers.map((tier) => tierFields(tier, currency))),
    services: filled(services.map((service) => serviceFields(service, currency))),
    provisioned: provisioned === null ? undefined : provisionedFields(provisioned, currency),
    commitment: commitment === null ? undefined : commitmentFields(commitment, currency),
    kind: row.kind,
    source: sourceFields(row.source),
  };
}

/** The prices that are stated, in the order of their kinds. */
function priceFields(where: 'row' | 'tier', of: Partial<TokenPriceRow>, currency: string): Fields {
  return Object.fromEntries(
    kindsOf(where).map(([name, { key, per }]) => [key, withUnit(of[name] ?? null, `${currency}/${per}`)]),
  );
}

function tierFields(tier: ContextTier, currency: string): Fields {
  return {
    above: withUnit(tier.above, 'tokens'),
    mode: tier.mode,
    ...priceFields('tier', tier, currency),
  };
}

function batchFields(batch: NonNullable<TokenPriceRow['batch']>, currency: string): YamlValue {
  const multiplier = percent(batch.multiplier);
  const { prices, combinesWithCache } = batch;
  if (combinesWithCache && prices === undefined) return multiplier;
  return {
    multiplier,
    combines_with_cache: combinesWithCache ? undefined : false,
    ...(prices === undefined ? {} : priceFields('tier', prices, currency)),
  };
}

function serviceFields({ id, multiplier, combines, prices }: ServiceTier, currency: string): Fields {
  return {
    id,
    multiplier: percent(multiplier),
    combines: filled(combines),
    ...(prices === undefined ? {} : priceFields('tier', prices, currency)),
  };
}

function provisionedFields(terms: ProvisionedTerms, currency: string): Fields {
  return {
    rate: withUnit(terms.rate, `${currency}/unit/${terms.period ?? 'hour'}`),
    tokens_per_minute: withUnit(terms.tokensPerMinute, 'tokens/minute'),
    output_weight: terms.outputWeight.toFixed(),
    cached_weight: terms.cachedWeight.toFixed(),
    minimum_units: withUnit(terms.minimumUnits, 'units'),
    increment: withUnit(terms.increment, 'units'),
  };
}

function commitmentFields(terms: CommitmentTerms, currency: string): Fields {
  const spend = `${currency}/month`;
  return {
    mode: terms.mode,
    minimum: withUnit(terms.minimum, spend),
    tiers: terms.tiers.map(({ above, multiplier }) => ({
      above: withUnit(above, spend),
      multiplier: percent(multiplier),
    })),
  };
}

function offerRow(row: GpuPriceRow, currency: string): Fields {
  const { hourly, monthly, upfront, ownership } = row;
  return {
    from: row.from ?? undefined,
    to: row.to ?? undefined,
    recorded: row.recorded ?? undefined,
    status: statusOf(row),
    hourly: withUnit(hourly, `${currency}/hour`),
    monthly: withUnit(monthly, `${currency}/month`),
    upfront: withUnit(upfront, currency),
    ownership: ownership === null ? undefined : ownershipFields(ownership, currency),
    kind: row.kind,
    source: sourceFields(row.source),
  };
}

function ownershipFields(terms: OwnershipTerms, currency: string): Fields {
  return {
    price: withUnit(terms.price, currency),
    residual: percent(terms.residual),
    depreciation: withUnit(terms.depreciationMonths, 'months'),
    maintenance: `${percent(terms.maintenance)}/year`,
    colocation: withUnit(terms.colocation, `${currency}/month`),
    power: withUnit(terms.kilowatts, 'kW'),
    pue: terms.powerUsageEffectiveness.toFixed(),
    power_price: withUnit(terms.powerPrice, `${currency}/kWh`),
    idle: percent(terms.idle),
  };
}

function percent(share: Exact): string {
  return `${share.times(100).toFixed()}%`;
}
