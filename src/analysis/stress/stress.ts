import type { Exact } from '../../formula/index.ts';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import type { Choice, Portfolio } from '../../model/index.ts';
import type { Solve } from '../placement/placement-program.ts';
import { partialOf } from '../steps.ts';
import { catalogReference } from '../run/run.ts';
import { requiredFigure } from '../run/figures.ts';
import { committedAmounts, committedFigures, outlayOf, sunkBy } from './committed.ts';
import type { HeldPlan, Replanned, ShockResult, StressPlan, StressResult } from './result.ts';
import { shocksOf, type Shock } from './shocks.ts';
import { brokenLimits, solved, type Solved } from './solved.ts';

export interface StressQuestion {
  /** Ids of the shocks that are asked for; null for all. */
  readonly only: readonly string[] | null;
  /** The portfolio with other values of its inputs; null where they cannot be. */
  readonly rebuild: (figures: ReadonlyMap<string, Exact>) => Portfolio | null;
  readonly solve: Solve;
  /** Told before each shock how many are done, of how many; where it says false, the others are left out. */
  readonly goesOn?: (done: number, total: number) => Promise<boolean>;
}

/** What the best plan, the best that only buys and the best that only builds cost under each shock. */
export async function stressPortfolio(
  portfolio: Portfolio,
  question: StressQuestion,
): Promise<Result<StressResult>> {
  const { model, limits } = portfolio;
  const { solve } = question;
  const only = (kind: Choice['option']['kind']): Promise<Solved | null> =>
    solved(portfolio, { isAllowed: ({ option }) => option.kind === kind, limits: [] }, solve);
  const plan = await solved(portfolio, { isAllowed: () => true, limits }, solve);
  if (plan === null) {
    const hint = "'crossover place' names the limits that cannot hold together";
    return fail(problem('stress/no-plan', 'there is no plan to put under stress', { hint }));
  }
  const shocks = shocksOf(portfolio, plan, question.only);
  if (!shocks.ok) return shocks;
  const plans = { plan, allBuy: await only('buy'), allBuild: await only('build') };
  const results: ShockResult[] = [];
  for (const shock of shocks.value) {
    if ((await question.goesOn?.(results.length, shocks.value.length)) === false) break;
    results.push(await shocked(plans, shock, question));
  }
  return ok({
    schema: 'crossover/stress/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    ...partialOf(results.length, shocks.value.length, 'shocks'),
    currency: model.scenario.currency,
    plan: shown(plan),
    allBuy: plans.allBuy === null ? null : shown(plans.allBuy),
    allBuild: plans.allBuild === null ? null : shown(plans.allBuild),
    shocks: results,
    warnings: [],
  });
}

interface Plans {
  readonly plan: Solved;
  readonly allBuy: Solved | null;
  readonly allBuild: Solved | null;
}

function shown({ monthly, taken }: Solved): StressPlan {
  return { monthly, choices: taken.map(({ workload, option }) => ({ workload, option: option.id })) };
}

async function shocked(plans: Plans, shock: Shock, question: StressQuestion): Promise<ShockResult> {
  const { plan, allBuy, allBuild } = plans;
  const { graph } = plan.portfolio.model;
  const stays = await heldUnder(plan, shock, question);
  const held = shownHeld(stays);
  const replanned = await replannedUnder(plan, shock, stays, question);
  return {
    id: shock.id,
    label: shock.label,
    changes: [...shock.figures].flatMap(([address, to]) => {
      const input = graph.inputs.get(address);
      return input === undefined
        ? []
        : [{ address, from: requiredFigure(input.value), to: requiredFigure(to), unit: input.unit.key }];
    }),
    without: [
      ...new Set(
        plan.portfolio.choices.filter(shock.isOut).map(({ workload, option }) => `${workload}/${option.id}`),
      ),
    ],
    plan: held,
    allBuy: allBuy === null ? null : shownHeld(await heldUnder(allBuy, shock, question)),
    allBuild: allBuild === null ? null : shownHeld(await heldUnder(allBuild, shock, question)),
    replanned,
    verdict: verdictOf(held, replanned, plan),
    notes: [...shock.notes, ...tooLate(plan, shock, replanned)],
  };
}

/** Nobody changes an option, and what is reserved or bought stays; null where an option is gone. */
async function heldUnder(
  before: Solved,
  shock: Shock,
  { rebuild, solve }: StressQuestion,
): Promise<Solved | null> {
  if (before.taken.some(shock.isOut)) return null;
  const portfolio = rebuild(new Map([...committedFigures(before), ...shock.figures]));
  if (portfolio === null) return null;
  const isAllowed = (choice: Choice): boolean => before.taken.some((each) => isSame(each, choice));
  return solved(portfolio, { isAllowed, held: committedAmounts(before), limits: [] }, solve);
}

function shownHeld(plan: Solved | null): HeldPlan {
  return plan === null
    ? { monthly: null, broken: [] }
    : { monthly: plan.monthly, broken: brokenLimits(plan) };
}

function isSame(a: Choice, b: Choice): boolean {
  return (
    a.taken.address === b.taken.address ||
    (a.workload === b.workload && a.option.id === b.option.id && a.shares.replicas === null)
  );
}

async function replannedUnder(
  before: Solved,
  shock: Shock,
  held: Solved | null,
  { rebuild, solve }: StressQuestion,
): Promise<Replanned | null> {
  const portfolio = rebuild(shock.figures);
  if (portfolio === null) return null;
  const after = await solved(
    portfolio,
    { isAllowed: (choice) => !shock.isOut(choice), limits: portfolio.limits },
    solve,
  );
  if (after === null) return null;
  const { monthly: sunkMonthly, spent } = sunkBy(before, after, held);
  return {
    monthly: after.monthly,
    moves: before.taken.flatMap(({ workload, option }) => {
      const to = after.taken.find((each) => each.workload === workload)?.option.id;
      return to === undefined || to === option.id ? [] : [{ workload, from: option.id, to }];
    }),
    sunkMonthly: requiredFigure(sunkMonthly),
    spent: requiredFigure(spent),
    outlay: requiredFigure(outlayOf(before, after)),
  };
}

/** A plan is worth changing where that saves more than the scenario's margin, what is sunk paid. */
function verdictOf(
  held: HeldPlan,
  replanned: Replanned | null,
  { portfolio }: Solved,
): ShockResult['verdict'] {
  if (held.monthly === null || held.broken.length > 0) return replanned === null ? 'none' : 'move';
  if (replanned === null || replanned.moves.length === 0) return 'holds';
  const saved = held.monthly.minus(replanned.monthly).minus(replanned.sunkMonthly);
  return saved.gt(held.monthly.times(portfolio.model.scenario.margin.value)) ? 'replan' : 'holds';
}

/** Moves that take longer than what is withdrawn is still there. */
function tooLate({ portfolio }: Solved, { months }: Shock, replanned: Replanned | null): readonly string[] {
  if (months === null || replanned === null) return [];
  return replanned.moves.flatMap(({ workload, to }) => {
    const choice = portfolio.choices.find((each) => each.workload === workload && each.option.id === to);
    const lead = choice?.option.option.switching.lead.value;
    return lead !== undefined && lead.gt(months)
      ? [`${workload} needs ${lead.toString()} months to move to ${to}, and has ${months.toString()}`]
      : [];
  });
}
