import { throughputOf, type ThroughputEntry } from '../../catalog/index.ts';
import { Exact, type Provenance } from '../../formula/index.ts';
import type { Cluster } from '../../scenario/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';

/** A measurement taken for a cluster that states no throughput of its own. */
export interface MeasuredThroughput {
  readonly entry: ThroughputEntry;
  readonly address: string;
  /** Input and output tokens per second of one replica, at the mix of the measurement. */
  readonly rate: Exact;
  readonly provenance: Provenance;
  readonly note: string;
}

/**
 * The measured entry of the same model and GPU (and GPUs per replica and precision, where the cluster states them) whose
 * request lengths are nearest to the workload's, by ratio; among equals, the fastest.
 */
export function nearestThroughput(
  context: ModelContext,
  cluster: Cluster,
  gpu: string,
  demand: WorkloadDemand,
): MeasuredThroughput {
  const wanted = typicalLengths(context, demand);
  const fitting = throughputOf(context.catalog, cluster.model).filter(
    (entry) =>
      entry.gpu === gpu &&
      (cluster.gpusPerReplica === null || cluster.gpusPerReplica.value.eq(entry.gpusPerReplica)) &&
      (cluster.precision === null || cluster.precision === entry.precision),
  );
  const measured = fitting.flatMap((entry) => {
    const rate = mixedRate(entry);
    return rate === null ? [] : [{ entry, rate, distance: distance(wanted, entry) }];
  });
  const [best] = measured.toSorted(
    (a, b) =>
      a.distance - b.distance || b.rate.div(b.entry.gpusPerReplica).cmp(a.rate.div(a.entry.gpusPerReplica)),
  );
  if (best === undefined) {
    const replica =
      cluster.gpusPerReplica === null
        ? ''
        : ` with ${cluster.gpusPerReplica.value.toString()} GPUs a replica`;
    throw new Unknown(
      'unknown-throughput',
      `no measured throughput of ${cluster.model} on ${gpu}${replica} is in catalog ${context.catalog.version}`,
      { remedy: `state 'throughput' in clusters.${cluster.id}` },
    );
  }
  const { entry, rate } = best;
  const lengths = `${entry.inputLength}-${entry.outputLength}`;
  const near = best.distance < Math.log(1.25);
  return {
    entry,
    rate,
    address: `throughput.${entry.model}/${entry.gpu}x${entry.gpusPerReplica}/${entry.precision}/${lengths}`,
    provenance: {
      kind: near ? entry.kind : 'estimated',
      origin: { type: 'page', url: entry.source.url, retrieved: entry.source.retrieved },
    },
    note: `throughput of clusters.${cluster.id}: ${entry.kind} with ${entry.engine} ${entry.precision} on ${entry.gpusPerReplica} × ${entry.gpu} at ${entry.inputLength} input and ${entry.outputLength} output tokens${near ? '' : ', the nearest to the workload: an estimate for it'}`,
  };
}

/**
 * Input and output tokens per second together. Where only the output rate was measured, at fixed request lengths, the
 * input rate is that times input length over output length, because every request has both.
 */
function mixedRate(entry: ThroughputEntry): Exact | null {
  if (entry.totalRate !== null) return entry.totalRate;
  if (entry.outputRate === null || entry.outputLength === 0) return null;
  if (entry.inputRate !== null) return entry.outputRate.plus(entry.inputRate);
  return entry.outputRate.times(entry.inputLength + entry.outputLength).div(entry.outputLength);
}

interface Lengths {
  readonly input: number;
  readonly output: number;
}

function typicalLengths(context: ModelContext, demand: WorkloadDemand): Lengths | null {
  const total = (of: 'input' | 'output'): Exact =>
    demand.streams.reduce((sum, stream) => sum.plus(context.decide(stream[of], 'which measured throughput is the nearest')), new Exact(0));
  const requests = demand.requests === null ? null : context.decide(demand.requests, 'which measured throughput is the nearest');
  if (requests === null || requests.isZero()) return ratioOnly(total('input'), total('output'));
  return { input: total('input').div(requests).toNumber(), output: total('output').div(requests).toNumber() };
}

/** Without a request length only the ratio can be near: the lengths that have it around a thousand output tokens. */
function ratioOnly(input: Exact, output: Exact): Lengths | null {
  return output.isZero() ? null : { input: input.div(output).times(1000).toNumber(), output: 1000 };
}

function distance(wanted: Lengths | null, entry: ThroughputEntry): number {
  if (wanted === null) return Number.MAX_VALUE;
  return ratio(wanted.input, entry.inputLength) + ratio(wanted.output, entry.outputLength);
}

function ratio(a: number, b: number): number {
  return Math.abs(Math.log(Math.max(a, 1) / Math.max(b, 1)));
}
