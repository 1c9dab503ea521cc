import type { Exact, ExactReading, Node } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';

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

/** The model's own line of GPU rent, and that divided by the GPUs and the hours of a month. By the id of the offer. */
export function effectiveFormulas({ graph, rents }: Model): ReadonlyMap<string, EffectiveFormulas> {
  const hours = graph.inputs.get('hours_per_month');
  return new Map(
    [...rents].flatMap(([id, { monthly, gpus }]) =>
      hours === undefined
        ? []
        : [
            [
              id,
              { hourly: graph.divide(monthly, graph.multiply(gpus, hours)), leastMonthly: monthly },
            ] as const,
          ],
    ),
  );
}

/** What the formulas give; null where that is nothing. */
export function effectivePrice(
  { hourly, leastMonthly }: EffectiveFormulas,
  reading: ExactReading,
): EffectivePrice | null {
  const price = reading.of(hourly);
  return price.isFinite() ? { hourly: price, leastMonthly: reading.of(leastMonthly) } : null;
}
