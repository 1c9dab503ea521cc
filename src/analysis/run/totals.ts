import { Exact } from '../../formula/index.ts';
import type { ScenarioCase } from '../../scenario/index.ts';
import type { PortfolioResult } from '../result.ts';
import { requiredFigure } from './figures.ts';

/** What is paid together: all workloads, or those of each case. Null, for a workload without an answer, counts nothing. */
export function totalsOf(
  cases: readonly ScenarioCase[],
  monthly: ReadonlyMap<string, Exact | null>,
): Pick<PortfolioResult, 'monthly' | 'cases'> {
  const sum = (ids: Iterable<string>): Exact =>
    requiredFigure([...ids].reduce((total, id) => total.plus(monthly.get(id) ?? 0), new Exact(0)));
  return cases.length === 0
    ? { monthly: sum(monthly.keys()), cases: [] }
    : {
        monthly: null,
        cases: cases.map(({ id, workloads }) => ({ id, workloads, monthly: sum(workloads) })),
      };
}
