import type { Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from './demand.ts';

/** v·A·trace·log price + fixed: on the buy side with the workload's attempts, on the build side with the cluster's. */
export function observability(context: ModelContext, demand: WorkloadDemand, attempts: Node): Node {
  const { graph } = context;
  const { observability: stated } = demand.workload.overheads;
  const at = `workloads.${demand.workload.id}.overheads.observability`;
  const fixed = context.quantity(
    `${at}.fixed`,
    'observability, fixed',
    stated.fixed,
    context.money('/month'),
  );
  if (stated.trace.kind === 'default' && stated.storage.kind === 'default') return fixed;
  const trace = context.quantity(`${at}.trace`, 'trace per request', stated.trace, 'kB/request');
  const storage = context.quantity(`${at}.storage`, 'log price', stated.storage, context.money('/GB'));
  const perRequest = graph.convert(graph.multiply(trace, storage), context.money('/request'));
  return graph.add(
    graph.multiply(demand.requireRequests('observability per request'), attempts, perRequest),
    fixed,
  );
}
