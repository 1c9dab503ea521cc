import type { ExactReading, Exact } from '../../formula/index.ts';
import type { Model, OptionModel } from '../../model/index.ts';

/** What an offer costs when it is rented all month, whatever runs on it. */
export interface EffectivePrice {
  /** Per GPU and hour. */
  readonly hourly: Exact;
  /** A month of the fewest GPUs that are rented. */
  readonly leastMonthly: Exact;
}

/** Reads the model's own line of GPU rent: divided by the GPUs and the hours of a month. Null where it is unknown. */
export function effectivePrice(
  model: Model,
  option: OptionModel,
  reading: ExactReading,
): EffectivePrice | null {
  const { graph } = model;
  const rent = option.statement?.lines.find(({ id }) => id === 'gpu')?.monthly;
  const gpus = option.statement?.capacity?.gpus;
  const hours = graph.inputs.get('hours_per_month');
  if (rent === undefined || gpus === undefined || hours === undefined) return null;
  const hourly = reading.of(graph.divide(rent, graph.multiply(gpus, hours)));
  return hourly.isFinite() ? { hourly, leastMonthly: reading.of(rent) } : null;
}
