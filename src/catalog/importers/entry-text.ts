import type { Exact } from '../../formula/index.ts';
import type {
  ContextTier,
  DatedRow,
  GpuHardware,
  GpuOffer,
  GpuPriceRow,
  OwnershipTerms,
  ThroughputEntry,
  TokenEntry,
  TokenPriceRow,
  TokenPrices,
} from '../types.ts';
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
      source: { ...entry.source },
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
      source: { ...source },
    },
  ]);
}

function withUnit(value: Exact | null, unit: string): string | undefined {
  return value === null ? undefined : `${value.toFixed()} ${unit}`;
}

function filled<T extends YamlValue>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function datedStart({ from, to, recorded, status }: DatedRow): Fields {
  return { from, to: to ?? undefined, recorded, status: status === 'confirmed' ? undefined : status };
}

function datedEnd({ kind, source }: DatedRow): Fields {
  return { kind, source: { ...source } };
}

function prices(
  { input, output, cached, cacheWrite, cacheWriteLong }: TokenPrices,
  currency: string,
): Fields {
  const unit = `${currency}/Mtok`;
  return {
    input: withUnit(input, unit),
    cached: withUnit(cached, unit),
    cache_write: withUnit(cacheWrite, unit),
    cache_write_long: withUnit(cacheWriteLong, unit),
    output: withUnit(output, unit),
  };
}

function tokenRow(row: TokenPriceRow, currency: string): Fields {
  const { perRequest, batch, tiers, services, provisioned, commitment } = row;
  const tier = ({ above, mode, ...rest }: ContextTier): Fields => ({
    above: withUnit(above, 'tokens'),
    mode,
    ...prices(rest, currency),
  });
  return {
    ...datedStart(row),
    ...prices(row, currency),
    per_request: withUnit(perRequest, `${currency}/request`),
    batch:
      batch === null
        ? undefined
        : batch.combinesWithCache
          ? percent(batch.multiplier)
          : { multiplier: percent(batch.multiplier), combines_with_cache: false },
    tiers: filled(tiers.map(tier)),
    services: filled(
      services.map(({ id, multiplier, combines }) => ({
        id,
        multiplier: percent(multiplier),
        combines: filled(combines),
      })),
    ),
    provisioned:
      provisioned === null
        ? undefined
        : {
            rate: withUnit(provisioned.rate, `${currency}/unit/hour`),
            tokens_per_minute: withUnit(provisioned.tokensPerMinute, 'tokens/minute'),
            output_weight: provisioned.outputWeight.toFixed(),
            cached_weight: provisioned.cachedWeight.toFixed(),
            minimum_units: withUnit(provisioned.minimumUnits, 'units'),
            increment: withUnit(provisioned.increment, 'units'),
          },
    commitment:
      commitment === null
        ? undefined
        : {
            mode: commitment.mode,
            minimum: withUnit(commitment.minimum, `${currency}/month`),
            tiers: commitment.tiers.map(({ above, multiplier }) => ({
              above: withUnit(above, `${currency}/month`),
              multiplier: percent(multiplier),
            })),
          },
    ...datedEnd(row),
  };
}

function offerRow(row: GpuPriceRow, currency: string): Fields {
  const { hourly, monthly, upfront, ownership } = row;
  return {
    ...datedStart(row),
    hourly: withUnit(hourly, `${currency}/hour`),
    monthly: withUnit(monthly, `${currency}/month`),
    upfront: withUnit(upfront, currency),
    ownership: ownership === null ? undefined : ownershipFields(ownership, currency),
    ...datedEnd(row),
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
