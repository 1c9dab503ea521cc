import {
  catalogItems,
  meanChange,
  priceHistory,
  priceTrend,
  trendFormula,
  type Catalog,
  type Moment,
} from '../catalog/index.ts';
import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { unit } from '../formula/index.ts';
import type { Scenario } from './types.ts';
import type { Quantity } from '../document/index.ts';

/**
 * What `horizon.api_price_trend: catalog` stands for: the yearly trend of the catalog's token prices that the scenario
 * names to buy (with `options: auto`, of all that have one), as the geometric mean over entries of `priceTrend`. It is an
 * estimate, and its source names the entries. A problem where none of them has a history that says anything of a year.
 */
export function catalogTrend(scenario: Scenario, catalog: Catalog, moment: Moment): Result<Quantity> {
  const bought = boughtEntries(scenario);
  const trends = catalogItems(catalog)
    .filter(({ part, id }) => part === 'tokens' && (bought === 'all' || bought.has(id)))
    .flatMap((item) => {
      const { yearly } = priceTrend(priceHistory(item, moment.knownAt), moment.asOf);
      return yearly === null ? [] : [{ id: item.id, yearly }];
    });
  if (trends.length === 0) {
    const message = `horizon.api_price_trend: catalog ${catalog.version} has no price history of half a year of what is bought here`;
    const hint = "state it: '-30%/year'";
    return fail(problem('catalog/no-trend', message, { hint }));
  }
  const names = trends.length <= 3 ? trends.map(({ id }) => id).join(', ') : `${trends.length} entries`;
  return ok({
    value: meanChange(trends.map(({ yearly }) => yearly)),
    unit: unit('1/year'),
    distribution: null,
    kind: 'estimated',
    origin: {
      type: 'assumption',
      words: `catalog ${catalog.version} as of ${moment.asOf}, ${names}: ${trendFormula}`,
    },
  });
}

/** The ids that options of a scenario buy, A/B models too; those of its own prices have no history in a catalog. */
function boughtEntries({ workloads, prices }: Scenario): ReadonlySet<string> | 'all' {
  const ids = new Set<string>();
  for (const { options, overheads } of workloads.values()) {
    if (options === 'auto') return 'all';
    for (const option of options) if (option.kind === 'buy') ids.add(option.price);
    if (overheads.abTesting.model !== null) ids.add(overheads.abTesting.model);
  }
  return new Set([...ids].filter((id) => !prices.has(id)));
}
