import { nearest } from '../../diagnostics/index.ts';
import type { GpuOffer, ModelEntry } from '../../catalog/index.ts';
import { type Exact, type Node } from '../../formula/index.ts';
import type { Cluster } from '../../scenario/index.ts';
import { Unknown, type ModelContext, type Unmet } from '../context.ts';
import { outputPerVolume, type TokenStream, type WorkloadDemand } from '../demand/demand.ts';
import { nothing } from '../buy/limits.ts';
import { bytesPerParameter, memoryNeed, type MemoryNeed } from './memory.ts';
import { fittedBusySeconds, measuredThroughput, type MeasuredThroughput } from './throughput.ts';

/** A cluster with everything that the catalog had to add. */
export interface ResolvedCluster {
  readonly cluster: Cluster;
  readonly offer: GpuOffer;
  /** GPU/replica */
  readonly gpusPerReplica: Node;
  /** Seconds that one replica works on the tokens of a stream; the rates are per replica. */
  readonly busySeconds: (stream: TokenStream) => Node;
  /** Of the weights; null where nobody says. */
  readonly precision: string | null;
  /** Whose measurements the throughput follows from; null where it is stated. */
  readonly engine: string | null;
  readonly notes: readonly string[];
}

/** A cluster that an option names; that there is one was checked when the scenario was read. */
export function statedCluster({ scenario }: ModelContext, id: string): Cluster {
  const cluster = scenario.clusters.get(id);
  if (cluster === undefined) throw new Error(`cluster ${id} was not checked`);
  return cluster;
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
  const measured = cluster.throughput === null ? measuredThroughput(context, cluster, offer.gpu) : null;
  const gpus = gpusPerReplica(context, { cluster, offer, model, measured, demand });
  return {
    cluster,
    offer,
    gpusPerReplica: gpus.node,
    busySeconds: busySeconds(context, cluster, measured, demand),
    precision: cluster.precision ?? measured?.precision ?? model?.precision ?? null,
    engine: measured?.engine ?? null,
    notes: [
      ...gpus.notes,
      ...(measured === null ? [] : [measured.note]),
      ...cachingNotes(context, cluster, demand),
    ],
  };
}

interface ReplicaQuestion {
  readonly cluster: Cluster;
  readonly offer: GpuOffer;
  readonly model: ModelEntry | null;
  readonly measured: MeasuredThroughput | null;
  readonly demand: WorkloadDemand;
}

interface ReplicaGpus {
  readonly node: Node;
  /** What was not checked. */
  readonly notes: readonly string[];
}

/** GPUs of one replica: as stated, as the throughput was measured, or the fewest that hold the model. */
function gpusPerReplica(context: ModelContext, question: ReplicaQuestion): ReplicaGpus {
  const { cluster, offer, model, measured, demand } = question;
  const hardware = context.catalog.gpus.get(offer.gpu) ?? null;
  if (model === null || hardware === null)
    return uncheckedGpus(context, cluster, model === null ? cluster.model : offer.gpu);
  const precision = cluster.precision ?? measured?.precision ?? model.precision ?? null;
  const need = memoryNeed(context, model, hardware, bytesPerParameter(precision), demand);
  const notes = need.note === null ? [] : [need.note];
  const at = `models.${cluster.model}.gpus_per_replica.${offer.gpu}`;
  const stated = cluster.gpusPerReplica;
  if (stated === null && measured === null) {
    // Prompts take memory too, and they are the workload's own.
    const address = `workloads.${demand.workload.id}.gpus_per_replica.${cluster.id}`;
    return { node: context.graph.name(address, `GPUs that hold ${cluster.model}`, need.gpus), notes };
  }
  const measuredOn = (): Node =>
    context.graph.name(
      `${at}.${measured?.gpusPerReplica ?? 1}`,
      'GPUs per replica, as the throughput was measured',
      context.graph.constant(measured?.gpusPerReplica ?? 1, 'GPU/replica'),
    );
  const node = statedGpus(context, cluster) ?? measuredOn();
  const planned = context.valueOf(node);
  context.mustHold(
    context.graph.subtract(node, need.gpus),
    `whether ${planned.toString()} × ${offer.gpu} hold a replica`,
    () => tooFew(context, question, { planned, precision, need }),
  );
  return { node, notes };
}

/** Where the catalog does not know the model or the GPU, the scenario states what it would have been needed for. */
function uncheckedGpus(context: ModelContext, cluster: Cluster, unknown: string): ReplicaGpus {
  const { version } = context.catalog;
  if (cluster.throughput === null)
    throw new Unknown(
      'unknown-throughput',
      `${unknown} is not in catalog ${version}, and clusters.${cluster.id} states no throughput`,
    );
  const node = statedGpus(context, cluster);
  if (node === null)
    throw new Unknown(
      'needs',
      `clusters.${cluster.id} needs 'gpus_per_replica', because ${unknown} is not in the catalog`,
    );
  return { node, notes: [`memory not checked: ${unknown} is not in catalog ${version}`] };
}

function tooFew(
  context: ModelContext,
  { cluster, offer }: ReplicaQuestion,
  {
    planned,
    precision,
    need,
  }: { readonly planned: Exact; readonly precision: string | null; readonly need: MemoryNeed },
): Unmet {
  const [gigabytes, needed] = [
    context.valueOf(need.gigabytes).toFixed(0),
    context.valueOf(need.gpus).toString(),
  ];
  const message = `clusters.${cluster.id}: ${cluster.model} needs ${gigabytes} GB (weights at ${precision ?? 'bf16'}, and KV cache), which ${planned.toString()} × ${offer.gpu} do not hold; ${needed} would`;
  const stated = cluster.gpusPerReplica;
  if (stated !== null)
    context.refuse(
      'model/memory',
      message,
      stated.span ?? cluster.span,
      `write 'gpus_per_replica: ${needed}'`,
    );
  return { exclusion: { by: 'memory', message }, hasFigures: false };
}

function statedGpus(context: ModelContext, cluster: Cluster): Node | null {
  const stated = cluster.gpusPerReplica;
  const address = `clusters.${cluster.id}.gpus_per_replica`;
  if (stated === null) return null;
  const node = context.input(address, stated);
  if (cluster.throughput === null) context.selects(node, 'which measurements the throughput follows from');
  return node;
}

/** What is assumed of prefix caching where the cluster does not say and the workload has input to cache. */
function cachingNotes(
  context: ModelContext,
  { id, prefixCache, throughput }: Cluster,
  { cached }: WorkloadDemand,
): readonly string[] {
  if (prefixCache !== null || context.valueOf(cached).isZero()) return [];
  return throughput === null || 'prefill' in throughput
    ? [
        `clusters.${id}: the workload's cached share of the input is served from the prefix cache, the default of vLLM and SGLang; state 'prefix_cache' where it is not`,
      ]
    : [
        `clusters.${id}: what prefix caching saves is not counted, since the stated throughput does not show it; state prefill and decode`,
      ];
}

function busySeconds(
  context: ModelContext,
  cluster: Cluster,
  measured: MeasuredThroughput | null,
  demand: WorkloadDemand,
): ResolvedCluster['busySeconds'] {
  const { graph, one } = context;
  const at = `clusters.${cluster.id}`;
  const reused =
    cluster.prefixCache === null ? demand.cached : context.input(`${at}.prefix_cache`, cluster.prefixCache);
  const fresh = graph.subtract(one, reused);
  const { throughput } = cluster;
  if (throughput !== null && 'prefill' in throughput) {
    const prefill = context.input(`${at}.throughput.prefill`, throughput.prefill);
    const reading = (input: Node): Node => graph.divide(graph.multiply(input, fresh), prefill);
    if (throughput.decode === null) {
      requireNoOutput(context, cluster, demand);
      return ({ input }) => reading(input);
    }
    const decode = context.input(`${at}.throughput.decode`, throughput.decode);
    return ({ input, output }) => graph.add(reading(input), graph.divide(output, decode));
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

/** How fast a cluster writes has to be known where any output is asked of it. */
function requireNoOutput(context: ModelContext, { id }: Cluster, demand: WorkloadDemand): void {
  const slack = nothing(context, outputPerVolume(context, demand));
  context.mustHold(slack, 'whether text is written', () => ({
    exclusion: {
      by: 'unknown-throughput',
      message: `clusters.${id}.throughput states prefill without decode, and the workload has output tokens`,
    },
    hasFigures: false,
  }));
}
