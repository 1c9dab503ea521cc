import type { IsoMonth } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import type { PhaseFigures, Timeline } from '../../model/index.ts';
import { amount } from '../run/figures.ts';

/** The phases of a roadmap with what they cost: cash is expense in the same month, all of it OpEx. */
export interface ForecastRoadmap {
  readonly template: string | null;
  readonly start: IsoMonth;
  readonly phases: readonly RoadmapPhaseResult[];
  /** One for each month of the horizon. */
  readonly months: readonly {
    readonly month: IsoMonth;
    /** FTE. */
    readonly people: Exact;
    readonly cash: Exact;
  }[];
  readonly total: Exact;
  readonly npv: Exact;
}

export interface RoadmapPhaseResult {
  readonly id: string;
  readonly from: IsoMonth;
  /** The last month. */
  readonly to: IsoMonth;
  /** FTE. */
  readonly people: Exact;
  readonly oneTime: Exact;
  /** Of its first month, people included. */
  readonly monthly: Exact;
  /** Cash by month of the horizon; what is paid once is in its first month. */
  readonly cash: readonly Exact[];
  readonly total: Exact;
  readonly after: readonly string[];
  readonly gate: string | null;
}

const zero = new Exact(0);

/** The roadmap of a forecast: what is paid once at the beginning of a phase, and the rest at the ends of its months. */
export function forecastRoadmap(
  template: string | null,
  phases: readonly PhaseFigures[],
  { months, discounts }: Timeline,
): ForecastRoadmap | null {
  if (phases.length === 0) return null;
  const at = (point: number): Exact => discounts[point] ?? new Exact(1);
  const sum = (values: readonly Exact[]): Exact => values.reduce((all, each) => all.plus(each), zero);
  const results = phases.map(({ phase, from, to, people, oneTime, monthly }): RoadmapPhaseResult => {
    const cash = monthly.map((paid, month) => amount(month === from ? paid.plus(oneTime) : paid));
    return {
      id: phase.id,
      from: months[from] ?? '',
      to: months[to] ?? '',
      people: amount(people),
      oneTime: amount(oneTime),
      monthly: amount(monthly[from] ?? zero),
      cash,
      total: sum(cash),
      after: phase.after,
      gate: phase.gate,
    };
  });
  const worth = phases.map(({ from, oneTime, monthly }) =>
    monthly.reduce((all, paid, month) => all.plus(paid.times(at(month + 1))), oneTime.times(at(from))),
  );
  return {
    template,
    start: months[Math.min(...phases.map(({ from }) => from))] ?? '',
    phases: results,
    months: months.map((month, index) => ({
      month,
      people: sum(phases.map(({ from, to, people }) => (index < from || index > to ? zero : amount(people)))),
      cash: sum(results.map(({ cash }) => cash[index] ?? zero)),
    })),
    total: sum(results.map(({ total }) => total)),
    npv: amount(sum(worth)),
  };
}

/** The months of a portfolio with those of its roadmap. */
export function withRoadmap<Month extends Readonly<Record<'cash' | 'expense' | 'opex', Exact>>>(
  rows: readonly Month[],
  roadmap: ForecastRoadmap | null,
): readonly Month[] {
  if (roadmap === null) return rows;
  return rows.map((row, index) => {
    const paid = roadmap.months[index]?.cash ?? zero;
    return { ...row, cash: row.cash.plus(paid), expense: row.expense.plus(paid), opex: row.opex.plus(paid) };
  });
}
