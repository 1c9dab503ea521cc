import { warning, type Diagnostic } from '../diagnostics/index.ts';
import type { Quantity } from '../document/index.ts';
import type { Scenario } from '../scenario/index.ts';

/** A warning for each key that a scenario states and no formula of one month uses: nothing is accepted without effect in silence. */
export function unusedKeys({ workloads, horizon }: Scenario): readonly Diagnostic[] {
  const { months, discountRate, apiPriceTrend, gpuPriceTrend } = horizon;
  const keys: readonly (readonly [string, Quantity | 'catalog'])[] = [
    ['horizon.months', months],
    ['horizon.discount_rate', discountRate],
    ['horizon.api_price_trend', apiPriceTrend],
    ['horizon.gpu_price_trend', gpuPriceTrend],
    ...[...workloads.values()].map(({ id, growth }) => [`workloads.${id}.growth`, growth] as const),
  ];
  return keys.flatMap(([address, stated]) => {
    if (stated !== 'catalog' && stated.kind === 'default') return [];
    const span = stated === 'catalog' ? undefined : stated.span;
    return [
      warning(
        'model/unused-key',
        `${address} is not used: the figures are of one month at the stated volume`,
        {
          span,
        },
      ),
    ];
  });
}
