import type { ExchangeRate, LatencyCurve, MeasuredReplica, ThroughputEntry } from '../types.ts';

/** How a throughput entry is named: model, GPUs, precision, lengths, engine and concurrency. */
export function throughputKey(entry: ThroughputEntry): string {
  return `${replicaKey(entry)}${entry.concurrency === null ? '' : ` at ${entry.concurrency}`}`;
}

/** How a latency curve is named: model, GPUs, precision, lengths and engine. */
export function latencyKey(curve: LatencyCurve): string {
  return replicaKey(curve);
}

function replicaKey(of: MeasuredReplica): string {
  const lengths = `${of.inputLength}/${of.outputLength}`;
  return `${of.model} on ${of.gpusPerReplica} ${of.gpu} ${of.precision} ${lengths} ${of.engine}`;
}

/** How an exchange rate is named: currencies and date. */
export function exchangeKey(rate: ExchangeRate): string {
  return `${rate.from}/${rate.to} on ${rate.date}`;
}
