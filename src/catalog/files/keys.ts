import type { ExchangeRate, LatencyCurve, ThroughputEntry } from '../types.ts';

/** How a throughput entry is named: model, GPUs, precision, lengths, engine and concurrency. */
export function throughputKey(
  entry: Omit<ThroughputEntry, 'inputRate' | 'outputRate' | 'totalRate' | 'kind' | 'source'>,
): string {
  const load = entry.concurrency === null ? '' : ` at ${entry.concurrency}`;
  const lengths = `${entry.inputLength}/${entry.outputLength}`;
  return `${entry.model} on ${entry.gpusPerReplica} ${entry.gpu} ${entry.precision} ${lengths} ${entry.engine}${load}`;
}

/** How a latency curve is named: model, GPUs, precision, lengths and engine. */
export function latencyKey(curve: LatencyCurve): string {
  return throughputKey({ ...curve, concurrency: null });
}

/** How an exchange rate is named: currencies and date. */
export function exchangeKey(rate: ExchangeRate): string {
  return `${rate.from}/${rate.to} on ${rate.date}`;
}
