import { Exact, ExactReading, type Overrides } from '../../formula/index.ts';
import type { Choice, Portfolio, SharedCost } from '../../model/index.ts';
import type { LinearProgram, Solution } from '../../optimization/index.ts';
import { requiredFigure } from '../run/figures.ts';
import { latencyFinding } from '../run/findings.ts';
import { catalogReference } from '../run/run.ts';
import { presentReading } from '../run/statements.ts';
import { allocate } from './allocate.ts';
import { bindingLimits, conflictsOf } from './conflicts.ts';
import { countedPlan } from './counted-plan.ts';
import {
  decisionsOf,
  placementProgram,
  withFixed,
  withoutPlan,
  type PlacementProgram,
  type Solve,
} from './placement-program.ts';
import { inputRanges } from './ranges.ts';
import { singleMoves, type BestMove } from './single-moves.ts';
import type { Assignment, NearPlan, PlacedPortfolio, PlaceResult, SharedSaving } from './result.ts';

/** With more workloads the others keep their options while one takes another: each search over all of them takes as long as the plan. */
const mostSearched = 12;
const mostNear = 5;

/** What a plan takes and costs, read exactly. */
interface Plan {
  readonly taken: readonly Choice[];
  readonly exact: ExactReading;
  readonly monthly: Exact;
  readonly solution: Solution;
}

/**
 * Section 6: the plan of least cost for all workloads together, with the proof that the solver has for it. The solver works in
 * doubles; what the plan costs is read exactly, and the gap is that of the exact cost above the proved bound.
 */
export async function placePortfolio(
  portfolio: Portfolio,
  solve: Solve,
  questions: { readonly ranges?: boolean } = {},
): Promise<PlaceResult> {
  const { model } = portfolio;
  const plan = await placed(portfolio, solve, questions.ranges === true);
  const exact = presentReading(model);
  const optionsOf = new Map(model.workloads.map(({ id, options }) => [id, options]));
  const warnings = plan.assignments.flatMap(({ workload, option: id }) => {
    const option = optionsOf.get(workload)?.find((each) => each.id === id);
    return option === undefined ? [] : latencyFinding(workload, option, exact);
  });
  return {
    schema: 'crossover/place/1',
    scenario: { name: model.scenario.name, digest: model.scenario.digest },
    catalog: catalogReference(model),
    currency: model.scenario.currency,
    portfolio: plan,
    warnings,
  };
}

async function placed(portfolio: Portfolio, solve: Solve, withRanges: boolean): Promise<PlacedPortfolio> {
  const asked = placementProgram(portfolio);
  const solution = await solve(asked.program);
  const alone = aloneChoices(portfolio);
  const all = portfolio.model.workloads.every(({ id }) => alone.has(id));
  const separate = [...alone.values()].map(({ choice }) => choice);
  const sums = {
    separateMonthly: all ? await togetherAs(portfolio, separate, solve) : null,
    aloneMonthly: all
      ? requiredFigure([...alone.values()].reduce((sum, { monthly }) => sum.plus(monthly), new Exact(0)))
      : null,
  };
  const apart = sampledBursts(portfolio);
  if (solution.cost === null) {
    return {
      ...sums,
      apart,
      monthly: null,
      status: solution.status === 'limit' ? 'limit' : 'infeasible',
      gap: null,
      othersKept: false,
      assignments: [],
      clusters: [],
      teams: [],
      sharing: [],
      near: [],
      amounts: [],
      ranges: [],
      limits: [],
      conflicts: solution.status === 'limit' ? [] : await conflictsOf(portfolio, solve),
    };
  }
  const plan = planOf(portfolio, asked, solution);
  const { exact, taken } = plan;
  const made = await assignments(portfolio, asked, plan, solve);
  return {
    ...sums,
    apart,
    monthly: requiredFigure(plan.monthly),
    status: isConfirmed(portfolio, plan) && solution.status !== 'limit' ? 'optimal' : 'limit',
    gap: isConfirmed(portfolio, plan) ? gapOf(plan) : null,
    othersKept: !isSearched(taken),
    assignments: made,
    clusters: portfolio.clusters.flatMap(
      ({ id, replicas, nodes, gpus, working, gpusPerReplica, kept, monthly }) => {
        const count = exact.of(gpus);
        if (count.isZero()) return [];
        return [
          {
            id,
            replicas: exact.of(replicas),
            nodes: exact.of(nodes),
            gpus: count,
            utilization: requiredFigure(exact.of(working).times(exact.of(gpusPerReplica)).div(count)),
            kept: kept.map(({ offer, nodes: held }) => ({ offer, nodes: exact.of(held) })),
            monthly: requiredFigure(exact.of(monthly)),
          },
        ];
      },
    ),
    teams: portfolio.teams.flatMap(({ id, headcount, monthly }) => {
      const people = exact.of(headcount);
      return people.isZero() ? [] : [{ id, headcount: people, monthly: requiredFigure(exact.of(monthly)) }];
    }),
    sharing: portfolio.shared.flatMap((cost) => savingOf(portfolio, cost, plan)),
    near: isSearched(taken)
      ? await nearPlans(portfolio, asked, { plan, taken }, solve)
      : nearestMoves(made, plan.monthly, mostWithin(portfolio, plan.monthly)),
    amounts: portfolio.amounts.map((each) => ({
      address: each.address,
      label: each.label,
      count: exact.of(each),
    })),
    ranges: withRanges ? await inputRanges(portfolio, decisionsOf(asked, solution), solve) : [],
    limits: await bindingLimits(portfolio, plan.monthly, solve),
    conflicts: [],
  };
}

/** What the best plan costs and how sure that is, without all else that `placePortfolio` finds out. Few plans are gone through. */
export async function bestPlan(
  portfolio: Portfolio,
  solve: Solve,
): Promise<Pick<PlacedPortfolio, 'status' | 'monthly' | 'gap'>> {
  const counted = countedPlan(portfolio);
  if (counted !== null) {
    if (counted.plan === null) return { status: 'infeasible', monthly: null, gap: null };
    const monthly = new ExactReading(counted.plan).of(portfolio.monthly);
    return { status: 'optimal', monthly: requiredFigure(monthly), gap: new Exact(0) };
  }
  const asked = placementProgram(portfolio);
  const solution = await solve(asked.program);
  if (solution.cost === null)
    return { status: solution.status === 'limit' ? 'limit' : 'infeasible', monthly: null, gap: null };
  const plan = planOf(portfolio, asked, solution);
  const isProved = isConfirmed(portfolio, plan);
  return {
    status: isProved && solution.status !== 'limit' ? 'optimal' : 'limit',
    monthly: requiredFigure(plan.monthly),
    gap: isProved ? gapOf(plan) : null,
  };
}

/** What these choices cost together, with the amounts that are the best for them, whatever the limits of the plan are. */
async function togetherAs(
  portfolio: Portfolio,
  taken: readonly Choice[],
  solve: Solve,
): Promise<Exact | null> {
  const made = takenOnly(taken);
  if (portfolio.amounts.length === 0) return requiredFigure(new ExactReading(made).of(portfolio.monthly));
  const asked = placementProgram(portfolio, []);
  const held = new Map(
    portfolio.choices.map((choice) => [columnOf(asked, choice), made.has(choice.taken.address) ? 1 : 0]),
  );
  const solution = await solve(withFixed(asked, held));
  return solution.cost === null ? null : requiredFigure(planOf(portfolio, asked, solution).monthly);
}

/** Burst options of which a plan chooses the size, in steps. */
function sampledBursts({ choices }: Portfolio): readonly string[] {
  const all = choices.filter(
    ({ option: { option }, shares }) =>
      option.kind === 'hybrid' &&
      option.form === 'burst' &&
      option.replicas === null &&
      shares.replicas !== null,
  );
  return [...new Set(all.map(({ workload, option }) => `${workload}/${option.id}`))];
}

function isSame(a: Choice, b: Choice): boolean {
  return a.workload === b.workload && a.option.id === b.option.id;
}

function takenOnly(taken: readonly Choice[]): Overrides {
  return new Map(taken.map((choice) => [choice.taken.address, new Exact(1)]));
}

function planOf(portfolio: Portfolio, asked: PlacementProgram, solution: Solution): Plan {
  const decisions = decisionsOf(asked, solution);
  const exact = new ExactReading(decisions);
  return {
    taken: portfolio.choices.filter(({ taken }) => decisions.get(taken.address)?.eq(1) === true),
    exact,
    monthly: exact.of(portfolio.monthly),
    solution,
  };
}

/**
 * Whether the exact reading finds what the solver says: the same cost, and every limit met. The solver's tolerances are a
 * millionth; a plan that only holds within them is not called proved.
 */
function isConfirmed({ limits }: Portfolio, { exact, monthly, solution }: Plan): boolean {
  if (solution.cost === null) return false;
  const off = monthly.minus(solution.cost).abs();
  return (
    off.lte(Exact.max(monthly.abs(), 1).times('1e-6')) &&
    limits.every(({ rows }) =>
      rows.every(({ of, upper }) => upper === undefined || exact.of(of).lte(upper.plus('1e-5'))),
    )
  );
}

/** How far the exact cost lies above the bound; what rounding in doubles makes of a proved optimum is no gap. */
function gapOf({ monthly, solution }: Plan): Exact | null {
  if (solution.bound === null) return null;
  const above = monthly.minus(solution.bound);
  const size = Exact.max(monthly.abs(), '1e-9');
  const gap = above.div(size);
  return gap.lt('1e-9') ? new Exact(0) : gap.toSignificantDigits(6);
}

interface Alone {
  readonly choice: Choice;
  readonly monthly: Exact;
}

/** The cheapest option of each workload by its own statement. */
function aloneChoices({ choices }: Portfolio): ReadonlyMap<string, Alone> {
  const exact = new ExactReading();
  const found = new Map<string, Alone>();
  for (const choice of choices) {
    const statement = choice.option.statement;
    if (statement === null) continue;
    const monthly = exact.of(statement.monthly);
    const known = found.get(choice.workload);
    const size = choice.shares.replicas;
    const { capacity } = statement;
    // Of a burst, the size that is the best for it alone, or one where that is no replica at all.
    const isOwnSize = size === null || capacity === null || exact.of(capacity.serving).eq(size);
    if (
      known === undefined ||
      monthly.lt(known.monthly) ||
      (monthly.eq(known.monthly) && isOwnSize && isSame(choice, known.choice))
    )
      found.set(choice.workload, { choice, monthly });
  }
  return found;
}

async function assignments(
  portfolio: Portfolio,
  asked: PlacementProgram,
  plan: Plan,
  solve: Solve,
): Promise<readonly Assignment[]> {
  const { byLoad, byShapley } = allocate(portfolio, plan.taken, plan.exact);
  const alone = aloneChoices(portfolio);
  const isByMoves = !isSearched(plan.taken) && portfolio.amounts.length === 0;
  const moves = isByMoves ? singleMoves(portfolio, plan.taken) : null;
  const made: Assignment[] = [];
  for (const [index, choice] of plan.taken.entries()) {
    const own = alone.get(choice.workload);
    if (own === undefined) throw new Error('a workload with a choice has a cheapest one');
    made.push({
      workload: choice.workload,
      option: choice.option.id,
      kind: choice.option.kind,
      replicas: replicasOf(portfolio, choice, plan.exact),
      monthly: byLoad[index] ?? new Exact(0),
      shapley: byShapley?.[index] ?? null,
      alone: { option: own.choice.option.id, monthly: requiredFigure(own.monthly) },
      otherwise:
        moves === null
          ? await otherwiseOf(portfolio, asked, { plan, choice }, solve)
          : moveOf(plan, moves(choice)),
    });
  }
  return made;
}

/** Of a burst, the work of how many replicas it puts on its cluster at most. */
function replicasOf({ spilled }: Portfolio, { taken, shares }: Choice, exact: ExactReading): Exact | null {
  const own = spilled.get(taken);
  const [use] = shares.clusters;
  if (own === undefined || use === undefined) return shares.replicas;
  return requiredFigure(exact.of(own.served).div(use.cluster.utilization.value));
}

function moveOf({ monthly }: Plan, move: ReturnType<BestMove>): Assignment['otherwise'] {
  if (move === null) return null;
  return { option: move.choice.option.id, more: requiredFigure(move.monthly.minus(monthly)) };
}

/** The best plan in which a workload does not take the option that it has; of many workloads, the others keep theirs. */
async function otherwiseOf(
  portfolio: Portfolio,
  asked: PlacementProgram,
  { plan, choice }: { readonly plan: Plan; readonly choice: Choice },
  solve: Solve,
): Promise<Assignment['otherwise']> {
  const kept = isSearched(plan.taken) ? [] : plan.taken.filter((each) => each !== choice);
  const held = new Map<number, number>(kept.map((each) => [columnOf(asked, each), 1]));
  for (const each of portfolio.choices) if (isSame(each, choice)) held.set(columnOf(asked, each), 0);
  const solution = await solve(withFixed(asked, held));
  if (solution.cost === null) return null;
  const other = planOf(portfolio, asked, solution);
  const option = other.taken.find(({ workload }) => workload === choice.workload)?.option.id;
  return option === undefined ? null : { option, more: requiredFigure(other.monthly.minus(plan.monthly)) };
}

function isSearched(taken: readonly Choice[]): boolean {
  return taken.length <= mostSearched;
}

function columnOf({ columns }: PlacementProgram, choice: Choice): number {
  const column = columns.get(choice.taken.address);
  if (column === undefined) throw new Error(`${choice.taken.address} has no column`);
  return column;
}

/** What those of the plan that take part in a shared cost would pay if each had it for itself. */
function savingOf(portfolio: Portfolio, cost: SharedCost, { taken, exact }: Plan): readonly SharedSaving[] {
  const users = taken.filter((choice) => cost.choices.includes(choice));
  if (users.length < 2) return [];
  const kept = new Map(portfolio.amounts.map(({ address }) => [address, new Exact(0)]));
  const apart = users.reduce(
    (sum, choice) => sum.plus(new ExactReading(new Map([...kept, ...takenOnly([choice])])).of(cost.monthly)),
    new Exact(0),
  );
  return [
    {
      kind: cost.kind,
      id: cost.id,
      workloads: users.map(({ workload }) => workload),
      monthly: requiredFigure(exact.of(cost.monthly)),
      apart: requiredFigure(apart),
    },
  ];
}

function mostWithin({ model }: Portfolio, monthly: Exact): Exact {
  return monthly.times(model.scenario.margin.value.plus(1));
}

/** Of many workloads: the plans in which one takes another option and costs the least more. */
function nearestMoves(made: readonly Assignment[], monthly: Exact, most: Exact): readonly NearPlan[] {
  return made
    .flatMap(({ workload, otherwise }) =>
      otherwise === null
        ? []
        : [
            {
              monthly: requiredFigure(monthly.plus(otherwise.more)),
              changes: [{ workload, option: otherwise.option, replicas: null }],
            },
          ],
    )
    .filter((each) => each.monthly.lte(most))
    .sort((a, b) => a.monthly.comparedTo(b.monthly))
    .slice(0, mostNear);
}

async function nearPlans(
  portfolio: Portfolio,
  asked: PlacementProgram,
  { plan, taken }: { readonly plan: Plan; readonly taken: readonly Choice[] },
  solve: Solve,
): Promise<readonly NearPlan[]> {
  const most = mostWithin(portfolio, plan.monthly);
  const found: NearPlan[] = [];
  let program: LinearProgram = asked.program;
  let last = taken;
  while (found.length < mostNear) {
    program = withoutPlan(
      program,
      last.map((choice) => columnOf(asked, choice)),
      `without.${found.length}`,
    );
    const solution = await solve(program);
    if (solution.cost === null) break;
    const next = planOf(portfolio, asked, solution);
    if (next.monthly.gt(most)) break;
    last = next.taken;
    found.push({
      monthly: requiredFigure(next.monthly),
      changes: next.taken.flatMap((choice) =>
        taken.includes(choice)
          ? []
          : [
              {
                workload: choice.workload,
                option: choice.option.id,
                replicas: replicasOf(portfolio, choice, next.exact),
              },
            ],
      ),
    });
  }
  return found;
}
