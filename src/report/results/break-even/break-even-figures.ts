import type { BreakEvenResult } from '../../../analysis/index.ts';
import type { Figure } from '../../document/figures.ts';

/** Every end of every interval: over all options, and of each pair to buy and to build. */
export function* breakEvenFigures(result: BreakEvenResult): Generator<Figure> {
  for (const workload of result.workloads) {
    const common = {
      scenario: result.scenario.name,
      workload: workload.id,
      month: null,
      unit: workload.unit,
      kind: '',
      source: result.parameter,
    };
    for (const { from, cheapest } of workload.intervals) {
      yield { ...common, option: cheapest, line: 'cheapest_from', value: { number: from } };
    }
    for (const pair of workload.crossovers) {
      for (const { from, cheapest } of pair.intervals) {
        yield {
          ...common,
          option: cheapest,
          line: `${pair.buy}/${pair.build}.cheapest_from`,
          value: { number: from },
        };
      }
    }
  }
}
