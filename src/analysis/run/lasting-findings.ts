import { rowAt } from '../../catalog/index.ts';
import { licenceProblem, type Model } from '../../model/index.ts';
import type { Finding } from '../result.ts';

/** What keeps an answer from lasting: prices that end within the horizon, and licences that do not allow what is planned. */
export function lastingFindings(model: Model): readonly Finding[] {
  return [...endingPrices(model), ...forbiddenLicences(model)];
}

/** Price entries of options that the vendor ends within the scenario's months, with what it sells in their place. */
function endingPrices({ scenario, catalog, asOf, workloads }: Model): readonly Finding[] {
  const end = monthsAfter(asOf, scenario.horizon.months.value.toNumber());
  const bought = new Map<string, string[]>();
  for (const { id, workload } of workloads) {
    for (const option of workload.options === 'auto' ? [] : workload.options)
      if (option.kind === 'buy') {
        const buyers = bought.get(option.price);
        if (buyers === undefined) bought.set(option.price, [`${id}/${option.id}`]);
        else buyers.push(`${id}/${option.id}`);
      }
  }
  return [...bought].flatMap(([price, options]) => {
    const entry = scenario.prices.get(price) ?? catalog.tokens.get(price);
    if (entry === undefined || rowAt(entry.rows, asOf, scenario.knownAt) === undefined) return [];
    const last = entry.rows.at(-1)?.to ?? null;
    if (last === null || last <= asOf || last > end) return [];
    const next = entry.successor === undefined ? '' : `; ${entry.successor} is sold in its place`;
    return [
      { code: 'price-ends', message: `${options.join(', ')}: ${price} has no price from ${last} on${next}` },
    ];
  });
}

/** `2026-11-25` and 12 months are `2027-11-25`. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const count = year * 12 + month - 1 + Math.ceil(months);
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}${day.slice(7)}`;
}

function forbiddenLicences({ scenario, catalog, workloads }: Model): readonly Finding[] {
  return workloads.flatMap(({ id, workload }) =>
    (workload.options === 'auto' ? [] : workload.options).flatMap((option): readonly Finding[] => {
      const cluster = option.kind === 'build' ? scenario.clusters.get(option.cluster) : undefined;
      if (cluster === undefined) return [];
      const problem = licenceProblem(catalog.models.get(cluster.model), workload);
      return problem === null || problem === undefined || workload.constraints.licence === 'commercial'
        ? []
        : [{ code: 'licence', message: `${id}/${option.id}: ${problem}` }];
    }),
  );
}
