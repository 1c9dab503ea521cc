import type { IsoMonth } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { ForecastPortability } from './portability.ts';
import type { ForecastRoadmap } from './roadmap.ts';
import type { PortfolioSchedule } from './scheduled-portfolio.ts';
import type { CommitmentSizing } from './sizing/index.ts';
import type { ForecastPaths } from './paths/result.ts';
import type { ScheduledStint } from './scheduled-stint.ts';
import type { CatalogReference, Finding } from '../result.ts';
import type { Partial } from '../steps.ts';

/** The result of `forecast`, as it is written to JSON (`crossover/forecast/1`). */
export interface ForecastResult {
  readonly schema: 'crossover/forecast/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  /** Only where it was ended early. */
  readonly partial?: Partial;
  readonly currency: string;
  readonly horizon: {
    readonly start: IsoMonth;
    readonly months: number;
    /** By the month; a year compounds twelve of them. */
    readonly discountRate: Exact;
    readonly reinvestmentRate: Exact;
    readonly taxRate: Exact | null;
    /** What moves by how much a month. */
    readonly trends: readonly { readonly trend: string; readonly monthly: Exact }[];
  };
  readonly workloads: readonly ForecastWorkload[];
  /**
   * The option of least net present value of every workload and the roadmap, added up: each workload pays its whole cluster
   * and team. Null where the
   * scenario has cases, which are never paid together.
   */
  readonly portfolio: (ForecastTotals & { readonly npv: Exact }) | null;
  /** Phases on the way to production, whose cost is in the portfolio's; null where none are stated. */
  readonly roadmap: ForecastRoadmap | null;
  /** What being able to switch is worth; null where it is not asked. */
  readonly portability: ForecastPortability | null;
  /** The best schedules of several workloads side by side, by quarter; null for one workload, and for cases. */
  readonly portfolioSchedule: PortfolioSchedule | null;
  /** What sample paths say, where they were asked for. */
  readonly paths: ForecastPaths | null;
  /** By workload, where it was asked for: how many GPUs to commit to. */
  readonly sizing: readonly CommitmentSizing[] | null;
  readonly warnings: readonly Finding[];
}

interface ForecastTotals {
  readonly months: readonly ForecastMonth[];
  readonly years: readonly ForecastYear[];
  /** Cash over all months. */
  readonly total: Exact;
  readonly totalExpense: Exact;
}

/** One month's cash = capex + opex; expense is what is used up in it, whenever it is paid. */
export interface ForecastMonth {
  readonly month: IsoMonth;
  readonly cash: Exact;
  readonly expense: Exact;
  readonly capex: Exact;
  readonly opex: Exact;
  /** What has been paid and not yet been used up at the end of the month: prepaid terms and book values. */
  readonly balance: Exact;
  readonly gpus: number;
}

/** Twelve months from the first one, the last of them fewer. */
export interface ForecastYear {
  readonly year: number;
  readonly cash: Exact;
  readonly expense: Exact;
  readonly capex: Exact;
  readonly opex: Exact;
}

export interface ForecastOption extends ForecastTotals {
  readonly id: string;
  readonly kind: 'buy' | 'build' | 'hybrid';
  readonly title: string;
  readonly feasible: boolean;
  readonly excludedBy: readonly Finding[];
  /** Of cash; a cost is positive. Null where an input is unknown, as are all figures that follow. */
  readonly npv: Exact | null;
  /** Of what is left after the tax that expenses save; null without a tax rate. */
  readonly npvAfterTax: Exact | null;
  /** The level amount at the end of each month that is worth the net present value. */
  readonly equivalentMonthly: Exact | null;
  /** By line of the statement: what is used up over all months. */
  readonly lines: readonly { readonly id: string; readonly label: string; readonly expense: Exact }[];
  /** What hardware that is held at the end is worth, counted as sold. */
  readonly soldAtEnd: Exact;
  /** Payments of contracts that run on after the horizon, in no month. */
  readonly committed: Exact;
  readonly against: ComparedFlows | null;
  /** The month in which it has paid back what it takes more at the start than the reference; null where it never does. */
  readonly paybackMonth: IsoMonth | null;
}

/** The reference's cash less the option's, month by month: what the option saves. */
export interface ComparedFlows {
  /** The option that takes the least money at the start. */
  readonly reference: string;
  /** Present value of what is saved. */
  readonly npv: Exact;
  /** Months, within the month by the share of its saving that is needed; null where it does not happen in the horizon. */
  readonly payback: Exact | null;
  readonly discountedPayback: Exact | null;
  /** How often the saving changes its sign: at most so many rates of return there are. */
  readonly signChanges: number;
  /** Every internal rate of return by the month, and whether the list is complete. */
  readonly rates: readonly Exact[];
  readonly ratesAreComplete: boolean;
  /** The same by the year. */
  readonly yearlyRates: readonly Exact[];
  /** Modified rate of return by the month: paid at the discount rate, received at the reinvestment rate. */
  readonly modifiedRate: Exact | null;
  /** Rates a year by days, as spreadsheets' XIRR has them: the first of the month, or of the next one for what is paid at its end. */
  readonly datedRates: readonly Exact[];
}

export interface ForecastWorkload {
  readonly id: string;
  readonly options: readonly ForecastOption[];
  /** By month: the option of least expense among those that are in use from the start. */
  readonly cheapest: readonly { readonly month: IsoMonth; readonly option: string | null }[];
  /** The first month in which another option is the cheapest than in the first month. */
  readonly crossoverMonth: IsoMonth | null;
  /** The option of least net present value that is kept over the whole horizon. */
  readonly best: string | null;
  /** The options month by month with the least net present value, and what it saves against keeping the best one. */
  readonly schedule: {
    readonly stints: readonly ScheduledStint[];
    readonly npv: Exact;
    readonly saves: Exact;
  } | null;
  /** The month of the schedule's first switch. */
  readonly switchMonth: IsoMonth | null;
  /** Where net present value, payback and total do not point to the same option, in words. */
  readonly disagreements: readonly string[];
}
