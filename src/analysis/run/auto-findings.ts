import type { Model } from '../../model/index.ts';
import type { Finding } from '../result.ts';

/** What each reason is called where it is counted. */
const reasons: Readonly<Record<string, string>> = {
  'unknown-price': 'without a price on the day',
  'unknown-throughput': 'without a known throughput',
  'unknown-exchange-rate': 'in a currency without a rate',
  memory: 'too large for their GPUs',
  needs: 'that do not take what requests carry',
  residency: 'elsewhere than the workload must stay',
  regulated: 'not allowed for regulated payloads',
  latency: 'without dedicated capacity',
  differentiated: 'with weights of others',
  score: 'below the required score',
  context: 'with too short a context',
  licence: 'with a licence that does not allow it',
};

/** How `options: auto` came to its options: what was looked at, and what was left out for which reason. */
export function autoFindings({ workloads }: Model): readonly Finding[] {
  return workloads.flatMap(({ id, auto }): readonly Finding[] => {
    if (auto === undefined) return [];
    const { prices, offers, built, clusters, kept } = auto;
    const left = [...auto.left]
      .toSorted(([, a], [, b]) => b - a)
      .map(([by, count]) => `${count} ${reasons[by] ?? by}`);
    const building =
      clusters === 0
        ? 'nothing to build, since the scenario has no cluster'
        : `${built} options to build, one for each of ${offers} GPU offers whose throughput is known`;
    const message = `${id}: options: auto looked at ${prices} price entries and ${building}; ${kept.buy} to buy and ${kept.build} to build compete${left.length === 0 ? '' : `, excluded were ${left.join(', ')}`}`;
    return [{ code: 'auto-options', message }];
  });
}
