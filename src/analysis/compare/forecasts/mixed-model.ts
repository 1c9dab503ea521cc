import { buildModel, type Model } from '../../../model/index.ts';
import type { Result } from '../../../diagnostics/index.ts';
import type { Scenario } from '../../../scenario/index.ts';
import { startOf, volumeKeys } from './stated-parts.ts';
import type { ForecastCause } from './types.ts';

/**
 * The model of a scenario of which some causes are as on one side and the others as on the other. What only one side defines
 * (a price, a team, a cluster) is defined in every mix, so that no name is unknown.
 */
export function mixedModel(before: Model, after: Model, taken: ReadonlySet<ForecastCause>): Result<Model> {
  const from = (cause: ForecastCause): Model => (taken.has(cause) ? after : before);
  const all = <T>(cause: ForecastCause, of: (scenario: Scenario) => ReadonlyMap<string, T>) =>
    new Map([...of(before.scenario), ...of(after.scenario), ...of(from(cause).scenario)]);
  const [priced, timed, trending, discounted] = [
    from('prices'),
    from('horizon'),
    from('trends').scenario.horizon,
    from('discounting').scenario.horizon,
  ];
  const { scenario } = from('inputs');
  const volumes = from('volume').scenario.workloads;
  const workloads = new Map(
    [...scenario.workloads].map(([id, workload]) => {
      const moved = volumes.get(id);
      if (moved === undefined) return [id, workload] as const;
      const own = Object.fromEntries(volumeKeys.map((key) => [key, moved[key]]));
      return [id, { ...workload, ...own }] as const;
    }),
  );
  return buildModel(
    {
      ...scenario,
      asOf: priced.asOf,
      knownAt: priced.scenario.knownAt,
      rates: priced.scenario.rates,
      priceOverrides: priced.scenario.priceOverrides,
      prices: all('prices', ({ prices }) => prices),
      offers: all('prices', ({ offers }) => offers),
      teams: all('people', ({ teams }) => teams),
      platforms: all('inputs', ({ platforms }) => platforms),
      clusters: all('inputs', ({ clusters }) => clusters),
      roadmap: from('roadmap').scenario.roadmap,
      events: from('events').scenario.events,
      horizon: {
        ...scenario.horizon,
        start: startOf(timed),
        months: timed.scenario.horizon.months,
        discountRate: discounted.discountRate,
        reinvestmentRate: discounted.reinvestmentRate,
        taxRate: discounted.taxRate,
        apiPriceTrend: trending.apiPriceTrend,
        gpuPriceTrend: trending.gpuPriceTrend,
        purchasePriceTrend: trending.purchasePriceTrend,
        wageTrend: trending.wageTrend,
        powerPriceTrend: trending.powerPriceTrend,
      },
      workloads,
    },
    priced.catalog,
  );
}
