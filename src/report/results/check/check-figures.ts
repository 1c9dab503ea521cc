import type { CheckResult } from '../../../policy/index.ts';
import type { Figure } from '../../document/figures.ts';
import { placeText } from './check-document.ts';

/** Every case: what was found, and the limit. */
export function* checkFigures(result: CheckResult): Generator<Figure> {
  for (const each of result.cases) {
    const common = {
      scenario: each.scenario,
      workload: each.workload ?? '',
      option: each.option ?? '',
      month: null,
      unit: each.unit,
      source: placeText(each),
    };
    yield {
      ...common,
      line: `${each.rule}.outcome`,
      value: { text: each.outcome },
      unit: '',
      kind: each.message,
    };
    if (each.actual !== null) {
      yield { ...common, line: `${each.rule}.actual`, value: { number: each.actual }, kind: '' };
    }
    if (each.limit !== null) {
      yield { ...common, line: `${each.rule}.limit`, value: { number: each.limit }, kind: '' };
    }
  }
}
