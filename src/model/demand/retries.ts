import type { Node } from '../../formula/index.ts';
import type { Workload } from '../../scenario/index.ts';
import type { ModelContext } from '../context.ts';
import type { Quantity } from '../../document/index.ts';

/** Retries (docs/model.md): what the retries of a workload do to what is sent and billed, per request that is asked for. */
export interface RetryFactors {
  /** Attempts per request, A. */
  readonly attempts: Node;
  /** Billed multiples of input and output tokens. */
  readonly billedInput: Node;
  readonly billedOutput: Node;
  readonly maximum: Node;
}

/**
 * Attempts A = (1 - f^(R+1)) / (1 - f); delivered S = 1 - f^(R+1); a failed attempt bills its input and output by the
 * stated shares, or by cause: rejected bills nothing, timed out its input, bad output everything.
 */
export function retryFactors(context: ModelContext, workload: Workload): RetryFactors {
  const { graph, one } = context;
  const at = `workloads.${workload.id}.retries`;
  const maximum = context.input(`${at}.max`, workload.retries.maximum);
  const of = (key: string, quantity: Quantity): Node => context.input(`${at}.${key}`, quantity);

  let failureRate: Node;
  let wastedInput: (attempts: Node) => Node;
  let wastedOutput: (attempts: Node) => Node;
  if (workload.retries.by === 'rate') {
    const rate = of('failure_rate', workload.retries.failureRate);
    const input = of('billed_input', workload.retries.billedInput);
    const output = of('billed_output', workload.retries.billedOutput);
    failureRate = rate;
    wastedInput = (attempts) => graph.multiply(input, rate, attempts);
    wastedOutput = (attempts) => graph.multiply(output, rate, attempts);
  } else {
    const rejected = of('rejected', workload.retries.rejected);
    const timedOut = of('timed_out', workload.retries.timedOut);
    const badOutput = of('bad_output', workload.retries.badOutput);
    failureRate = graph.add(rejected, timedOut, badOutput);
    wastedInput = (attempts) => graph.multiply(graph.add(timedOut, badOutput), attempts);
    wastedOutput = (attempts) => graph.multiply(badOutput, attempts);
  }
  const attempts = graph.name(
    `workloads.${workload.id}.attempts`,
    'attempts per request',
    attemptsPerRequest(context, failureRate, maximum),
  );
  const delivered = graph.name(
    `workloads.${workload.id}.delivered`,
    'delivered share of requests',
    graph.subtract(one, graph.power(failureRate, graph.add(maximum, one))),
  );
  return {
    attempts,
    maximum,
    billedInput: graph.name(
      `workloads.${workload.id}.billed_input`,
      'billed multiple of input',
      graph.add(delivered, wastedInput(attempts)),
    ),
    billedOutput: graph.name(
      `workloads.${workload.id}.billed_output`,
      'billed multiple of output',
      graph.add(delivered, wastedOutput(attempts)),
    ),
  };
}

/** A = (1 - f^(R+1)) / (1 - f), for any failure rate below 1. */
export function attemptsPerRequest(context: ModelContext, failureRate: Node, maximum: Node): Node {
  const { graph, one } = context;
  const allFail = graph.power(failureRate, graph.add(maximum, one));
  return graph.divide(graph.subtract(one, allFail), graph.subtract(one, failureRate));
}
