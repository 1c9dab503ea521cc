import { nearest } from '../../diagnostics/index.ts';
import type { GpuOffer, ModelEntry, ThroughputEntry } from '../../catalog/index.ts';
import { Exact, type Node } from '../../formula/index.ts';
import type { Cluster } from '../../scenario/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import { bytesPerParameter, gpusNeeded } from './memory.ts';
import { nearestThroughput } from './throughput.ts';

/** A cluster with everything that the catalog had to add. */
export interface ResolvedCluster {
  readonly cluster: Cluster;
  readonly offer: GpuOffer;
  readonly model: ModelEntry | null;
  /** GPU/replica */
  readonly gpusPerReplica: Node;
  /** Seconds that one replica works on the given input and output tokens; the rates are per replica. */
  readonly busySeconds: (inputTokens: Node, outputTokens: Node) => Node;
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
  const measured =
    cluster.throughput === null ? nearestThroughput(context, cluster, offer.gpu, demand) : null;
  const gpus = gpusPerReplica(context, cluster, offer, model, measured?.entry ?? null, demand, notes);
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
  measured: ThroughputEntry | null,
  demand: WorkloadDemand,
  notes: string[],
): Node {
  const hardware = context.catalog.gpus.get(offer.gpu) ?? null;
  const address = `clusters.${cluster.id}.gpus_per_replica`;
  const stated = cluster.gpusPerReplica;
  const unitText = 'GPU/replica';
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
    return context.quantity(address, 'GPUs per replica', stated, unitText, { minimum: 1, whole: true });
  }
  const precision = cluster.precision ?? measured?.precision ?? null;
  const need = gpusNeeded(context, model, hardware, bytesPerParameter(precision), demand);
  if (need.note !== null) notes.push(need.note);
  const planned = stated?.value ?? (measured === null ? need.gpus : new Exact(measured.gpusPerReplica));
  if (planned.lt(need.gpus)) {
    const message = `clusters.${cluster.id}: ${cluster.model} needs ${need.gigabytes.toFixed(0)} GB (weights and KV cache), which ${planned.toString()} × ${offer.gpu} do not hold; ${need.gpus.toString()} would`;
    if (stated !== null)
      context.refuse(
        'model/memory',
        message,
        stated.span ?? cluster.span,
        `write 'gpus_per_replica: ${need.gpus.toString()}'`,
      );
    throw new Unknown('memory', message);
  }
  if (stated !== null)
    return context.quantity(address, 'GPUs per replica', stated, unitText, { minimum: 1, whole: true });
  const derived = `models.${cluster.model}.gpus_per_replica.${offer.gpu}.${planned.toString()}`;
  const from =
    measured === null
      ? `smallest number of ${offer.gpu} that holds ${cluster.model}`
      : 'as the throughput was measured';
  return context.price(
    derived,
    'GPUs per replica',
    planned,
    unitText,
    { kind: 'default', origin: { type: 'assumption', words: from } },
    { minimum: 1, whole: true },
  );
}

type Measured = ReturnType<typeof nearestThroughput> | null;

function busySeconds(
  context: ModelContext,
  cluster: Cluster,
  measured: Measured,
): ResolvedCluster['busySeconds'] {
  const { graph, one } = context;
  const at = `clusters.${cluster.id}`;
  const rate = 'token/second/replica';
  const reused = context.share(`${at}.prefix_cache`, 'input served from prefix cache', cluster.prefixCache);
  const fresh = graph.subtract(one, reused);
  const { throughput } = cluster;
  if (throughput !== null && 'prefill' in throughput) {
    const prefill = context.quantity(
      `${at}.throughput.prefill`,
      'prefill throughput',
      throughput.prefill,
      rate,
    );
    const decode = context.quantity(`${at}.throughput.decode`, 'decode throughput', throughput.decode, rate);
    return (input, output) =>
      graph.add(graph.divide(graph.multiply(input, fresh), prefill), graph.divide(output, decode));
  }
  const mixed =
    throughput === null
      ? context.price(
          requireMeasured(measured).address,
          'measured throughput',
          requireMeasured(measured).rate,
          rate,
          requireMeasured(measured).provenance,
        )
      : context.quantity(`${at}.throughput.mixed`, 'throughput at the mix', throughput.mixed, rate);
  return (input, output) => graph.divide(graph.add(input, output), mixed);
}

function requireMeasured(measured: Measured): NonNullable<Measured> {
  if (measured === null) throw new Error('a cluster without throughput was not looked up');
  return measured;
}
