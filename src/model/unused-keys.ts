import { formatUnit } from '../formula/index.ts';
import type { Quantity } from '../document/index.ts';
import type { Option, Scenario, Workload } from '../scenario/index.ts';

/** A stated key that none of a month's figures use, and the command that uses it. */
export interface UnusedKey {
  readonly address: string;
  readonly by: 'forecast' | 'place' | 'simulate' | 'stress';
  /** What it says, to tell whether two scenarios say the same. */
  readonly text: string;
}

type Value = Quantity | null | string | readonly unknown[] | ReadonlyMap<string, unknown>;

/**
 * The keys that a scenario states and that only other commands than `run` use, since they are about later months, about a
 * plan of all workloads, or about how certain something is: nothing is accepted without effect in silence.
 */
export function unusedKeys(scenario: Scenario): readonly UnusedKey[] {
  const keys = [
    ...forecastKeys(scenario),
    ...placeKeys(scenario),
    ...simulateKeys(scenario),
    ...stressKeys(scenario),
  ];
  return keys.flatMap(([address, value, by]) =>
    isStated(value) ? [{ address, by, text: textOf(value) }] : [],
  );
}

type Key = readonly [address: string, value: Value, by: UnusedKey['by']];

function forecastKeys({ horizon, workloads, events, roadmap, portability }: Scenario): readonly Key[] {
  const keys: readonly (readonly [string, Value])[] = [
    ['horizon.start', horizon.start],
    ['horizon.months', horizon.months],
    ['horizon.discount_rate', horizon.discountRate],
    ['horizon.api_price_trend', horizon.apiPriceTrend],
    ['horizon.gpu_price_trend', horizon.gpuPriceTrend],
    ['horizon.purchase_price_trend', horizon.purchasePriceTrend],
    ['horizon.wage_trend', horizon.wageTrend],
    ['horizon.power_price_trend', horizon.powerPriceTrend],
    ['horizon.budget', horizon.budget],
    ['horizon.tax_rate', horizon.taxRate],
    ['horizon.reinvestment_rate', horizon.reinvestmentRate],
    ...[...workloads.values()].flatMap(monthlyKeys),
    ['events', events],
    ['roadmap', roadmap?.phases ?? null],
    ['portability', portability?.platforms ?? null],
  ];
  return keys.map(([address, value]) => [address, value, 'forecast'] as const);
}

function monthlyKeys({
  id,
  growth,
  volumes,
  seasons,
  options,
}: Workload): readonly (readonly [string, Value])[] {
  return [
    [`workloads.${id}.growth`, growth],
    [`workloads.${id}.volumes`, volumes],
    [`workloads.${id}.seasons`, seasons],
    ...(options === 'auto' ? [] : options).flatMap((option) => switchingKeys(id, option)),
  ];
}

function switchingKeys(workload: string, option: Option): readonly (readonly [string, Value])[] {
  const at = `workloads.${workload}.options.${option.id}`;
  const { cost, parallel, lead, hireAhead } = option.switching;
  return [
    [`${at}.switch.cost`, cost],
    [`${at}.switch.parallel`, parallel],
    [`${at}.switch.lead`, lead],
    [`${at}.switch.hire_ahead`, hireAhead],
    ...(option.kind === 'build'
      ? ([
          [`${at}.early_exit`, option.earlyExit],
          [`${at}.lot`, option.lot],
          [`${at}.depreciation`, option.depreciation === 'straight_line' ? null : option.depreciation],
        ] as const)
      : []),
  ];
}

function placeKeys({ plan, clusters, workloads }: Scenario): readonly Key[] {
  const keys: readonly (readonly [string, Value])[] = [
    ['plan.budget', plan.budget],
    ['plan.outlay', plan.outlay],
    ['plan.vendors', plan.vendors],
    ['plan.largest_share', plan.largestShare],
    ['plan.two_vendors', plan.twoVendors],
    ['plan.quotas', plan.quotas],
    ['plan.headcount', plan.headcount],
    ...[...clusters.values()].map(({ id, fleet }) => [`clusters.${id}.fleet`, fleet] as const),
    ...[...workloads.values()].map(({ id, canWait }) => [`workloads.${id}.load.can_wait`, canWait] as const),
    ...[...workloads.values()].flatMap(({ id, options }) =>
      (options === 'auto' ? [] : options).map(
        (option) => [`workloads.${id}.options.${option.id}.failover`, option.failover] as const,
      ),
    ),
  ];
  return keys.map(([address, value]) => [address, value, 'place'] as const);
}

function simulateKeys({ correlations }: Scenario): readonly Key[] {
  return [['correlations', correlations, 'simulate']];
}

function stressKeys({ stress }: Scenario): readonly Key[] {
  return [['stress', stress, 'stress']];
}

function isStated(value: Value): boolean {
  if (value === null) return false;
  if (typeof value === 'string') return true;
  if (value instanceof Map) return value.size > 0;
  if (isQuantity(value)) return value.kind !== 'default';
  return Array.isArray(value) && value.length > 0;
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && 'unit' in value && 'origin' in value;
}

/** Where something stands is no part of what it says. */
function textOf(value: Value): string {
  return JSON.stringify(value instanceof Map ? [...value] : value, (key, each: unknown): unknown => {
    if (key === 'span') return undefined;
    if (isQuantity(each)) return [each.value.toFixed(), formatUnit(each.unit), each.distribution];
    return each;
  });
}
