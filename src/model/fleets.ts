import type { Catalog, GpuOffer } from '../catalog/index.ts';
import { problem, type Diagnostic } from '../diagnostics/index.ts';
import type { Scenario } from '../scenario/index.ts';

/** An error for each offer of a fleet that has another GPU than its cluster: a replica runs on one kind of GPU. */
export function checkFleets(scenario: Scenario, catalog: Catalog): readonly Diagnostic[] {
  const offerOf = (id: string): GpuOffer | undefined => scenario.offers.get(id) ?? catalog.offers.get(id);
  return [...scenario.clusters.values()].flatMap(({ id, offer, fleet }) => {
    const above = offerOf(offer);
    return fleet.flatMap((name, index) => {
      const kept = offerOf(name);
      if (above === undefined || kept === undefined || kept.gpu === above.gpu) return [];
      const address = `clusters.${id}.fleet.${index}`;
      const span = scenario.names.find((each) => each.address === address)?.span;
      const message = `${address}: ${name} has ${kept.gpu}, and the cluster's offer ${offer} has ${above.gpu}`;
      return [problem('model/fleet', message, { span, hint: 'give each kind of GPU a cluster of its own' })];
    });
  });
}
