import type { IsoMonth } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import type { Model } from '../../model/index.ts';
import { mayShare } from '../placement/index.ts';
import { plainNumber } from '../uncertainty/index.ts';
import type { ForecastWorkload } from './result.ts';
import type { PortfolioQuarter, PortfolioSchedule } from './scheduled-portfolio.ts';
import type { ScheduleMonths } from './workload-forecast.ts';

export interface ScheduledWorkload {
  readonly forecast: ForecastWorkload;
  readonly months: () => ScheduleMonths | null;
}

const zero = new Exact(0);

/**
 * The exact schedules of the workloads as one plan. Whatever a common plan of a group that shares does, it serves each of its workloads,
 * and serving one alone costs at least that one's best schedule: the dearest of the group bounds it from below.
 */
export function portfolioSchedule(
  model: Model,
  scheduled: readonly ScheduledWorkload[],
  months: readonly IsoMonth[],
): PortfolioSchedule | null {
  if (scheduled.length < 2 || model.scenario.cases.length > 0) return null;
  const known = scheduled.flatMap(({ forecast: { id, schedule }, months: monthsOf }) => {
    const own = monthsOf();
    return schedule === null || own === null ? [] : [{ id, schedule, own }];
  });
  if (known.length < scheduled.length) return null;
  const npv = sum(known.map(({ schedule }) => schedule.npv));
  const groups = sharingGroups(model);
  const worthOf = (id: string): Exact => known.find((each) => each.id === id)?.schedule.npv ?? zero;
  const lowerBound = sum(
    groups.map((group) =>
      group.length > 1 && group.some((id) => hasSpendTerms(model, id))
        ? zero
        : Exact.max(...group.map(worthOf)),
    ),
  );
  const sharing = groups.filter((group) => group.length > 1);
  const proof = hasLimits(model) ? 'limits' : sharing.length > 0 ? 'bound' : 'optimal';
  const quarters = Array.from({ length: Math.ceil(months.length / 3) }, (_, index): PortfolioQuarter => {
    const own = months.slice(3 * index, 3 * index + 3);
    const [first = '', last = ''] = [own[0], own.at(-1)];
    const held = own.map((__, at) =>
      known.reduce((total, each) => total + (each.own.gpus[3 * index + at]?.toNumber() ?? 0), 0),
    );
    return {
      from: first,
      to: last,
      cash: sum(known.flatMap((each) => each.own.cash.slice(3 * index, 3 * index + 3))),
      gpus: Math.max(0, ...held),
      workloads: known.map(({ id, schedule }) => ({
        id,
        options: schedule.stints.flatMap(({ option, from, to }) =>
          from <= last && to >= first ? [option] : [],
        ),
      })),
    };
  });
  return {
    npv,
    saves: sum(known.map(({ schedule }) => schedule.saves)),
    proof,
    lowerBound: proof === 'optimal' ? npv : lowerBound,
    gap:
      proof === 'optimal' || npv.isZero() ? 0 : (plainNumber(npv.minus(lowerBound).div(npv).toNumber()) ?? 0),
    sharing,
    quarters,
  };
}

/** Workloads in groups: two are in one where they may use one thing, or both with a third. */
function sharingGroups(model: Model): readonly (readonly string[])[] {
  const { plan } = model.scenario;
  const free = { ...model.scenario, plan: withoutLimits(plan) };
  const groups: string[][] = [];
  for (const workload of model.workloads) {
    const joined = groups.filter((group) =>
      group.some((id) => {
        const pair = model.workloads.filter((each) => each.id === id || each === workload);
        return mayShare({ ...model, scenario: free, workloads: pair });
      }),
    );
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), workload.id]);
  }
  return groups;
}

type Plan = Model['scenario']['plan'];

function withoutLimits(plan: Plan): Plan {
  return {
    ...plan,
    budget: null,
    outlay: null,
    vendors: null,
    largestShare: null,
    twoVendors: [],
    quotas: new Map(),
    headcount: new Map(),
  };
}

function hasLimits({ scenario: { plan } }: Model): boolean {
  const { budget, outlay, vendors, largestShare, twoVendors, quotas, headcount } = plan;
  const limits = [budget, outlay, vendors, largestShare];
  return limits.some((each) => each !== null) || twoVendors.length + quotas.size + headcount.size > 0;
}

/** Whether what a workload spends may lower what others pay, so that serving it alone may cost more than serving all. */
function hasSpendTerms({ workloads, scenario, catalog }: Model, id: string): boolean {
  const options = workloads.find((each) => each.id === id)?.options ?? [];
  return options.some(({ option }) => {
    if (option.kind !== 'buy') return false;
    const entry = scenario.prices.get(option.price) ?? catalog.tokens.get(option.price);
    return entry?.rows.some(({ commitment }) => commitment !== null) === true;
  });
}

function sum(values: readonly Exact[]): Exact {
  return values.reduce((total, each) => total.plus(each), zero);
}
