import { kindsOf } from '../entries/price-kinds.ts';
import type { Exact } from '../../formula/index.ts';
import type {
  GpuHardware,
  GpuOffer,
  GpuPriceRow,
  LatencyCurve,
  LatencyFigures,
  ModelEntry,
  OwnPrices,
  ThroughputEntry,
  TokenEntry,
  TokenPriceRow,
} from '../types.ts';
import { percentiles } from '../types.ts';

/** One number of an entry. Keys are those of catalog files, below a tier or a service by what it begins at or is called. */
export interface EntryFigure {
  readonly key: string;
  readonly value: Exact;
  readonly unit: string;
}

type Given = readonly [key: string, value: Exact | null, unit: string];

function known(given: readonly Given[]): readonly EntryFigure[] {
  return given.flatMap(([key, value, unit]) => (value === null ? [] : [{ key, value, unit }]));
}

/** Every figure of a row of token prices, in the entry's currency. Prices that the vendor does not state are left out. */
export function tokenFigures({ currency }: TokenEntry, row: TokenPriceRow): readonly EntryFigure[] {
  const prices = (where: 'row' | 'tier', at: string, from: Partial<TokenPriceRow>): readonly Given[] =>
    kindsOf(where).map(([name, { key, per }]) => [`${at}${key}`, from[name] ?? null, `${currency}/${per}`]);
  const own = (at: string, from: OwnPrices | undefined): readonly Given[] =>
    from === undefined ? [] : prices('tier', at, from);
  const { provisioned, commitment } = row;
  return known([
    ...prices('row', '', row),
    ['batch', row.batch?.multiplier ?? null, '1'],
    ...row.tiers.flatMap((tier) => prices('tier', `above ${tier.above.toFixed()} tokens, `, tier)),
    ...own('batch, ', row.batch?.prices),
    ...row.services.flatMap(({ id, multiplier, prices: stated }): readonly Given[] => [
      [`service ${id}`, multiplier, '1'],
      ...own(`service ${id}, `, stated),
    ]),
    ['provisioned.rate', provisioned?.rate ?? null, `${currency}/${provisioned?.period ?? 'hour'}`],
    ['provisioned.tokens_per_minute', provisioned?.tokensPerMinute ?? null, 'token/minute'],
    ['provisioned.output_weight', provisioned?.outputWeight ?? null, '1'],
    ['provisioned.cached_weight', provisioned?.cachedWeight ?? null, '1'],
    ['provisioned.minimum', provisioned?.minimumUnits ?? null, '1'],
    ['provisioned.increment', provisioned?.increment ?? null, '1'],
    ['commitment.minimum', commitment?.minimum ?? null, `${currency}/month`],
    ...(commitment?.tiers ?? []).map(({ above, multiplier }): Given => [
      `commitment above ${above.toFixed()}`,
      multiplier,
      '1',
    ]),
  ]);
}

/** Every figure of a row of a GPU offer, per GPU, in the offer's currency. */
export function offerFigures({ currency }: GpuOffer, row: GpuPriceRow): readonly EntryFigure[] {
  const { ownership } = row;
  return known([
    ['hourly', row.hourly, `${currency}/hour`],
    ['monthly', row.monthly, `${currency}/month`],
    ['upfront', row.upfront, currency],
    ['ownership.price', ownership?.price ?? null, currency],
    ['ownership.residual', ownership?.residual ?? null, '1'],
    ['ownership.depreciation', ownership?.depreciationMonths ?? null, 'month'],
    ['ownership.maintenance', ownership?.maintenance ?? null, '1/year'],
    ['ownership.colocation', ownership?.colocation ?? null, `${currency}/month`],
    ['ownership.power', ownership?.kilowatts ?? null, 'kW'],
    ['ownership.pue', ownership?.powerUsageEffectiveness ?? null, '1'],
    ['ownership.power_price', ownership?.powerPrice ?? null, `${currency}/kWh`],
    ['ownership.idle', ownership?.idle ?? null, '1'],
  ]);
}

export function throughputFigures(entry: ThroughputEntry): readonly EntryFigure[] {
  return known([
    ['input', entry.inputRate, 'token/second'],
    ['output', entry.outputRate, 'token/second'],
    ['total', entry.totalRate, 'token/second'],
  ]);
}

/** Requests per second that a replica answered at most, and every time of a curve by its load. */
export function latencyFigures({ points }: LatencyCurve): readonly EntryFigure[] {
  const most = points.map(({ completed }) => completed).toSorted((a, b) => b.cmp(a))[0] ?? null;
  const timed = points.flatMap(({ offered, firstToken, perToken, endToEnd }): readonly Given[] => {
    const listed = (key: string, of: LatencyFigures): readonly Given[] =>
      percentiles.map((each) => [
        `${key} ${each} at ${offered.toFixed()} requests/s`,
        of[each] ?? null,
        'ms',
      ]);
    return [...listed('ttft', firstToken), ...listed('tpot', perToken), ...listed('e2e', endToEnd)];
  });
  return known([['completed', most, 'request/second'], ...timed]);
}

export function modelFigures(entry: ModelEntry): readonly EntryFigure[] {
  return known([
    ['parameters', entry.parameters, '1'],
    ['active_parameters', entry.activeParameters, '1'],
    ['cache_bytes_per_token', entry.cacheBytesPerToken, 'byte/token'],
    ['context', entry.context, 'token'],
    ['score', entry.score, '1'],
  ]);
}

export function hardwareFigures(entry: GpuHardware): readonly EntryFigure[] {
  return known([
    ['memory', entry.memoryGb, 'GB'],
    ['bandwidth', entry.bandwidth, 'GB/second'],
    ['power', entry.watts, 'W'],
  ]);
}
