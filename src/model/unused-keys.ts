import type { Quantity } from '../document/index.ts';
import type { Scenario } from '../scenario/index.ts';

/** The addresses that a scenario states and that only a forecast uses: nothing is accepted without effect in silence. */
export function unusedKeys({ workloads, horizon, events }: Scenario): readonly string[] {
  const keys: readonly (readonly [string, Quantity | 'catalog' | null])[] = [
    ['horizon.months', horizon.months],
    ['horizon.discount_rate', horizon.discountRate],
    ['horizon.api_price_trend', horizon.apiPriceTrend],
    ['horizon.gpu_price_trend', horizon.gpuPriceTrend],
    ['horizon.purchase_price_trend', horizon.purchasePriceTrend],
    ['horizon.wage_trend', horizon.wageTrend],
    ['horizon.power_price_trend', horizon.powerPriceTrend],
    ['horizon.tax_rate', horizon.taxRate],
    ...[...workloads.values()].flatMap(({ id, growth, volumes, seasons }) => [
      [`workloads.${id}.growth`, growth] as const,
      [`workloads.${id}.volumes`, [...volumes.values()][0] ?? null] as const,
      [`workloads.${id}.seasons`, seasons?.[0] ?? null] as const,
    ]),
  ];
  const stated = keys.flatMap(([address, value]) =>
    value === null || (value !== 'catalog' && value.kind === 'default') ? [] : [address],
  );
  return events.length === 0 ? stated : [...stated, 'events'];
}
