import { evaluate, type Exact } from '../../formula/index.ts';
import type { PlanLimit, Portfolio } from '../../model/index.ts';
import { requiredFigure } from '../run/figures.ts';
import { decisionsOf, placementProgram, type Solve } from './placement-program.ts';
import type { Conflict } from './result.ts';

/**
 * A smallest set of limits that no plan meets together: each is left out in turn, and stays out where there still is no plan.
 * What is left cannot be made smaller. Then what the best plan costs without each of them, the other limits kept.
 */
export async function conflictsOf(portfolio: Portfolio, solve: Solve): Promise<readonly Conflict[]> {
  const unplaced = portfolio.model.workloads.filter(
    ({ id }) => !portfolio.choices.some(({ workload }) => workload === id),
  );
  if (unplaced.length > 0) {
    return unplaced.map(({ id }) => ({
      limit: `workloads.${id}`,
      message: `no option of ${id} can be chosen`,
      place: placeOf(portfolio.model.workloads.find((each) => each.id === id)?.workload.span),
      relaxedMonthly: null,
    }));
  }
  let kept = portfolio.limits;
  for (const limit of portfolio.limits) {
    const others = kept.filter((each) => each !== limit);
    if ((await monthlyUnder(portfolio, others, solve)) === null) kept = others;
  }
  return relaxed(portfolio, kept, solve);
}

/** Of each limit, what the best plan costs without it. */
async function relaxed(
  portfolio: Portfolio,
  limits: readonly PlanLimit[],
  solve: Solve,
): Promise<readonly Conflict[]> {
  const found: Conflict[] = [];
  for (const { id, label, span } of limits) {
    const others = portfolio.limits.filter((each) => each.id !== id);
    found.push({
      limit: id,
      message: label,
      place: placeOf(span),
      relaxedMonthly: await monthlyUnder(portfolio, others, solve),
    });
  }
  return found;
}

/** The limits without which a plan would cost less than `monthly`. */
export async function bindingLimits(
  portfolio: Portfolio,
  monthly: Exact,
  solve: Solve,
): Promise<readonly Conflict[]> {
  const all = await relaxed(portfolio, portfolio.limits, solve);
  // Rounding in the solver is no saving.
  return all.filter(({ relaxedMonthly }) => relaxedMonthly?.lt(monthly.times('0.999999999')) === true);
}

function placeOf(span: PlanLimit['span']): string | null {
  return span === undefined ? null : `${span.file}:${span.line}:${span.column}`;
}

async function monthlyUnder(
  portfolio: Portfolio,
  limits: readonly PlanLimit[],
  solve: Solve,
): Promise<Exact | null> {
  const asked = placementProgram(portfolio, limits);
  const solution = await solve(asked.program);
  return solution.cost === null
    ? null
    : requiredFigure(evaluate(portfolio.monthly, decisionsOf(asked, solution)));
}
