import type { SweepResult } from '../../../analysis/index.ts';
import type { Figure } from '../../document/figures.ts';

/** The cost of every option in every cell, the cheapest of each, and the crossings. */
export function* sweepFigures(result: SweepResult): Generator<Figure> {
  const { axes, currency } = result;
  const common = { scenario: result.scenario.name, month: null, kind: 'computed' };
  for (const { id: workload, options, cells, crossovers } of result.workloads) {
    for (const { at, monthly, cheapest } of cells) {
      const source = at.map((value, axis) => `${axes[axis]?.path ?? ''}=${value.toFixed()}`).join('; ');
      for (const [index, cost] of monthly.entries()) {
        const option = options[index]?.id ?? '';
        const value = cost === null ? null : { number: cost };
        yield { ...common, workload, option, line: 'monthly', value, unit: `${currency}/month`, source };
      }
      yield {
        ...common,
        workload,
        option: cheapest ?? '',
        line: 'cheapest',
        value: cheapest === null ? null : { text: cheapest },
        unit: '',
        source,
      };
    }
    const [first, second] = axes;
    for (const { at, intervals } of crossovers) {
      const source = at === null ? '' : `${second?.path ?? ''}=${at.toFixed()}`;
      for (const { from, cheapest } of intervals) {
        yield {
          ...common,
          workload,
          option: cheapest,
          line: `cheapest_from.${first?.path ?? ''}`,
          value: { number: from },
          unit: first?.unit ?? '',
          source,
        };
      }
    }
  }
}
