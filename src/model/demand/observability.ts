import type { Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from './demand.ts';

/**
 * v·A·trace·log price + fixed: on the buy side with the workload's attempts, on the build side with the cluster's. What is
 * fixed is left out where another part of the same option has paid it.
 */
export function observability(
  context: ModelContext,
  demand: WorkloadDemand,
  attempts: Node,
  fixedIsPaid = false,
): Node {
  const { graph } = context;
  const { observability: stated } = demand.workload.overheads;
  const at = `workloads.${demand.workload.id}.overheads.observability`;
  const perMonth = context.money('/month');
  const fixed = fixedIsPaid ? graph.constant(0, perMonth) : context.input(`${at}.fixed`, stated.fixed);
  if (stated.trace.kind === 'default' && stated.storage.kind === 'default') return fixed;
  const trace = context.input(`${at}.trace`, stated.trace);
  const storage = context.input(`${at}.storage`, stated.storage);
  const perRequest = graph.convert(graph.multiply(trace, storage), context.money('/request'));
  return graph.add(
    graph.multiply(demand.requireRequests('observability per request'), attempts, perRequest),
    fixed,
  );
}
