import type { LatencyTarget, ReplicaPlan, ThroughputEstimate } from '../../../model/index.ts';

/** An estimate, and the replicas that meet a latency where that was asked. */
export interface EstimateAnswer {
  readonly estimate: ThroughputEstimate;
  readonly plan:
    (ReplicaPlan & { readonly target: LatencyTarget; readonly requestsPerSecond: number }) | null;
}

/** The answer in words, as comments, above lines that go into a cluster of a scenario. */
export function estimateText({ estimate, plan }: EstimateAnswer): string {
  const { setting, batch, output, low, high, medianError, measurements, families, reached } = estimate;
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  const lines = [
    `# Estimated, not measured: ${setting.model} in ${setting.precision} on ${String(setting.gpus)} × ${setting.gpu},`,
    `# ${shown(setting.input)} input and ${shown(setting.output)} output tokens a request, ${shown(batch)} requests at once.`,
    `# ${shown(output)} output tokens/s; with a probability of 80 % between ${shown(low)} and ${shown(high)}.`,
    `# A roofline fitted to ${String(measurements)} measurements of ${String(families)} models: ${percent(reached.bandwidth)} of the memory's speed and`,
    `# ${percent(reached.compute)} of the arithmetic are reached. Off by ${percent(medianError)} at the median for a model that it was not fitted to.`,
    `throughput: { output: ${String(rounded(output))} tokens/s }`,
  ];
  if (plan !== null) {
    const { target } = plan;
    lines.push(
      `# ${shown(plan.requestsPerSecond)} requests/s, ${percent(target.share)} with the first token within ${shown(target.firstToken * 1000)} ms and each after within ${shown(target.eachToken * 1000)} ms:`,
      `# ${shown(plan.slots)} requests at once on a replica hold a place for ${shown(plan.service)} s each; ${shown(plan.load)} places are taken on average.`,
      `# ${(plan.late * 100).toFixed(2)} % of requests wait too long for a place (Erlang C).`,
      `min_replicas: ${String(plan.replicas)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Three digits that count. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function shown(value: number): string {
  return (Number.isInteger(value) ? value : rounded(value)).toLocaleString('en-US');
}
