import type { TokenEntry } from '../../catalog/index.ts';
import type { Exact, Node } from '../../formula/index.ts';
import type { PipelineStep } from '../../scenario/index.ts';
import type { ModelContext } from '../context.ts';
import type { WorkloadDemand } from '../demand/demand.ts';
import type { Line } from '../types.ts';
import { attemptedLines, entryMultiplier, tokenEntry } from './buy.ts';
import { limitsOf, requireTask } from './limits.ts';
import { listSpend } from './token-prices.ts';

/** What the steps of a pipeline beside the options' own model call add to every option. */
export interface PipelineCost {
  readonly lines: readonly Line[];
  /** Who is paid for them. */
  readonly vendors: readonly string[];
}

/**
 * The steps of a pipeline (docs/model.md): each with its own calls per request, tokens and price entry. A step costs what its
 * production costs, and its part of experimentation, retries, A/B traffic and failover: whatever is sent again passes it again.
 */
export function pipelineCost(context: ModelContext, demand: WorkloadDemand): PipelineCost {
  const steps = [...demand.workload.steps.values()];
  return {
    lines: steps.map((step) => ({
      id: `steps.${step.id}`,
      label: `Step ${step.id}`,
      monthly: stepCost(context, demand, step),
      variable: true,
    })),
    vendors: [
      ...new Set(steps.flatMap(({ buy }) => (buy === null ? [] : [tokenEntry(context, buy).channel]))),
    ],
  };
}

function stepCost(context: ModelContext, demand: WorkloadDemand, step: PipelineStep): Node {
  const { graph } = context;
  const { workload } = demand;
  const at = `workloads.${workload.id}.steps.${step.id}`;
  const calls = graph.name(
    `${at}.volume`,
    'calls a month',
    graph.multiply(demand.requireRequests(`step ${step.id}`), context.input(`${at}.calls`, step.calls)),
  );
  const amounts =
    step.price === null
      ? attemptedLines(context, demand, listOf(context, demand, step, calls))
      : pricedCalls(context, demand, graph.multiply(calls, context.input(`${at}.price`, step.price)));
  const consumption = graph.add(...amounts);
  const uplift = context.input(`workloads.${workload.id}.failover.uplift`, workload.failover.uplift);
  return graph.multiply(consumption, graph.add(context.one, uplift));
}

/** What the calls of a step cost at its own price entry; nothing of them is read from cache, or runs as batch. */
function listOf(context: ModelContext, demand: WorkloadDemand, step: PipelineStep, calls: Node) {
  const { graph } = context;
  const { workload } = demand;
  const at = `workloads.${workload.id}.steps.${step.id}`;
  const entry = tokenEntry(context, step.buy ?? '');
  const multiplier = entryMultiplier(context, entry);
  const [input, output] = (['input', 'output'] as const).map((key) => {
    const stated = context.input(`${at}.${key}`, step[key]);
    return multiplier === null ? stated : graph.multiply(stated, multiplier);
  }) as [Node, Node];
  requireRoomOfCall(context, step, entry, input, output);
  const none = graph.constant(0);
  const own: WorkloadDemand = {
    ...demand,
    workload: { ...workload, uses: new Map(), cacheWrite: { ...workload.cacheWrite, value: none.value } },
    cached: none,
    cacheWrite: none,
    requests: calls,
    requireRequests: () => calls,
  };
  const stream = {
    input: graph.multiply(calls, input),
    output: graph.multiply(calls, output),
    inputLength: input,
    outputLength: output,
    cached: none,
    cacheWrite: none,
  };
  requireTask(context, entry, output, `step ${step.id}: `);
  return listSpend(context, own, [stream], { entry, batch: none, service: null }, at);
}

/** A call has to fit the model's context, and its answer what the model gives at most. */
function requireRoomOfCall(
  context: ModelContext,
  { id }: PipelineStep,
  entry: TokenEntry,
  input: Node,
  output: Node,
): void {
  const { graph } = context;
  const limits = limitsOf(context, entry);
  const room = (most: Exact | null, of: Node, message: (tokens: string, most: string) => string): void => {
    if (most === null) return;
    const slack = graph.subtract(graph.constant(most, 'token/request'), of);
    context.mustHold(slack, 'whether a request fits the context', () => ({
      exclusion: {
        by: 'context',
        message: `step ${id}: ${message(context.valueOf(of).toFixed(0), most.toFixed())}`,
      },
      hasFigures: true,
    }));
  };
  room(
    limits.context,
    graph.add(input, output),
    (tokens, most) => `a call of ${tokens} tokens is longer than the context of ${entry.id}, ${most}`,
  );
  room(
    limits.maxOutput,
    output,
    (tokens, most) => `an answer of ${tokens} tokens is longer than the ${most} that ${entry.id} gives`,
  );
}

/** Calls at one price: production, experimentation, retries and A/B traffic. */
function pricedCalls(context: ModelContext, demand: WorkloadDemand, production: Node): readonly Node[] {
  const { graph } = context;
  const nothing = graph.constant(0, production.unit);
  return attemptedLines(context, demand, {
    input: nothing,
    output: nothing,
    fee: production,
    total: production,
  });
}
