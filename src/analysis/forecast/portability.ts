import type { Quantity } from '../../document/index.ts';
import { Exact, ExactReading } from '../../formula/index.ts';
import {
  amountIn,
  readWorkload,
  type Era,
  type Model,
  type OptionModel,
  type Timeline,
} from '../../model/index.ts';
import { amount } from '../run/figures.ts';
import type { ScheduledStint } from './scheduled-stint.ts';
import { cheapestSchedule, worthOfStints } from './schedule.ts';

/** What being able to switch cheaply is worth over the horizon, and what the platforms that make it cheap cost. */
export interface ForecastPortability {
  readonly lines: readonly {
    readonly id: string;
    readonly monthly: Exact;
    /** What it is in the catalog, where its price is from, and what that says of it; null where it is stated. */
    readonly label: string | null;
    readonly source: string | null;
    readonly note: string | null;
  }[];
  /** All lines, a month. */
  readonly monthly: Exact;
  /** All lines over all months, and what that is worth today. */
  readonly total: Exact;
  readonly npv: Exact;
  /** What switching one workload costs; without the platforms null where options and events say. */
  readonly switchWith: Exact;
  readonly switchWithout: Exact | null;
  readonly workloads: readonly PortabilityWorkload[];
  /** Present value of the best schedules without the platforms less those with them. */
  readonly worth: Exact;
  /** That less what the platforms cost. */
  readonly net: Exact;
}

export interface PortabilityWorkload {
  readonly id: string;
  readonly without: BestSchedule;
  readonly with: BestSchedule;
  readonly worth: Exact;
}

export interface BestSchedule {
  readonly stints: readonly ScheduledStint[];
  readonly npv: Exact;
}

const zero = new Exact(0);

/**
 * The best schedule of every workload at either cost of switching, each an exact shortest path. The cost is that of moving from
 * one option to another, and of moving to the successor of a model that is retired. Null where the scenario does not ask;
 * a workload without a schedule is left out.
 */
export function forecastPortability(
  model: Model,
  eras: readonly Era[],
  timeline: Timeline,
): ForecastPortability | null {
  const { portability } = model.scenario;
  if (portability === null) return null;
  const { switchWith, switchWithout } = portability;
  const exact = new ExactReading();
  const lines = model.portability.map(({ id, monthly, fact }) => ({
    id,
    monthly: amount(exact.of(monthly)),
    label: fact?.label ?? null,
    source: fact === null ? null : `${fact.source.url} (${fact.source.retrieved})`,
    note: fact?.source.note ?? null,
  }));
  const monthly = lines.reduce((sum, each) => sum.plus(each.monthly), zero);
  const months = timeline.months.length;
  const npv = amount(
    timeline.discounts.slice(1, months + 1).reduce((sum, factor) => sum.plus(monthly.times(factor)), zero),
  );
  const bestAt = (cost: Quantity | null): ReadonlyMap<string, BestSchedule> => {
    const [at, when] = cost === null ? [eras, timeline] : [eras.map(costing(cost)), moving(timeline, cost)];
    return new Map(
      model.workloads.flatMap(({ id }) => {
        const best = bestSchedule(at, id, when);
        return best === null ? [] : [[id, best] as const];
      }),
    );
  };
  const [cheap, dear] = [bestAt(switchWith), bestAt(switchWithout)];
  const workloads = [...dear].flatMap(([id, without]): readonly PortabilityWorkload[] => {
    const found = cheap.get(id);
    return found === undefined ? [] : [{ id, without, with: found, worth: without.npv.minus(found.npv) }];
  });
  const worth = workloads.reduce((sum, each) => sum.plus(each.worth), zero);
  return {
    lines,
    monthly,
    total: monthly.times(months),
    npv,
    switchWith: amount(amountIn(model, switchWith) ?? zero),
    switchWithout: switchWithout === null ? null : amount(amountIn(model, switchWithout) ?? zero),
    workloads,
    worth,
    net: worth.minus(npv),
  };
}

/** The era with another cost of switching to each of its options. */
function costing(cost: Quantity): (era: Era) => Era {
  const withCost = (of: OptionModel): OptionModel => ({
    ...of,
    option: { ...of.option, switching: { ...of.option.switching, cost } },
  });
  return ({ model, ...era }) => ({
    ...era,
    model: {
      ...model,
      workloads: model.workloads.map((each) => ({ ...each, options: each.options.map(withCost) })),
    },
  });
}

/** The timeline with another cost of moving to the successor of a retired model. */
function moving(timeline: Timeline, migration: Quantity): Timeline {
  return {
    ...timeline,
    events: timeline.events.map((event) => (event.kind === 'retire' ? { ...event, migration } : event)),
  };
}

function bestSchedule(eras: readonly Era[], id: string, timeline: Timeline): BestSchedule | null {
  const { months, discounts } = timeline;
  const { from, options } = readWorkload(eras, id, timeline);
  const usable = options.flatMap(({ model, figures }) =>
    figures === null || model.exclusions.length > 0 ? [] : [{ id: model.id, figures }],
  );
  const figures = usable.map((each) => each.figures);
  const stints = cheapestSchedule(figures, months.length, from, discounts);
  if (stints === null) return null;
  const worth = worthOfStints(figures, stints, months.length, discounts);
  return {
    stints: stints.map(({ option, from: start, until }, index) => ({
      option: usable[option]?.id ?? '',
      from: months[start] ?? '',
      to: months[until - 1] ?? '',
      npv: amount(worth[index] ?? zero),
    })),
    npv: amount(worth.reduce((sum, each) => sum.plus(each), zero)),
  };
}
