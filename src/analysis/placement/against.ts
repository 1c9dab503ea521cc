import type { Exact } from '../../formula/index.ts';
import type { Choice, Portfolio } from '../../model/index.ts';
import { requiredFigure } from '../run/figures.ts';
import { brokenLimits, solved, type Solved } from '../stress/solved.ts';
import { allocate } from './allocate.ts';
import type { Solve } from './placement-program.ts';
import type { Against, AgainstCause, AgainstWorkload, PlaceResult } from './result.ts';

/**
 * A saved plan valued with today's inputs beside the best plan of today: what it costs if nobody changes an option, which of its
 * limits that breaks, and by workload what differs and why. `result` is today's.
 */
export async function placeAgainst(
  portfolio: Portfolio,
  result: PlaceResult,
  saved: PlaceResult,
  solve: Solve,
): Promise<PlaceResult> {
  const before = new Map(saved.portfolio.assignments.map((each) => [each.workload, each] as const));
  const isAllowed = ({ workload, option }: Choice): boolean =>
    !before.has(workload) || before.get(workload)?.option === option.id;
  const kept = await solved(portfolio, { isAllowed, limits: [] }, solve);
  const pays = keptBy(kept);
  const now = new Map(result.portfolio.assignments.map((each) => [each.workload, each] as const));
  const workloads = [...new Set([...before.keys(), ...portfolio.model.workloads.map(({ id }) => id)])];
  const best = result.portfolio.monthly;
  const more = kept === null || best === null ? null : requiredFigure(kept.monthly.minus(best));
  const broken = kept === null ? [] : brokenLimits(kept);
  const within = best?.times(portfolio.model.scenario.margin.value) ?? null;
  const against: Against = {
    scenario: saved.scenario,
    catalog: saved.catalog,
    monthly: saved.portfolio.monthly,
    keptMonthly: kept?.monthly ?? null,
    more,
    broken,
    holds: more !== null && within !== null && more.lte(within) && broken.length === 0,
    workloads: workloads.map((workload): AgainstWorkload => {
      const [was, is] = [before.get(workload), now.get(workload)];
      const keptMonthly = pays.get(workload) ?? null;
      return {
        workload,
        option: was?.option ?? null,
        monthly: was?.monthly ?? null,
        keptMonthly,
        best: is?.option ?? null,
        bestMonthly: is?.monthly ?? null,
        cause: causeOf(portfolio, { workload, was: was ?? null, best: is?.option ?? null, keptMonthly }),
      };
    }),
    shared: sharedOf(saved, kept),
  };
  return { ...result, against };
}

function keptBy(kept: Solved | null): ReadonlyMap<string, Exact> {
  if (kept === null) return new Map();
  const { byLoad } = allocate(kept.portfolio, kept.taken, kept.exact);
  return new Map(
    kept.taken.flatMap(({ workload }, index) => {
      const pays = byLoad[index];
      return pays === undefined ? [] : [[workload, pays] as const];
    }),
  );
}

function causeOf(
  { model, choices }: Portfolio,
  {
    workload,
    was,
    best,
    keptMonthly,
  }: {
    readonly workload: string;
    readonly was: { readonly option: string; readonly monthly: Exact } | null;
    readonly best: string | null;
    readonly keptMonthly: Exact | null;
  },
): AgainstCause {
  if (!model.workloads.some(({ id }) => id === workload)) return 'workload-gone';
  if (was === null) return 'workload-new';
  if (!choices.some((each) => each.workload === workload && each.option.id === was.option))
    return 'option-gone';
  if (best !== null && best !== was.option) return 'better-option';
  return keptMonthly !== null && keptMonthly.minus(was.monthly).abs().gt('0.005') ? 'inputs' : 'none';
}

/** What shared things cost in the saved plan, and what they cost today if it is kept; those that cost the same are left out. */
function sharedOf(saved: PlaceResult, kept: Solved | null): Against['shared'] {
  const was = new Map(
    [
      ...saved.portfolio.clusters.map(({ id, monthly }) => ['cluster', id, monthly] as const),
      ...saved.portfolio.teams.map(({ id, monthly }) => ['team', id, monthly] as const),
    ].map(([kind, id, monthly]) => [`${kind} ${id}`, monthly] as const),
  );
  const is = new Map(
    (kept?.portfolio.shared ?? []).flatMap(({ kind, id, monthly }) => {
      const amount = kept?.exact.of(monthly);
      return (kind === 'cluster' || kind === 'team') && amount !== undefined && !amount.isZero()
        ? [[`${kind} ${id}`, requiredFigure(amount)] as const]
        : [];
    }),
  );
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [monthly, keptMonthly] = [was.get(name) ?? null, is.get(name) ?? null];
    const isSame = monthly !== null && keptMonthly !== null && monthly.minus(keptMonthly).abs().lte('0.005');
    return isSame ? [] : [{ name, monthly, keptMonthly }];
  });
}
