import type { Model } from '../../model/index.ts';
import type { Finding } from '../result.ts';

/** What each reason is called where it is counted. */
const reasons: Readonly<Record<string, string>> = {
  'unknown-price': 'without a price on the day',
  'unknown-throughput': 'without a known throughput',
  'unknown-exchange-rate': 'in a currency without a rate',
  memory: 'too large for their GPUs',
  needs: 'that do not take what requests carry',
  residency: 'processed outside the required region',
  regulated: 'not allowed for regulated payloads',
  latency: 'that are not known to answer fast enough',
  differentiated: 'whose weights are not yours',
  score: 'below the required score',
  context: 'with too short a context',
  retired: 'no longer sold on the day asked for',
  licence: 'with a licence that does not allow it',
};

/** How `options: auto` came to its options: what was looked at, and what was left out for which reason. */
export function autoFindings({ workloads }: Model): readonly Finding[] {
  return workloads.flatMap(({ id, auto }): readonly Finding[] => {
    if (auto === undefined) return [];
    const { prices, offers, built, clusters, kept } = auto;
    const reported = [...auto.left].map(([by, count]) => [count, reasons[by] ?? by] as const);
    const pruned = [
      [auto.dominated, 'that cost at least as much as another build option at every volume'],
      [auto.beyond, `that cost more than the cheapest ${auto.most} to build`],
    ] as const;
    const left = [...pruned, ...reported]
      .filter(([count]) => count > 0)
      .toSorted(([a], [b]) => b - a)
      .map(([count, reason]) => `${count} ${reason}`);
    const building =
      clusters === 0
        ? 'nothing to build, since the scenario has no cluster'
        : `${built} build options: each of ${offers} GPU offers, at each precision with a known throughput`;
    const narrow =
      auto.narrow === 0
        ? ''
        : ` (${auto.narrow} at fewer bits per weight than the published model, which can reduce quality)`;
    const message = `${id}: options: auto looked at ${prices} price entries and ${building}; ${kept.buy} buy options and ${kept.build} build options compete${narrow}${left.length === 0 ? '' : `; left out: ${left.join(', ')}`}`;
    return [{ code: 'auto-options', message }];
  });
}
