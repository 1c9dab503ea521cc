import { ExactReading, showNumber, type Exact } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import type { Finding } from '../result.ts';
import { feasibleOptions } from './placement.ts';
import { readOptions, type OptionReading } from './statements.ts';

/**
 * What the figures of `defaults: sourced` add to the cheapest option of each workload: the whole, and each when those named
 * before it are taken away first, so that they add up.
 */
export function sourcedFindings(
  model: Model,
  readings: ReadonlyMap<string, readonly OptionReading[]>,
): readonly Finding[] {
  const filled = model.scenario.sourced?.filled ?? [];
  if (filled.length === 0) return [];
  const { currency } = model.scenario;
  return model.workloads.flatMap((workload): readonly Finding[] => {
    const [cheapest] = feasibleOptions(readings.get(workload.id) ?? []);
    if (cheapest === undefined || cheapest.monthly === null) return [];
    const without = new Map<string, Exact>();
    let before = cheapest.monthly;
    const parts: string[] = [];
    for (const each of filled) {
      if (!model.graph.inputs.has(each.address)) continue;
      without.set(each.address, each.without);
      const [read] = readOptions({ ...workload, options: [cheapest.model] }, new ExactReading(without));
      const after = read?.monthly ?? before;
      const added = before.minus(after);
      before = after;
      if (!added.isZero()) parts.push(`${money(added)} ${each.label} (${shown(each.value, each.unit)})`);
    }
    const whole = cheapest.monthly.minus(before);
    if (whole.isZero()) return [];
    const message = `sourced defaults add ${money(whole)} ${currency}/month to ${workload.id}/${cheapest.model.id}: ${parts.join(', ')}; what you state yourself takes their place`;
    return [{ code: 'sourced-defaults', message }];
  });
}

function money(value: Exact): string {
  return showNumber(value.toDecimalPlaces(value.abs().lt(10) ? 2 : 0));
}

function shown(value: Exact, unit: string): string {
  return unit === '' || unit === '1'
    ? `${showNumber(value.times(100).toDecimalPlaces(2))} %`
    : `${showNumber(value.toSignificantDigits(5))} ${unit}`;
}
