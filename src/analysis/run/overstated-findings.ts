import { showNumber } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { Finding } from '../result.ts';
import { feasibleOptions } from './placement.ts';
import type { OptionReading } from './statements.ts';

/** What batch saves at most vendors; a cached token saves more, and of a whole cost seldom as much. */
const mayBe = 0.5;

/**
 * A price that a vendor does not state is taken at more than it can be. Where the option is not the answer and would be at
 * half its cost, that may decide: it is said before anything else.
 */
export function overstatedFindings(
  model: Model,
  readings: ReadonlyMap<string, readonly OptionReading[]>,
): readonly Finding[] {
  return model.workloads.flatMap(({ id }) => {
    const [cheapest, ...others] = feasibleOptions(readings.get(id) ?? []);
    if (cheapest === undefined || cheapest.monthly === null) return [];
    const least = cheapest.monthly;
    return others.flatMap((each): readonly Finding[] => {
      const [note] = each.model.option.kind === 'buy' ? each.model.notes : [];
      if (note === undefined || each.monthly === null || each.monthly.times(mayBe).gte(least)) return [];
      const more = showNumber(each.monthly.minus(least).toSignificantDigits(3));
      const message = `${id}/${each.model.id} costs ${more} ${model.scenario.currency}/month more than ${cheapest.model.id}, with a price overstated that may decide it: ${note}`;
      return [{ code: 'overstated-price', message }];
    });
  });
}
