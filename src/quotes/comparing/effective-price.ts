import type { Exact, ExactReading, Node } from '../../formula/index.ts';
import type { Model, OptionModel } from '../../model/index.ts';

/** What an offer costs when it is rented all month, whatever runs on it. */
export interface EffectivePrice {
  /** Per GPU and hour. */
  readonly hourly: Exact;
  /** A month of the fewest GPUs that are rented. */
  readonly leastMonthly: Exact;
}

/** The same as formulas. */
export interface EffectiveFormulas {
  readonly hourly: Node;
  readonly leastMonthly: Node;
}

/** The model's own line of GPU rent, and that divided by the GPUs and the hours of a month. Null where it is unknown. */
export function effectiveFormulas(model: Model, option: OptionModel): EffectiveFormulas | null {
  const { graph } = model;
  const rent = option.statement?.lines.find(({ id }) => id === 'gpu')?.monthly;
  const gpus = option.statement?.capacity?.gpus;
  const hours = graph.inputs.get('hours_per_month');
  if (rent === undefined || gpus === undefined || hours === undefined) return null;
  return { hourly: graph.divide(rent, graph.multiply(gpus, hours)), leastMonthly: rent };
}

/** What the formulas give; null where that is nothing. */
export function effectivePrice(
  { hourly, leastMonthly }: EffectiveFormulas,
  reading: ExactReading,
): EffectivePrice | null {
  const price = reading.of(hourly);
  return price.isFinite() ? { hourly: price, leastMonthly: reading.of(leastMonthly) } : null;
}
