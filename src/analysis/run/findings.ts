import { citation, Exact, showNumber } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { feasibleOptions } from './placement.ts';
import type { Finding } from '../result.ts';
import { statedGpuPrices } from './stated-gpu-prices.ts';
import { statedTokenPrices } from './stated-token-prices.ts';
import type { OptionReading } from './statements.ts';

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
