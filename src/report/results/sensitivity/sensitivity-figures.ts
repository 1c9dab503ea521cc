import type { Exact } from '../../../formula/index.ts';
import type { SensitivityAnalysis } from '../../../analysis/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';

/** Every bound, cost, index and worth; `kind` is `simulated` where it is an estimate. */
export function* sensitivityFigures(result: SensitivityAnalysis): Generator<Figure> {
  const perMonth = `${result.currency}/month`;
  const common = { scenario: result.scenario.name, month: null, source: '' };
  for (const workload of result.workloads) {
    const of = { ...common, workload: workload.id, option: workload.option ?? '' };
    yield {
      ...of,
      option: workload.best ?? '',
      line: 'perfect_information',
      value: numberValue(workload.perfectInformation),
      unit: perMonth,
      kind: 'simulated',
    };
    for (const each of workload.parameters) {
      const line = `sensitivity.${each.path}`;
      const figure = (
        name: string,
        value: Exact | number | null | undefined,
        unit: string,
        kind = '',
      ): Figure => ({
        ...of,
        line: `${line}.${name}`,
        value: numberValue(value ?? null),
        unit,
        kind,
      });
      yield figure('low', each.low, each.unit);
      yield figure('high', each.high, each.unit);
      yield figure('monthly_low', each.monthlyLow, perMonth);
      yield figure('monthly_high', each.monthlyHigh, perMonth);
      yield figure('first_order', each.firstOrder, '1', 'simulated');
      yield figure('first_order_interval.low', each.firstOrderInterval?.[0], '1', 'simulated');
      yield figure('first_order_interval.high', each.firstOrderInterval?.[1], '1', 'simulated');
      yield figure('total', each.total, '1', 'simulated');
      yield figure('total_interval.low', each.totalInterval?.[0], '1', 'simulated');
      yield figure('total_interval.high', each.totalInterval?.[1], '1', 'simulated');
      yield figure('perfect_information', each.perfectInformation, perMonth, 'simulated');
    }
  }
}
