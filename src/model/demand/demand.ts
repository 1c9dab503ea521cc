import { evaluate, type InputNode, type Node } from '../../formula/index.ts';
import type { Workload } from '../../scenario/index.ts';
import type { Quantity } from '../../document/index.ts';
import { Unknown, type ModelContext } from '../context.ts';
import { retryFactors, type RetryFactors } from './retries.ts';
import type { Demand } from '../types.ts';

/** Tokens a month of one class of requests, and its length, from which its context tier follows. */
export interface TokenStream {
  /** tokens/month */
  readonly input: Node;
  readonly output: Node;
  /** Input tokens per request; null where volume is stated in tokens without a request length. */
  readonly inputLength: Node | null;
  readonly outputLength: Node | null;
}

/** A workload's demand, and the same for another volume: the overflow of a burst, what a cascade passes on. */
export interface WorkloadDemand extends Demand {
  readonly workload: Workload;
  readonly streams: readonly TokenStream[];
  readonly retries: RetryFactors;
  readonly cached: Node;
  readonly cacheWrite: Node;
  readonly experimentation: Node;
  readonly abShare: Node;
  /** Hours a month in which the workload is active. */
  readonly activeHours: Node;
  readonly peak: Node;
  /** Requests a month, or Unknown with what to add: for everything that is charged per request. */
  requireRequests(forWhat: string): Node;
  /** The demand of a part of the volume; `share` is a plain number. */
  scaled(share: Node): WorkloadDemand;
  /** The demand of another volume, in the unit of `volume`. */
  withVolume(volume: Node): WorkloadDemand;
  /** The streams with every length and amount times a token multiplier. */
  multiplied(multiplier: Node): readonly TokenStream[];
}

/** Section 1: demand of a workload as formulas over its addresses. */
export function workloadDemand(context: ModelContext, workload: Workload): WorkloadDemand {
  const at = `workloads.${workload.id}`;
  const share = (key: string, label: string, quantity: Quantity): Node =>
    context.share(`${at}.${key}`, label, quantity);
  const hours =
    workload.activeHours === null
      ? context.hoursPerMonth
      : context.quantity(`${at}.load.active`, 'active hours', workload.activeHours, 'hour/month', {
          maximum: 744,
        });
  const common = {
    workload,
    retries: retryFactors(context, workload),
    cached: share('tokens.cached', 'share of input read from cache', workload.cached),
    cacheWrite: share('tokens.cache_write', 'share of input written to cache', workload.cacheWrite),
    experimentation: context.quantity(
      `${at}.overheads.experimentation`,
      'experimentation',
      workload.overheads.experimentation,
      '1',
    ),
    abShare: share('overheads.ab_testing.share', 'A/B share', workload.overheads.abTesting.share),
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
    ? context.quantity(`${at}.peak_to_average`, 'peak to average', workload.peakToAverage, '1', {
        minimum: 1,
      })
    : context.graph.name(
        `${at}.hourly`,
        'peak to average',
        context.graph.constant(workload.peakToAverage.value),
      );
}

type Common = Pick<
  WorkloadDemand,
  'workload' | 'retries' | 'cached' | 'cacheWrite' | 'experimentation' | 'abShare' | 'activeHours' | 'peak'
>;

function demandByRequests(
  context: ModelContext,
  workload: Workload,
  stated: Quantity,
  common: Common,
): WorkloadDemand {
  const { graph } = context;
  const at = `workloads.${workload.id}`;
  const volume = context.quantity(`${at}.volume`, 'volume', stated, 'request/month') as InputNode;
  const single = workload.classes.length === 1;
  const { reasoning } = workload;
  const withReasoning = (answer: Node): Node =>
    reasoning === null
      ? answer
      : graph.multiply(
          answer,
          graph.add(
            context.one,
            context.quantity(
              `${at}.tokens.reasoning`,
              'reasoning tokens for each output token',
              reasoning,
              '1',
            ),
          ),
        );
  const classes = workload.classes.map((each, index) => {
    const place = single ? `${at}.tokens` : `${at}.classes.${index}`;
    return {
      share: single ? null : context.share(`${place}.share`, 'share of requests', each.share),
      input: context.quantity(`${place}.input`, 'input tokens per request', each.input, 'token/request'),
      output: withReasoning(
        context.quantity(`${place}.output`, 'output tokens per request', each.output, 'token/request'),
      ),
    };
  });
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
  const streams = (requests: Node): readonly TokenStream[] =>
    classes.map((each) => {
      const count = weighted(requests, each.share);
      return {
        input: graph.multiply(count, each.input),
        output: graph.multiply(count, each.output),
        inputLength: each.input,
        outputLength: each.output,
      };
    });
  const of = (requests: Node): WorkloadDemand =>
    assemble(context, common, {
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
  const volume = context.quantity(`${at}.volume`, 'volume', stated.tokens, 'token/month') as InputNode;
  const input = context.quantity(`${at}.ratio.input`, 'input part of the ratio', stated.ratio.input, '1');
  const output = context.quantity(`${at}.ratio.output`, 'output part of the ratio', stated.ratio.output, '1');
  const whole = graph.add(input, output);
  const length =
    stated.tokensPerRequest === null
      ? null
      : context.quantity(
          `${at}.tokens_per_request`,
          'tokens per request',
          stated.tokensPerRequest,
          'token/request',
        );
  const part = (of: Node, side: Node): Node => graph.divide(graph.multiply(of, side), whole);
  const of = (tokens: Node): WorkloadDemand =>
    assemble(context, common, {
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
        },
      ],
      scaled: (share) => of(graph.multiply(tokens, share)),
      withVolume: of,
    });
  return of(volume);
}

type Varying = Pick<
  WorkloadDemand,
  'volume' | 'requests' | 'tokens' | 'tokensPerVolume' | 'streams' | 'scaled' | 'withVolume'
>;

function assemble(context: ModelContext, common: Common, varying: Varying): WorkloadDemand {
  const { graph } = context;
  return {
    ...common,
    ...varying,
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
