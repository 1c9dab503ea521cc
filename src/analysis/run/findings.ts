import { citation, Exact, showNumber, type ExactReading } from '../../formula/index.ts';
import type { Model, OptionModel } from '../../model/index.ts';
import { feasibleOptions } from './placement.ts';
import type { Finding } from '../result.ts';
import { statedGpuPrices } from './stated-gpu-prices.ts';
import { statedTokenPrices } from './stated-token-prices.ts';
import { latencyResult, presentReading, type OptionReading } from './statements.ts';

/** Below this share of use an idle cluster is pointed out. */
const idleBelow = new Exact('0.3');

/** What the reader should know before signing, beyond the figures: stated prices that the catalog contradicts, idle clusters. */
export function findings(
  model: Model,
  readings: ReadonlyMap<string, readonly OptionReading[]>,
): readonly Finding[] {
  return [
    ...statedTokenPrices(model),
    ...statedGpuPrices(model),
    ...idleClusters(model, readings),
    ...latencies(model, readings),
    ...exchangeRates(model),
  ];
}

/** Which exchange rates the amounts of other currencies were taken at, and of which day. */
export function exchangeRates({ graph, asOf }: Pick<Model, 'graph' | 'asOf'>): readonly Finding[] {
  return [...graph.inputs.values()].flatMap(({ address, value, provenance }) => {
    const [, from, to] = /^exchange\.([A-Z]{3})\.([A-Z]{3})$/u.exec(address) ?? [];
    if (from === undefined || to === undefined) return [];
    const origin = provenance.kind === 'stated' ? 'as set' : `from ${citation(provenance.origin)}`;
    const message = `amounts in ${from} are converted at ${showNumber(value)} ${to} per ${from}, ${origin}; prices are as of ${asOf}`;
    return [{ code: 'exchange-rate', message }];
  });
}

/** What a latency limit asks of the cheapest option that reserves GPUs, and what is expected at its peak. */
function latencies(
  model: Model,
  readings: ReadonlyMap<string, readonly OptionReading[]>,
): readonly Finding[] {
  return model.workloads.flatMap(({ id, workload }) =>
    typeof workload.constraints.latency === 'string'
      ? []
      : feasibleOptions(readings.get(id) ?? [])
          .flatMap(({ model: option }) => latencyFinding(id, option, presentReading(model)))
          .slice(0, 1),
  );
}

/** What a latency limit asks of an option by itself, and the times at its peak; nothing where none is asked or known. */
export function latencyFinding(
  workload: string,
  { id, statement }: Pick<OptionModel, 'id' | 'statement'>,
  exact: ExactReading,
): readonly Finding[] {
  const latency = statement?.capacity?.latency ?? null;
  if (latency === null) return [];
  const found = latencyResult(latency, exact);
  const shown = (of: Exact): string => showNumber(of.toSignificantDigits(3));
  const times = [
    ...(found.ttft === null ? [] : [`the first token takes up to ${shown(found.ttft)} ms`]),
    ...(found.tpot === null ? [] : [`each token after it up to ${shown(found.tpot)} ms`]),
  ].join(' and ');
  const replicas = `${found.byLatency} replica${found.byLatency === 1 ? '' : 's'}`;
  const message = `${workload}/${id}: at the peak of ${shown(found.peakRate)} requests/s the latency limit asks for ${replicas} and utilization for ${found.byUtilization}; for ${found.at.times(100).toFixed()} % of requests ${times}`;
  return [{ code: 'latency', message }];
}

/** A warning below 30 % achieved utilization, for the cheapest option of each workload that reserves GPUs. */
function idleClusters(
  model: Model,
  readings: ReadonlyMap<string, readonly OptionReading[]>,
): readonly Finding[] {
  return model.workloads.flatMap(({ id }) => {
    const reserving = feasibleOptions(readings.get(id) ?? []).find(({ utilization }) =>
      utilization?.isFinite(),
    );
    if (reserving === undefined || reserving.utilization === null || reserving.utilization.gte(idleBelow))
      return [];
    const percent = reserving.utilization.times(100);
    const used = percent.lt('0.1') ? 'less than 0.1' : percent.toDecimalPlaces(1).toFixed();
    const message = `${id}/${reserving.model.id}: GPU utilization is ${used} % of paid time`;
    return [{ code: 'idle-cluster', message }];
  });
}
