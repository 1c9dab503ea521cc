import { evaluate, type InputNode, type Node } from '../../formula/index.ts';
import type { Workload } from '../../scenario/index.ts';
import type { Quantity } from '../../document/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import { workloadCache } from './cache.ts';
import { turnsOf } from './conversation.ts';
import { retryFactors, type RetryFactors } from './retries.ts';
import type { Demand, Line } from '../types.ts';

/** Tokens a month of one class of requests, and its length, from which its context tier follows. */
export interface TokenStream {
  /** tokens/month */
  readonly input: Node;
  readonly output: Node;
  /** Input tokens per request; null where volume is stated in tokens without a request length. */
  readonly inputLength: Node | null;
  readonly outputLength: Node | null;
  /** Shares of its input that are read from the cache and written to it. */
  readonly cached: Node;
  readonly cacheWrite: Node;
}

/** A workload's demand, and the same for another volume: the overflow of a burst, what a cascade passes on. */
export interface WorkloadDemand extends Demand {
  readonly workload: Workload;
  readonly streams: readonly TokenStream[];
  readonly retries: RetryFactors;
  /** Shares of all input. */
  readonly cached: Node;
  readonly cacheWrite: Node;
  readonly experimentation: Node;
  readonly abShare: Node;
  /** Null where that is not stated. */
  readonly users: Node | null;
  /** Hours a month in which the workload is active. */
  readonly activeHours: Node;
  readonly peak: Node;
  /** Lines of a pipeline's other steps, which the statement at that address has beside its own; null inside of it. */
  readonly steps: { readonly place: string; readonly lines: readonly Line[] } | null;
  /** Requests a month, or Unknown with what to add: for everything that is charged per request. */
  requireRequests(forWhat: string): Node;
  /** The demand of a part of the volume; `share` is a plain number. */
  scaled(share: Node): WorkloadDemand;
  /** The demand of another volume, in the unit of `volume`. */
  withVolume(volume: Node): WorkloadDemand;
  /** The streams with every length and amount times a token multiplier. */
  multiplied(multiplier: Node): readonly TokenStream[];
}

/** Demand (docs/model.md) of a workload as formulas over its addresses. */
export function workloadDemand(context: ModelContext, workload: Workload): WorkloadDemand {
  const at = `workloads.${workload.id}`;
  const share = (key: string, quantity: Quantity): Node => context.input(`${at}.${key}`, quantity);
  const hours =
    workload.activeHours === null
      ? context.hoursPerMonth
      : context.input(`${at}.load.active`, workload.activeHours);
  const common = {
    workload,
    retries: retryFactors(context, workload),
    experimentation: context.input(`${at}.overheads.experimentation`, workload.overheads.experimentation),
    abShare: share('overheads.ab_testing.share', workload.overheads.abTesting.share),
    users: workload.users === null ? null : context.input(`${at}.users`, workload.users),
    activeHours: hours,
    peak: peakToAverage(context, workload),
  };
  return workload.volume.by === 'requests'
    ? demandByRequests(context, workload, workload.volume.requests, common)
    : demandByTokens(context, workload, workload.volume, common);
}

/** As stated, or the highest hour of a profile: that follows from 168 numbers, and is none that could be set by itself. */
function peakToAverage(context: ModelContext, workload: Workload): Node {
  const at = `workloads.${workload.id}.load`;
  return workload.profile === null
    ? context.input(`${at}.peak_to_average`, workload.peakToAverage)
    : context.graph.name(
        `${at}.hourly`,
        'peak to average',
        context.graph.constant(workload.peakToAverage.value),
      );
}

type Common = Pick<
  WorkloadDemand,
  'workload' | 'users' | 'retries' | 'experimentation' | 'abShare' | 'activeHours' | 'peak'
>;

interface ClassOfRequests {
  /** Null where all requests are of this class. */
  readonly share: Node | null;
  readonly input: Node;
  readonly output: Node;
}

function demandByRequests(
  context: ModelContext,
  workload: Workload,
  stated: Quantity,
  common: Common,
): WorkloadDemand {
  const { graph } = context;
  const at = `workloads.${workload.id}`;
  const volume = context.input(`${at}.volume`, stated) as InputNode;
  const single = workload.classes.length === 1;
  const { reasoning } = workload;
  const withReasoning = (answer: Node): Node =>
    reasoning === null
      ? answer
      : graph.multiply(answer, graph.add(context.one, context.input(`${at}.tokens.reasoning`, reasoning)));
  const turns = workload.conversation === null ? null : turnsOf(context, workload.id, workload.conversation);
  const ofTurns = turns?.requests.map(({ input, output, part }) => ({
    share: part,
    input,
    output: withReasoning(output),
  }));
  const ofClasses = (): readonly ClassOfRequests[] =>
    workload.classes.map((each, index) => {
      const place = single ? `${at}.tokens` : `${at}.classes.${index}`;
      return {
        share: single ? null : context.input(`${place}.share`, each.share),
        input: context.input(`${place}.input`, each.input),
        output: withReasoning(context.input(`${place}.output`, each.output)),
      };
    });
  const classes = ofTurns ?? ofClasses();
  const weighted = (of: Node, part: Node | null): Node => (part === null ? of : graph.multiply(part, of));
  const perRequest = graph.name(
    `${at}.tokens_per_request`,
    'tokens per request',
    sum(
      context,
      classes.map((each) => weighted(graph.add(each.input, each.output), each.share)),
    ),
  );
  if (evaluate(perRequest).isZero()) {
    const message = `workloads.${workload.id}: a request without input and output tokens has no cost per token`;
    context.refuse('model/no-tokens', message, workload.span, 'state tokens: { input: ..., output: ... }');
  }
  const cache = workloadCache(context, workload, turns, classes);
  const streams = (requests: Node): readonly TokenStream[] =>
    classes.map((each, index) => {
      const count = weighted(requests, each.share);
      return {
        input: graph.multiply(count, each.input),
        output: graph.multiply(count, each.output),
        inputLength: each.input,
        outputLength: each.output,
        ...cache.of(index),
      };
    });
  const of = (requests: Node): WorkloadDemand =>
    assemble(context, common, {
      ...cache.all,
      volume,
      requests,
      tokens: graph.multiply(requests, perRequest),
      tokensPerVolume: perRequest,
      streams: streams(requests),
      scaled: (part) => of(graph.multiply(requests, part)),
      withVolume: of,
    });
  return of(volume);
}

function demandByTokens(
  context: ModelContext,
  workload: Workload,
  stated: Extract<Workload['volume'], { by: 'tokens' }>,
  common: Common,
): WorkloadDemand {
  const { graph } = context;
  const at = `workloads.${workload.id}`;
  const volume = context.input(`${at}.volume`, stated.tokens) as InputNode;
  const input = context.input(`${at}.ratio.input`, stated.ratio.input);
  const output = context.input(`${at}.ratio.output`, stated.ratio.output);
  const whole = graph.add(input, output);
  const length =
    stated.tokensPerRequest === null
      ? null
      : context.input(`${at}.tokens_per_request`, stated.tokensPerRequest);
  const part = (of: Node, side: Node): Node => graph.divide(graph.multiply(of, side), whole);
  const { all: cache } = workloadCache(context, workload, null, []);
  const of = (tokens: Node): WorkloadDemand =>
    assemble(context, common, {
      ...cache,
      volume,
      requests: length === null ? null : graph.divide(tokens, length),
      tokens,
      tokensPerVolume: graph.constant(1),
      streams: [
        {
          input: part(tokens, input),
          output: part(tokens, output),
          inputLength: length === null ? null : part(length, input),
          outputLength: length === null ? null : part(length, output),
          ...cache,
        },
      ],
      scaled: (share) => of(graph.multiply(tokens, share)),
      withVolume: of,
    });
  return of(volume);
}

type Varying = Pick<
  WorkloadDemand,
  | 'cached'
  | 'cacheWrite'
  | 'volume'
  | 'requests'
  | 'tokens'
  | 'tokensPerVolume'
  | 'streams'
  | 'scaled'
  | 'withVolume'
>;

function assemble(context: ModelContext, common: Common, varying: Varying): WorkloadDemand {
  const { graph } = context;
  return {
    ...common,
    ...varying,
    steps: null,
    attempts: common.retries.attempts,
    requireRequests(forWhat) {
      if (varying.requests !== null) return varying.requests;
      throw new Unknown(
        'needs',
        `workloads.${common.workload.id}: ${forWhat} needs the number of requests; add 'tokens_per_request: ...' beside 'ratio'`,
      );
    },
    multiplied: (multiplier) =>
      varying.streams.map((stream) => ({
        ...stream,
        input: graph.multiply(stream.input, multiplier),
        output: graph.multiply(stream.output, multiplier),
        inputLength: stream.inputLength === null ? null : graph.multiply(stream.inputLength, multiplier),
        outputLength: stream.outputLength === null ? null : graph.multiply(stream.outputLength, multiplier),
      })),
  };
}

/** The sum of one or more terms; a single term stays itself. */
export function sum(context: ModelContext, terms: readonly Node[]): Node {
  const [first, ...rest] = terms;
  if (first === undefined) throw new Error('a sum needs a term');
  return rest.length === 0 ? first : context.graph.add(first, ...rest);
}

/** The output tokens of one of the volume: nothing of it moves with the volume itself. */
export function outputPerVolume(context: ModelContext, demand: WorkloadDemand): Node {
  const known = outputs.get(demand);
  if (known !== undefined) return known;
  const one = demand.withVolume(context.graph.constant(1, demand.volume.unit));
  const made = sum(
    context,
    one.streams.map(({ output }) => output),
  );
  outputs.set(demand, made);
  return made;
}

/** Every option of a workload asks the same. */
const outputs = new WeakMap<WorkloadDemand, Node>();
