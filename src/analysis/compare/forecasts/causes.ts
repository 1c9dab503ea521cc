import { Exact } from '../../../formula/index.ts';
import type { Model } from '../../../model/index.ts';
import { shapleyValues } from '../../attribution/index.ts';
import { forecastModel } from '../../forecast/forecast-model.ts';
import type { ForecastResult } from '../../forecast/index.ts';
import { amount } from '../../run/figures.ts';
import { mixedModel } from './mixed-model.ts';
import { statedParts } from './stated-parts.ts';
import { forecastCauses, type EffectMethod, type ForecastCause, type ForecastEffect } from './types.ts';

/** Months of options that are computed for causes at most: a few seconds. */
const mostMonths = 10_000;
/** Decimal places of amounts in results. */
const scale = new Exact(10).pow(20);

export type Causes =
  | { readonly effects: readonly ForecastEffect[]; readonly method: EffectMethod }
  | { readonly effects: null; readonly because: string };

interface Worth {
  readonly npv: Exact;
  readonly total: Exact;
}

/**
 * The change of a forecast by cause. Each cause is averaged over all orders in which the causes could have been put in place
 * (Shapley values), where that many forecasts are not too many, else they are put in place one after the other.
 */
export function causesOf(
  before: { readonly model: Model; readonly result: ForecastResult },
  after: { readonly model: Model; readonly result: ForecastResult },
): Causes {
  const [was, is] = [statedParts(before.model), statedParts(after.model)];
  const differing = forecastCauses.flatMap((cause) => {
    const keys = differences(was[cause], is[cause]);
    return keys.length === 0 ? [] : [{ cause, keys }];
  });
  const [first, last] = [worthOf(before.result), worthOf(after.result)];
  if (first === null || last === null) return { effects: [], method: 'in_order' };
  const count = differing.length;
  const each = Math.max(monthsIn(before.result), monthsIn(after.result));
  const method: EffectMethod = each * 2 ** count <= mostMonths ? 'average_of_orders' : 'in_order';
  if (method === 'in_order' && each * count > mostMonths)
    return { effects: null, because: 'so many months and options are not computed once more for each cause' };
  const known = new Map<number, Worth>([
    [0, first],
    [2 ** count - 1, last],
  ]);
  const worth = (coalition: number): Worth | null => {
    const found = known.get(coalition);
    if (found !== undefined) return found;
    const taken = new Set<ForecastCause>(
      differing.flatMap(({ cause }, index) => ((coalition & (1 << index)) === 0 ? [] : [cause])),
    );
    const model = mixedModel(before.model, after.model, taken);
    const result = model.ok ? forecastModel(model.value) : model;
    const found2 = result.ok ? worthOf(result.value) : null;
    if (found2 !== null) known.set(coalition, found2);
    return found2;
  };
  const coalitions = Array.from({ length: method === 'in_order' ? count + 1 : 2 ** count }, (_, index) =>
    method === 'in_order' ? 2 ** index - 1 : index,
  );
  const values: Worth[] = [];
  for (const coalition of coalitions) {
    const value = worth(coalition);
    if (value === null)
      return {
        effects: null,
        because: 'the two scenarios cannot be mixed: what one names the other does not fit',
      };
    values.push(value);
  }
  const effectsOf = (key: keyof Worth): readonly Exact[] =>
    method === 'in_order'
      ? values.slice(1).map((value, index) => value[key].minus(values[index]?.[key] ?? 0))
      : shapleyValues(
          values.map((value) => BigInt(value[key].times(scale).toFixed(0))),
          count,
        ).map((value) => new Exact(value.toString()).div(scale));
  const [npv, total] = [effectsOf('npv'), effectsOf('total')];
  return {
    method,
    effects: differing.map(({ cause, keys }, index) => ({
      cause,
      npv: amount(npv[index] ?? new Exact(0)),
      total: amount(total[index] ?? new Exact(0)),
      keys,
    })),
  };
}

function worthOf({ portfolio }: ForecastResult): Worth | null {
  return portfolio === null ? null : { npv: portfolio.npv, total: portfolio.total };
}

function monthsIn({ workloads, horizon }: ForecastResult): number {
  return horizon.months * workloads.reduce((sum, { options }) => sum + options.length, 0);
}

function differences(
  was: ReadonlyMap<string, string>,
  is: ReadonlyMap<string, string>,
): ForecastEffect['keys'] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((address) => {
    const [before, after] = [was.get(address) ?? null, is.get(address) ?? null];
    return before === after ? [] : [{ address, before, after }];
  });
}
