import { useKinds } from '../../catalog/index.ts';
import type { Node } from '../../formula/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import { sum, type WorkloadDemand } from '../demand/demand.ts';
import type { RowPrices } from './row-prices.ts';

/** What is charged for each attempt beside its text tokens: the fee, images, calls, audio, session hours. */
export function requestFees(context: ModelContext, demand: WorkloadDemand, prices: RowPrices): Node | null {
  const { graph } = context;
  const { entry } = prices;
  const parts: Node[] = [];
  if (prices.row.perRequest !== null) {
    const fee = prices.figure('per_request', prices.row.perRequest);
    parts.push(graph.multiply(demand.requireRequests(`${entry.id}, which charges per request,`), fee));
  }
  for (const kind of useKinds) {
    if (kind.use.byTime === true || !demand.workload.uses.has(kind.name)) continue;
    const requests = demand.requireRequests(kind.use.label);
    parts.push(used(context, demand, prices, kind, (use) => graph.multiply(requests, use)));
  }
  return parts.length === 0 ? null : sum(context, parts);
}

/** What is kept for every hour of the month, whatever the traffic: cache storage. */
export function standingFees(context: ModelContext, demand: WorkloadDemand, prices: RowPrices): Node | null {
  const { graph, hoursPerMonth } = context;
  const parts = useKinds
    .filter(({ name, use }) => use.byTime === true && demand.workload.uses.has(name))
    .map((kind) => used(context, demand, prices, kind, (use) => graph.multiply(use, hoursPerMonth)));
  return parts.length === 0 ? null : sum(context, parts);
}

/** A price times what is used of it a month; a price that is not stated is unknown, never zero. */
function used(
  context: ModelContext,
  demand: WorkloadDemand,
  prices: RowPrices,
  kind: (typeof useKinds)[number],
  monthly: (use: Node) => Node,
): Node {
  const { graph } = context;
  const { entry } = prices;
  const { workload } = demand;
  const value = prices.row[kind.name];
  const stated = workload.uses.get(kind.name);
  if (value === undefined || stated === undefined) {
    throw new Unknown('unknown-price', `${entry.id} states no ${kind.label}, and the workload uses it`);
  }
  const at = `workloads.${workload.id}.uses.${kind.use.key}`;
  const use = context.input(at, stated);
  const price = prices.figure(kind.key, value);
  return graph.convert(graph.multiply(price, monthly(use)), context.money('/month'));
}
