import type { ExplainResult, Explanation } from '../../../analysis/index.ts';
import type { Figure } from '../../document/figures.ts';

/** The figure and all that it is computed from; the address says what each is. */
export function* explainFigures(result: ExplainResult): Generator<Figure> {
  yield* figuresOf(result.explanation, result.scenario.name);
}

function* figuresOf(of: Explanation, scenario: string): Generator<Figure> {
  yield {
    scenario,
    workload: '',
    option: '',
    line: of.address,
    month: null,
    value: of.value === null ? null : { number: of.value },
    unit: of.unit,
    kind: of.origin?.kind ?? 'computed',
    source: of.origin?.source ?? of.formula?.words ?? '',
  };
  for (const part of of.parts) yield* figuresOf(part, scenario);
}
