import { Exact, formatUnit, type Unit } from '../../../formula/index.ts';
import type { Model } from '../../../model/index.ts';
import type { Workload } from '../../../scenario/index.ts';
import type { ForecastCause } from './types.ts';

/** What a scenario says, by cause, each as text by its address. */
export type StatedParts = Readonly<Record<ForecastCause, ReadonlyMap<string, string>>>;

/** Keys that say where something stands, not what it is. */
const places = new Set(['span', 'keySpan', 'origin', 'provenance', 'source', 'digest']);

/** The volume of a workload and how it moves; the rest of a workload is an input like others. */
export const volumeKeys = [
  'volume',
  'growth',
  'volumes',
  'seasons',
] as const satisfies readonly (keyof Workload)[];

const trendKeys = [
  'apiPriceTrend',
  'gpuPriceTrend',
  'purchasePriceTrend',
  'wageTrend',
  'powerPriceTrend',
] as const;
const discountKeys = ['discountRate', 'reinvestmentRate', 'taxRate'] as const;

/** What the scenario of a model says that a forecast rests on, apart by cause. */
export function statedParts(model: Model): StatedParts {
  const { scenario, catalog, asOf } = model;
  const { horizon } = scenario;
  const pick = (keys: readonly (keyof typeof horizon)[]): object =>
    Object.fromEntries(keys.map((key) => [key, horizon[key]]));
  const workloads = [...scenario.workloads.values()];
  const volumes = new Set<string>(volumeKeys);
  const part = (of: object): ReadonlyMap<string, string> => {
    const into = new Map<string, string>();
    write(of, '', into);
    return into;
  };
  return {
    prices: part({
      catalog: catalog.version === '' ? null : `${catalog.version} ${catalog.digest}`,
      asOf,
      knownAt: scenario.knownAt,
      prices: scenario.prices,
      offers: scenario.offers,
      rates: scenario.rates,
      set: scenario.priceOverrides,
    }),
    volume: part({
      workloads: new Map(
        workloads.map((each) => [each.id, Object.fromEntries(volumeKeys.map((key) => [key, each[key]]))]),
      ),
    }),
    people: part({ teams: scenario.teams }),
    trends: part({ horizon: pick(trendKeys) }),
    events: part({ events: scenario.events }),
    roadmap: part({ roadmap: scenario.roadmap }),
    horizon: part({ horizon: { start: startOf(model), months: horizon.months } }),
    discounting: part({ horizon: pick(discountKeys) }),
    inputs: part({
      hoursPerMonth: scenario.hoursPerMonth,
      platforms: scenario.platforms,
      clusters: scenario.clusters,
      workloads: new Map(
        workloads.map((each) => [
          each.id,
          Object.fromEntries(Object.entries(each).filter(([key]) => !volumes.has(key))),
        ]),
      ),
    }),
  };
}

/** The first month of a model's horizon. */
export function startOf({ scenario, asOf }: Model): string {
  return scenario.horizon.start ?? asOf.slice(0, 7);
}

function write(value: unknown, address: string, into: Map<string, string>): void {
  if (value === null || value === undefined) return;
  if (value instanceof Exact) {
    into.set(address, value.toFixed());
  } else if (value instanceof Map) {
    for (const [key, each] of value as ReadonlyMap<unknown, unknown>)
      write(each, under(address, String(key)), into);
  } else if (Array.isArray(value)) {
    // A price that holds all the time is the entry's own.
    if (value.length === 1 && address.endsWith('.rows')) return write(value[0], address.slice(0, -5), into);
    for (const [index, each] of value.entries()) write(each, under(address, idOf(each, index)), into);
  } else if (typeof value === 'object') {
    const unit = 'unit' in value && 'value' in value && value.value instanceof Exact ? value.unit : undefined;
    if (unit !== undefined && 'value' in value && value.value instanceof Exact) {
      const { distribution } = value as { readonly distribution?: unknown };
      const amount = inWords(value.value, formatUnit(unit as Unit));
      into.set(address, distribution ? `${amount} ${JSON.stringify(distribution)}` : amount);
      return;
    }
    for (const [key, each] of Object.entries(value))
      if (!places.has(key)) write(each, under(address, snake(key)), into);
  } else {
    into.set(address, typeof value === 'string' ? value : JSON.stringify(value));
  }
}

/** `3%/year`, `12000000 request/month`, `1.5`. */
function inWords(value: Exact, unit: string): string {
  if (unit === '1') return value.toFixed();
  return unit.startsWith('1/')
    ? `${value.times(100).toFixed()}%${unit.slice(1)}`
    : `${value.toFixed()} ${unit}`;
}

function under(address: string, key: string): string {
  return address === '' ? key : `${address}.${key}`;
}

/** Options and offers go by their id, steps and events by their number. */
function idOf(value: unknown, index: number): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id : String(index);
}

function snake(key: string): string {
  return key.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
