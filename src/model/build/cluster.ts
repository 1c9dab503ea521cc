import { nearest } from '../../diagnostics/index.ts';
import type { GpuOffer, ModelEntry } from '../../catalog/index.ts';
import { evaluate, Exact, type Node } from '../../formula/index.ts';
import type { Cluster } from '../../scenario/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { TokenStream, WorkloadDemand } from '../demand/demand.ts';
import { bytesPerParameter, memoryNeed } from './memory.ts';
import { fittedBusySeconds, measuredThroughput, type MeasuredThroughput } from './throughput.ts';

/** A cluster with everything that the catalog had to add. */
export interface ResolvedCluster {
  readonly cluster: Cluster;
  readonly offer: GpuOffer;
  readonly model: ModelEntry | null;
  /** GPU/replica */
  readonly gpusPerReplica: Node;
  /** Seconds that one replica works on the tokens of a stream; the rates are per replica. */
  readonly busySeconds: (stream: TokenStream) => Node;
  readonly notes: readonly string[];
}

/** The GPU offer of that id, from the scenario first, then the catalog. */
export function gpuOffer(context: ModelContext, id: string): GpuOffer {
  const offer = context.scenario.offers.get(id) ?? context.catalog.offers.get(id);
  if (offer === undefined) {
    const { offers, version } = context.catalog;
    const near = nearest(id, [...context.scenario.offers.keys(), ...offers.keys()]);
    throw new Unknown(
      'unknown-price',
      `no GPU offer ${id} is known, in the scenario or in catalog ${version}`,
      { hint: near === undefined ? 'state it under offers:' : `did you mean ${near}?` },
    );
  }
  return offer;
}

/** Looks up a cluster's offer, model and throughput, and checks that the model fits the memory of its GPUs. */
export function resolveCluster(
  context: ModelContext,
  cluster: Cluster,
  demand: WorkloadDemand,
): ResolvedCluster {
  const offer = gpuOffer(context, cluster.offer);
  const model = context.catalog.models.get(cluster.model) ?? null;
  const notes: string[] = [];
  const measured = cluster.throughput === null ? measuredThroughput(context, cluster, offer.gpu) : null;
  const gpus = gpusPerReplica(context, cluster, offer, model, measured, demand, notes);
  if (measured !== null) notes.push(measured.note);
  return {
    cluster,
    offer,
    model,
    gpusPerReplica: gpus,
    busySeconds: busySeconds(context, cluster, measured),
    notes,
  };
}

function gpusPerReplica(
  context: ModelContext,
  cluster: Cluster,
  offer: GpuOffer,
  model: ModelEntry | null,
  measured: MeasuredThroughput | null,
  demand: WorkloadDemand,
  notes: string[],
): Node {
  const hardware = context.catalog.gpus.get(offer.gpu) ?? null;
  const address = `clusters.${cluster.id}.gpus_per_replica`;
  const stated = cluster.gpusPerReplica;
  if (model === null || hardware === null) {
    const unknown = model === null ? cluster.model : offer.gpu;
    if (cluster.throughput === null)
      throw new Unknown(
        'unknown-throughput',
        `${unknown} is not in catalog ${context.catalog.version}, and clusters.${cluster.id} states no throughput`,
      );
    notes.push(`memory not checked: ${unknown} is not in catalog ${context.catalog.version}`);
    if (stated === null)
      throw new Unknown(
        'needs',
        `clusters.${cluster.id} needs 'gpus_per_replica', because ${unknown} is not in the catalog`,
      );
    return context.input(address, stated);
  }
  const precision = cluster.precision ?? measured?.precision ?? model.precision ?? null;
  const need = memoryNeed(context, model, hardware, bytesPerParameter(precision), demand);
  if (need.note !== null) notes.push(need.note);
  if (stated === null && measured === null)
    return context.graph.name(
      `models.${cluster.model}.gpus_per_replica.${offer.gpu}`,
      `GPUs that hold ${cluster.model}`,
      need.gpus,
    );
  const planned = stated?.value ?? new Exact(measured?.gpusPerReplica ?? 1);
  const needed = context.decide(need.gpus, `whether ${planned.toString()} × ${offer.gpu} hold a replica`);
  if (planned.lt(needed)) {
    const gigabytes = evaluate(need.gigabytes).toFixed(0);
    const message = `clusters.${cluster.id}: ${cluster.model} needs ${gigabytes} GB (weights at ${precision ?? 'bf16'}, and KV cache), which ${planned.toString()} × ${offer.gpu} do not hold; ${needed.toString()} would`;
    if (stated !== null)
      context.refuse(
        'model/memory',
        message,
        stated.span ?? cluster.span,
        `write 'gpus_per_replica: ${needed.toString()}'`,
      );
    throw new Unknown('memory', message);
  }
  if (stated !== null) return context.input(address, stated);
  return context.graph.name(
    `models.${cluster.model}.gpus_per_replica.${offer.gpu}.${planned.toString()}`,
    'GPUs per replica, as the throughput was measured',
    context.graph.constant(planned, 'GPU/replica'),
  );
}

function busySeconds(
  context: ModelContext,
  cluster: Cluster,
  measured: MeasuredThroughput | null,
): ResolvedCluster['busySeconds'] {
  const { graph, one } = context;
  const at = `clusters.${cluster.id}`;
  const reused = context.input(`${at}.prefix_cache`, cluster.prefixCache);
  const fresh = graph.subtract(one, reused);
  const { throughput } = cluster;
  if (throughput !== null && 'prefill' in throughput) {
    const prefill = context.input(`${at}.throughput.prefill`, throughput.prefill);
    const decode = context.input(`${at}.throughput.decode`, throughput.decode);
    return ({ input, output }) =>
      graph.add(graph.divide(graph.multiply(input, fresh), prefill), graph.divide(output, decode));
  }
  if (throughput === null) {
    if (measured === null) throw new Error('a cluster without throughput was not looked up');
    return fittedBusySeconds(context, measured, fresh);
  }
  if ('output' in throughput) {
    const output = context.input(`${at}.throughput.output`, throughput.output);
    return (stream) => graph.divide(stream.output, output);
  }
  const mixed = context.input(`${at}.throughput.mixed`, throughput.mixed);
  return ({ input, output }) => graph.divide(graph.add(input, output), mixed);
}
