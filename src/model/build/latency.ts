import { latencyKey, type LatencyCurve } from '../../catalog/index.ts';
import type { Exact, Node } from '../../formula/index.ts';
import type { LatencyFigure } from '../../scenario/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { TokenStream, WorkloadDemand } from '../demand/demand.ts';
import {
  firstTokenTimes,
  loadWithin,
  perTokenTimes,
  requestTimes,
  timeAtLoad,
  type TimeByLoad,
} from '../waiting/index.ts';
import type { ResolvedCluster } from './cluster.ts';
import { bytesPerParameter } from './memory.ts';

/** What a workload's latency limit says of the replicas of a cluster. */
export interface LatencyRule {
  /** Requests per second of one replica at which the limit is still met. */
  readonly rate: Node;
  /** Milliseconds at a load of one replica; null for a time that is not asked. */
  readonly firstToken: ((load: Node) => Node) | null;
  readonly perToken: ((load: Node) => Node) | null;
  /** The median of the whole request, likewise; null where it was not measured. */
  readonly request: ((load: Node) => Node) | null;
  /** The share of requests that is asked. */
  readonly share: Node;
  readonly notes: readonly string[];
}

/**
 * The load at which a replica keeps to `constraints.latency`, by what the cluster states or the catalog's curve of the same model,
 * GPU, GPUs per replica and precision. Null where no times are asked, and where none were measured: then the option cannot be had,
 * and the reason says what was measured.
 */
export function latencyRule(
  context: ModelContext,
  demand: WorkloadDemand,
  cluster: ResolvedCluster,
  streams: readonly TokenStream[],
): LatencyRule | null {
  const { latency } = demand.workload.constraints;
  if (typeof latency === 'string') return null;
  const at = `workloads.${demand.workload.id}.constraints.latency`;
  const limit = limitNodes(context, at, latency);
  if (cluster.cluster.latency !== null) return statedRule(context, cluster, limit);
  const curve = curveOf(context, cluster, streams);
  if ('unknown' in curve) return refuse(context, cluster, curve.unknown);
  return curveRule(context, { cluster, curve, limit, asked: latency, streams });
}

/** The limits as inputs, and the share of requests. */
export interface LimitNodes {
  readonly firstToken: Node | null;
  readonly perToken: Node | null;
  readonly share: Node;
}

/** The figures of a limit or of what is known of an option, as inputs below an address. */
export function limitNodes(context: ModelContext, at: string, of: LatencyFigure): LimitNodes {
  return {
    firstToken: of.firstToken === null ? null : context.input(`${at}.ttft`, of.firstToken),
    perToken: of.perToken === null ? null : context.input(`${at}.tpot`, of.perToken),
    share: context.input(`${at}.at`, of.share),
  };
}

function refuse(context: ModelContext, { cluster }: ResolvedCluster, why: string): null {
  context.mustHold(context.graph.constant(-1), 'whether the latency is known', () => ({
    exclusion: {
      by: 'latency',
      message: `clusters.${cluster.id}: ${why}`,
      remedy: `state what you measured: 'latency: { rate: ..., ttft: ..., tpot: ... }' in clusters.${cluster.id}`,
    },
    hasFigures: true,
  }));
  return null;
}

/** What one measured oneself holds at that load, for no fewer requests and no longer times than are asked. */
function statedRule(context: ModelContext, cluster: ResolvedCluster, limit: LimitNodes): LatencyRule | null {
  const { id, latency } = cluster.cluster;
  if (latency === null) return null;
  const at = `clusters.${id}.latency`;
  const stated = limitNodes(context, at, latency);
  mustKeepTo(context, limit, stated, `clusters.${id}`);
  const [ttft, tpot] = [stated.firstToken, stated.perToken];
  return {
    rate: context.input(`${at}.rate`, latency.rate),
    firstToken: limit.firstToken && ttft && (() => ttft),
    perToken: limit.perToken && tpot && (() => tpot),
    request: null,
    share: limit.share,
    notes: [],
  };
}

/** What is stated of an option has to be no longer than what is asked, for no fewer requests. */
export function mustKeepTo(context: ModelContext, limit: LimitNodes, stated: LimitNodes, name: string): void {
  const { graph } = context;
  const show = (of: Node): string => `${context.valueOf(of).toFixed()} ms`;
  const percent = (of: Node): string => `${context.valueOf(of).times(100).toFixed()}%`;
  const hold = (slack: Node, message: () => string): void => {
    context.mustHold(slack, 'whether the latency is kept to', () => ({
      exclusion: { by: 'latency', message: `${name}: ${message()}` },
      hasFigures: true,
    }));
  };
  hold(
    graph.subtract(stated.share, limit.share),
    () =>
      `its latency holds for ${percent(stated.share)} of requests, and the workload asks for ${percent(limit.share)}`,
  );
  for (const [words, asked, known] of [
    ['time to the first token', limit.firstToken, stated.firstToken],
    ['time per output token', limit.perToken, stated.perToken],
  ] as const) {
    if (asked === null) continue;
    if (known === null)
      hold(graph.constant(-1), () => `its ${words} is not known, and the workload asks for ${show(asked)}`);
    else
      hold(
        graph.subtract(asked, known),
        () => `its ${words} of ${show(known)} is above the ${show(asked)} that the workload asks for`,
      );
  }
}

/** The curve that a cluster is held to, or what there is instead. */
function curveOf(
  context: ModelContext,
  { cluster, offer, gpusPerReplica, precision, engine }: ResolvedCluster,
  streams: readonly TokenStream[],
): LatencyCurve | { readonly unknown: string } {
  const { catalog } = context;
  context.selects(gpusPerReplica, 'which measurements of latency hold');
  const count = context.valueOf(gpusPerReplica);
  const ofModel = catalog.latency.filter(({ model }) => model === cluster.model);
  const alike = ofModel.filter(
    (each) =>
      each.gpu === offer.gpu && count.eq(each.gpusPerReplica) && isSamePrecision(each.precision, precision),
  );
  const ofEngine = alike.filter((each) => engine !== null && each.engine.split(' ')[0] === engine);
  const candidates = ofEngine.length === 0 ? alike : ofEngine;
  const most = ({ points }: LatencyCurve): Exact =>
    points.reduce((high, { completed }) => (completed.gt(high) ? completed : high), count.times(0));
  const fits = (curve: LatencyCurve): boolean =>
    slacksOfLength(context, curve, streams).every((slack) => !context.valueOf(slack).isNegative());
  const [best] = candidates.toSorted((a, b) => Number(fits(b)) - Number(fits(a)) || most(b).cmp(most(a)));
  if (best !== undefined) {
    if (new Set(candidates.map(({ inputLength, outputLength }) => `${inputLength}/${outputLength}`)).size > 1)
      for (const { inputLength, outputLength } of streams)
        for (const length of [inputLength, outputLength])
          if (length !== null) context.selects(length, 'which measurements of latency hold');
    return best;
  }
  const here = `${count.toFixed()} × ${offer.gpu}${precision === null ? '' : ` at ${precision}`}`;
  const measured = [
    ...new Set(ofModel.map((each) => `${each.gpusPerReplica} × ${each.gpu} at ${each.precision}`)),
  ];
  return {
    unknown:
      measured.length === 0
        ? `how fast ${cluster.model} answers by load was not measured on any GPU in catalog ${catalog.version}`
        : `how fast ${cluster.model} answers by load was not measured on ${here}; it was on ${measured.join(', ')}`,
  };
}

/** Of one name, or 16 bits under whatever name. */
function isSamePrecision(measured: string, own: string | null): boolean {
  return measured === own || [measured, own].every((each) => bytesPerParameter(each).eq(2));
}

interface Question {
  readonly cluster: ResolvedCluster;
  readonly curve: LatencyCurve;
  readonly limit: LimitNodes;
  readonly asked: LatencyFigure;
  readonly streams: readonly TokenStream[];
}

/** By how much requests are shorter than those measured, relative to these: no longer request is held to them. */
function slacksOfLength(
  { graph }: ModelContext,
  { inputLength, outputLength }: LatencyCurve,
  streams: readonly TokenStream[],
): readonly Node[] {
  const slack = (most: number, length: Node): Node => {
    const whole = graph.constant(most, 'token/request');
    return graph.divide(graph.subtract(whole, length), whole);
  };
  return streams.flatMap((stream) => [
    ...(stream.inputLength === null ? [] : [slack(inputLength, stream.inputLength)]),
    ...(stream.outputLength === null ? [] : [slack(outputLength, stream.outputLength)]),
  ]);
}

function curveRule(context: ModelContext, question: Question): LatencyRule | null {
  const { graph } = context;
  const { cluster, curve, limit, asked, streams } = question;
  context.selects(limit.share, 'which of the measured times count');
  const share = context.valueOf(limit.share);
  const percent = `${share.times(100).toFixed()}%`;
  const times = [
    ['time to the first token', limit.firstToken, firstTokenTimes(curve, share)],
    ['time per output token', limit.perToken, perTokenTimes(curve, share)],
  ] as const;
  const lacking = times.find(([, wanted, known]) => wanted !== null && known === null);
  if (lacking !== undefined)
    return refuse(
      context,
      cluster,
      `no ${lacking[0]} that ${percent} of requests keep to was measured of ${latencyKey(curve)}`,
    );
  const held = times.flatMap(([words, wanted, known]) =>
    wanted === null || known === null ? [] : [{ words, wanted, known }],
  );
  for (const slack of slacksOfLength(context, curve, streams))
    context.mustHold(slack, 'whether requests of this length were measured', () => ({
      exclusion: {
        by: 'latency',
        message: `clusters.${cluster.cluster.id}: latency was measured with ${curve.inputLength} input and ${curve.outputLength} output tokens a request, and the workload's are longer`,
        remedy: `state what you measured: 'latency: { rate: ..., ttft: ..., tpot: ... }' in clusters.${cluster.cluster.id}`,
      },
      hasFigures: true,
    }));
  for (const { words, wanted, known } of held) mustBeReached(context, question, { words, wanted, known });
  const rates = held.map(({ wanted, known }) => loadWithin(graph, known, wanted));
  const [only] = rates;
  if (only === undefined) throw new Error('a limit without a time');
  const timed = (of: 'firstToken' | 'perToken'): LatencyRule['firstToken'] => {
    const known = times[of === 'firstToken' ? 0 : 1][2];
    return asked[of] === null || known === null ? null : (load) => timeAtLoad(graph, known, load);
  };
  const whole = requestTimes(curve);
  const by = held.map(({ words, known }) => `${known.from} for the ${words}`).join(', ');
  return {
    rate: rates.length === 1 ? only : graph.minimum(...rates),
    firstToken: timed('firstToken'),
    perToken: timed('perToken'),
    request: whole && ((load) => timeAtLoad(graph, whole, load)),
    share: limit.share,
    notes: [
      `clusters.${cluster.cluster.id}: latency by the curve of ${latencyKey(curve)}, ${curve.kind} up to ${held[0]?.known.points.at(-1)?.load.toFixed() ?? ''} requests/s that a replica keeps up with, ${by} (${curve.source.url}, ${curve.source.retrieved ?? 'no date'}); prompts up to ${curve.inputLength} and answers up to ${curve.outputLength} tokens take no longer`,
    ],
  };
}

/** No number of replicas makes a request faster than one that is nearly alone. */
function mustBeReached(
  context: ModelContext,
  { cluster, curve }: Question,
  { words, wanted, known }: { readonly words: string; readonly wanted: Node; readonly known: TimeByLoad },
): void {
  const { graph } = context;
  const [first] = known.points;
  if (first === undefined) throw new Unknown('needs', 'a curve without points');
  context.mustHold(
    graph.subtract(wanted, graph.constant(first.time, 'ms')),
    'whether the latency can be met',
    () => ({
      exclusion: {
        by: 'latency',
        message: `clusters.${cluster.cluster.id}: no number of replicas meets a ${words} of ${context.valueOf(wanted).toFixed()} ms: at ${first.load.toFixed()} requests/s, the lightest load measured, it is ${first.time.toSignificantDigits(4).toFixed()} ms (${latencyKey(curve)}, ${known.from})`,
      },
      hasFigures: true,
    }),
  );
}
