import { throughputOf, type Catalog, type ThroughputEntry } from '../../catalog/index.ts';
import { Exact, type Node, type Provenance } from '../../formula/index.ts';
import type { Cluster } from '../../scenario/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { TokenStream } from '../demand/demand.ts';
import {
  fitTimes,
  leaveOneOut,
  lengthsOf,
  type FitError,
  type FittedTimes,
  type MeasuredRun,
} from './fit-throughput.ts';

/** What the measurements of a model on a GPU say of a cluster that states no throughput of its own. */
export interface MeasuredThroughput {
  /** GPUs that the replicas of the measurements had. */
  readonly gpusPerReplica: number;
  readonly precision: string;
  /** Without its version. */
  readonly engine: string;
  readonly address: string;
  readonly times: FittedTimes;
  readonly provenance: Provenance;
  readonly note: string;
}

/** Where a workload does not say how long its requests are, an output token is taken to have so long a context. */
const usualContext = 1500;
/** Digits that a fitted time is kept to. */
const digits = 6;

/**
 * The times per token that are fitted to all measurements of the same model, GPU, GPUs per replica, precision and engine
 * (docs/model.md, Load): of several such groups the one with the most different lengths, among equals the fastest per GPU. Which one
 * that is does not depend on the workload, and the times hold for every length, so that cost follows lengths without a cliff.
 */
export function measuredThroughput(context: ModelContext, cluster: Cluster, gpu: string): MeasuredThroughput {
  const fitted = fittedGroup(context.catalog, cluster, gpu);
  if (fitted === null) {
    const replica =
      cluster.gpusPerReplica === null
        ? ''
        : ` with ${cluster.gpusPerReplica.value.toString()} GPUs a replica`;
    throw new Unknown(
      'unknown-throughput',
      `no measured throughput of ${cluster.model} on ${gpu}${replica} is in catalog ${context.catalog.version}`,
      { remedy: remedyOf(context.catalog, cluster, gpu) },
    );
  }
  const { group, first, times, error } = fitted;
  return {
    gpusPerReplica: first.gpusPerReplica,
    precision: first.precision,
    engine: group.engine,
    address: `throughput.${first.model}/${first.gpu}x${first.gpusPerReplica}/${first.precision}`,
    times,
    provenance: {
      kind: 'estimated',
      origin: { type: 'page', url: first.source.url, retrieved: first.source.retrieved },
    },
    note: noteOf(cluster, group, error),
  };
}

/** What would give the cluster figures: the sizes of replica that were measured on its GPU, if any, or a throughput of its own. */
function remedyOf(catalog: Catalog, cluster: Cluster, gpu: string): string {
  const stated = `state 'throughput' in clusters.${cluster.id}`;
  const measured = throughputOf(catalog, cluster.model).filter((entry) => entry.gpu === gpu);
  if (measured.length === 0) return stated;
  const replicas = measured
    .toSorted((a, b) => a.gpusPerReplica - b.gpusPerReplica)
    .map((entry) => `{ gpus_per_replica: ${entry.gpusPerReplica}, precision: ${entry.precision} }`);
  return `measured on this GPU: ${[...new Set(replicas)].join(', ')}; say one of these, or ${stated}`;
}

/** The measurements that a cluster is held to, and what is fitted to them. */
interface Fitted {
  readonly group: Group;
  readonly first: ThroughputEntry;
  readonly times: FittedTimes;
  readonly error: FitError | null;
}

/** The measurements of a catalog stay as they are, and every option on a GPU asks for the fit to the same ones. */
const fittedGroups = new WeakMap<Catalog, Map<string, Fitted | null>>();

function fittedGroup(catalog: Catalog, cluster: Cluster, gpu: string): Fitted | null {
  const known = fittedGroups.get(catalog) ?? new Map<string, Fitted | null>();
  fittedGroups.set(catalog, known);
  const key = JSON.stringify([
    cluster.model,
    gpu,
    cluster.gpusPerReplica?.value.toString() ?? null,
    cluster.precision,
  ]);
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = fittedTo(measurements(catalog, cluster, gpu))));
  return found;
}

function measurements(catalog: Catalog, cluster: Cluster, gpu: string): readonly ThroughputEntry[] {
  return throughputOf(catalog, cluster.model).filter(
    (entry) =>
      entry.gpu === gpu &&
      (cluster.gpusPerReplica === null || cluster.gpusPerReplica.value.eq(entry.gpusPerReplica)) &&
      (cluster.precision === null || cluster.precision === entry.precision),
  );
}

function fittedTo(entries: readonly ThroughputEntry[]): Fitted | null {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const run = runOf(entry);
    if (run === null) continue;
    const engine = engineOf(entry);
    const key = `${entry.gpusPerReplica} ${entry.precision} ${engine}`;
    const group = groups.get(key) ?? { entries: [], runs: [], engine };
    group.entries.push(entry);
    group.runs.push(run);
    groups.set(key, group);
  }
  const [best] = [...groups.values()].toSorted(
    (a, b) => lengthsOf(b.runs) - lengthsOf(a.runs) || speedOf(b) - speedOf(a),
  );
  const [first] = best?.entries ?? [];
  if (best === undefined || first === undefined) return null;
  return { group: best, first, times: fitTimes(best.runs), error: leaveOneOut(best.runs) };
}

interface Group {
  readonly entries: ThroughputEntry[];
  readonly runs: MeasuredRun[];
  readonly engine: string;
}

/** Versions of one engine are one engine. */
function engineOf({ engine }: ThroughputEntry): string {
  return engine.split(' ')[0] ?? engine;
}

/** Tokens per second and GPU, the mean over the runs. */
function speedOf({ runs, entries }: Group): number {
  const gpus = entries[0]?.gpusPerReplica ?? 1;
  return runs.reduce((sum, run) => sum + (run.input + run.output) / run.seconds, 0) / runs.length / gpus;
}

/** Seconds per request at full load: its tokens over the rate of all tokens, or its output over the rate of output. */
function runOf(entry: ThroughputEntry): MeasuredRun | null {
  const { inputLength: input, outputLength: output, outputRate, totalRate } = entry;
  if (totalRate === null && outputRate === null) return null;
  const seconds =
    totalRate !== null
      ? (input + output) / totalRate.toNumber()
      : output / (outputRate?.toNumber() ?? Number.NaN);
  return seconds > 0 ? { input, output, seconds } : null;
}

function noteOf(cluster: Cluster, { entries, runs, engine }: Group, error: FitError | null): string {
  const [first] = entries;
  const percent = (of: number): string => `${(of * 100).toFixed(0)} %`;
  const from =
    entries.length === 1
      ? `one measurement, of ${first?.inputLength} input and ${first?.outputLength} output tokens, assuming that every token costs the same`
      : `fitted to ${entries.length} measurements at ${lengthsOf(runs)} lengths`;
  const missed =
    error === null
      ? 'too few to estimate its error'
      : `each length, predicted from the others, is off by ${percent(error.median)} at the median and ${percent(error.largest)} at most`;
  const concurrency = entries.flatMap((each) => each.concurrency ?? []);
  const purpose =
    concurrency.length === entries.length
      ? `measured at up to ${Math.max(...concurrency)} requests at once`
      : 'measured at full offline load, without a bound on latency';
  return `throughput of clusters.${cluster.id}: ${engine} ${first?.precision ?? ''} on ${first?.gpusPerReplica ?? 1} × ${first?.gpu ?? ''}, ${from}; ${missed}; ${purpose}`;
}

/** ρ's numerator from fitted times: (I·(1 - q)·t_in + O·t_out + O·(I + O/2)·t_ctx) / speed, speed being 1 unless set otherwise. */
export function fittedBusySeconds(
  context: ModelContext,
  measured: MeasuredThroughput,
  fresh: Node,
): (stream: TokenStream) => Node {
  const { graph } = context;
  const { address, times } = measured;
  const named = (key: string, label: string, value: number, unit: string): Node =>
    graph.name(
      `${address}.${key}`,
      label,
      graph.constant(new Exact(value).toSignificantDigits(digits), unit),
    );
  const perInput = named('input', 'time per input token', times.input, 'second*replica/token');
  const perOutput = named('output', 'time per output token', times.output, 'second*replica/token');
  const perContext = named(
    'context',
    'time per output token and token of context',
    times.context,
    'second*replica*request/token^2',
  );
  const speed = context.price(address, new Exact(1), measured.provenance);
  const half = graph.constant('0.5');
  return (stream) => {
    const length =
      stream.inputLength === null || stream.outputLength === null
        ? graph.constant(usualContext, 'token/request')
        : graph.add(stream.inputLength, graph.multiply(half, stream.outputLength));
    const parts = [
      graph.multiply(stream.input, fresh, perInput),
      graph.multiply(stream.output, perOutput),
      ...(times.context === 0 ? [] : [graph.multiply(stream.output, length, perContext)]),
    ];
    return graph.divide(graph.add(...parts), speed);
  };
}
