import { Exact, ExactReading } from '../../formula/index.ts';
import type { Choice, PlanLimit, Portfolio } from '../../model/index.ts';
import { decisionsOf, placementProgram, withFixed, type Solve } from '../placement/placement-program.ts';
import { requiredFigure } from '../run/figures.ts';

/** A plan of a portfolio, read exactly. */
export interface Solved {
  readonly portfolio: Portfolio;
  readonly taken: readonly Choice[];
  readonly exact: ExactReading;
  readonly decisions: ReadonlyMap<string, Exact>;
  readonly monthly: Exact;
}

export interface Asked {
  /** Whether a choice may be taken. */
  readonly isAllowed: (choice: Choice) => boolean;
  /** Amounts that are decided already, by address. */
  readonly held?: ReadonlyMap<string, Exact>;
  readonly limits: readonly PlanLimit[];
}

/** The best plan of the choices that are allowed; null where there is none. */
export async function solved(
  portfolio: Portfolio,
  { isAllowed, held, limits }: Asked,
  solve: Solve,
): Promise<Solved | null> {
  const { choices, amounts, model } = portfolio;
  const allowed = choices.filter(isAllowed);
  if (model.workloads.some(({ id }) => !allowed.some(({ workload }) => workload === id))) return null;
  const asked = placementProgram(portfolio, limits);
  const fixed = new Map<number, number>();
  for (const choice of choices) {
    const column = asked.columns.get(choice.taken.address);
    if (column !== undefined && !isAllowed(choice)) fixed.set(column, 0);
  }
  for (const { address, maximum } of amounts) {
    const [column, amount] = [asked.columns.get(address), held?.get(address)];
    if (column === undefined || amount === undefined) continue;
    fixed.set(column, (maximum === undefined ? amount : Exact.min(amount, maximum)).toNumber());
  }
  const solution = await solve(withFixed(asked, fixed));
  if (solution.cost === null) return null;
  const decisions = decisionsOf(asked, solution);
  const exact = new ExactReading(decisions);
  return {
    portfolio,
    taken: choices.filter(({ taken }) => decisions.get(taken.address)?.eq(1) === true),
    exact,
    decisions,
    monthly: requiredFigure(exact.of(portfolio.monthly)),
  };
}

/** The solver's tolerances are a millionth. */
const tolerance = '1e-5';

/** The limits of a portfolio that a plan of it does not meet, by address. */
export function brokenLimits({ portfolio, exact }: Solved): readonly string[] {
  const isMet = ({ rows }: PlanLimit): boolean =>
    rows.every(
      ({ of, lower, upper }) =>
        (upper === undefined || exact.of(of).lte(upper.plus(tolerance))) &&
        (lower === undefined || exact.of(of).gte(lower.minus(tolerance))),
    );
  return portfolio.limits.filter((limit) => !isMet(limit)).map(({ id }) => id);
}
