import type { IsoDate } from '../document/index.ts';
import type { Span } from '../diagnostics/index.ts';
import type { Exact } from '../formula/index.ts';
import type { Model } from '../model/index.ts';
import type { ComparedSide, CatalogReference, ForecastResult } from '../analysis/index.ts';

/** A bound of a policy, with the place where it stands. */
export interface Bound<T = Exact> {
  readonly value: T;
  readonly span: Span;
}

export interface MoneyBound extends Bound {
  readonly currency: string;
}

/** The most that a cost may rise: a share of what it was, or an amount a month. */
export interface IncreaseBound extends Bound {
  /** Null where it is a share. */
  readonly currency: string | null;
}

export interface WorkloadBudget {
  readonly workload: string;
  readonly span: Span;
  readonly monthly: MoneyBound | null;
  readonly perMtok: MoneyBound | null;
}

/** What the months of a forecast may cost, all workloads of a scenario together. */
export interface ForecastBudgets {
  /** Cash over all months. */
  readonly total: MoneyBound | null;
  readonly npv: MoneyBound | null;
  /** Cash of any one month. */
  readonly month: MoneyBound | null;
  /** Cash of each year, the first first; the last one holds for the years after it. */
  readonly years: readonly MoneyBound[];
}

/** What `forbid_inputs` can name. */
export const forbiddenKinds = ['unknown', 'estimated', 'default', 'stated', 'measured', 'quote'] as const;
export type ForbiddenKind = (typeof forbiddenKinds)[number];

/** What a pipeline requires of results; null where the policy does not say. */
export interface Policy {
  readonly file: string;
  readonly total: MoneyBound | null;
  /** Of all files together. */
  readonly allFiles: MoneyBound | null;
  readonly perMtok: MoneyBound | null;
  readonly workloads: readonly WorkloadBudget[];
  /** Path of a saved result, or a folder of them, from the policy's own folder. */
  readonly baseline: Bound<string> | null;
  readonly increase: IncreaseBound | null;
  readonly workloadIncrease: IncreaseBound | null;
  readonly keepVerdict: Bound<boolean> | null;
  readonly forecast: ForecastBudgets | null;
  /** Of cash over all months. */
  readonly forecastIncrease: IncreaseBound | null;
  readonly forecastVerdict: Bound<boolean> | null;
  readonly margin: Bound | null;
  readonly hiddenLeast: Bound | null;
  readonly hiddenMost: Bound | null;
  readonly priceDays: Bound | null;
  /** The day to which ages count. */
  readonly priceDate: Bound<IsoDate> | null;
  readonly forbidden: readonly Bound<ForbiddenKind>[];
  /** Rules that warn where they are broken, and do not fail. */
  readonly warnings: readonly PolicyRule[];
  /** Whether what the baseline breaks as well only warns. */
  readonly standingWarns: boolean;
}

/** One scenario to check. */
export interface CheckSubject {
  /** The file, as it was named. */
  readonly file: string;
  readonly side: ComparedSide;
  /** Null where the file is a saved result. */
  readonly model: Model | null;
  /** Where a workload, or one of its options, stands. */
  readonly locate: (workload: string | null, option: string | null) => Span | null;
  /** The same scenario in the baseline; null where that has none. */
  readonly baseline: ComparedSide | null;
}

/** One forecast to check. */
export interface CheckForecast extends Pick<CheckSubject, 'file' | 'locate'> {
  readonly side: ForecastResult;
  /** The same scenario's forecast in the baseline; null where that has none. */
  readonly baseline: ForecastResult | null;
}

export const policyRules = {
  'budget-total': 'The total a month stays within its budget.',
  'budget-all-files': 'The total of all files a month stays within its budget.',
  'budget-workload': 'The cost of a workload a month stays within its budget.',
  'budget-per-mtok': 'The cost of a workload per Mtok stays within its budget.',
  'increase-total': 'The total does not rise more than allowed against the baseline.',
  'increase-workload': 'The cost of a workload does not rise more than allowed against the baseline.',
  'keep-verdict':
    'The option that the baseline chooses is still chosen, with the same model, price and offer.',
  'forecast-total': 'Cash over all months of the forecast stays within its budget.',
  'forecast-npv': 'The present value of the forecast stays within its budget.',
  'forecast-month': 'Cash of the largest month of the forecast stays within its budget.',
  'forecast-year': 'Cash of each year of the forecast stays within its budget.',
  'forecast-increase':
    'Cash over all months of the forecast does not rise more than allowed against the baseline.',
  'forecast-verdict':
    'The option of least present value in the baseline is still the one, with the same model, price and offer.',
  margin: 'The chosen option saves at least the margin against the next one.',
  'hidden-multiple': 'Total over production tokens stays within its bounds.',
  'price-age': 'Prices were retrieved at most so many days before a given day.',
  'forbidden-input': 'What is decided rests on no input of a forbidden kind.',
} as const;

export type PolicyRule = keyof typeof policyRules;

/** One rule on one workload, or on a whole scenario. */
export interface CheckCase {
  readonly rule: PolicyRule;
  readonly file: string;
  readonly scenario: string;
  /** Null where it is about all workloads. */
  readonly workload: string | null;
  readonly option: string | null;
  /** The address of the input that it is about, where it is about one. */
  readonly input: string | null;
  readonly outcome: 'passed' | 'warned' | 'failed' | 'skipped';
  /** Whether it is broken in the baseline as well. */
  readonly standing: boolean;
  /** What is wrong, or why it was skipped; of a passed case what was found. */
  readonly message: string;
  readonly actual: Exact | null;
  readonly limit: Exact | null;
  readonly unit: string;
  /** The line that causes it. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
  /** The line of the policy that asks for it. */
  readonly policyLine: number;
}

/** The result of `check` (`crossover/check/1`). */
export interface CheckResult {
  readonly schema: 'crossover/check/1';
  readonly policy: string;
  /** Whether nothing failed, and something was checked. */
  readonly passed: boolean;
  readonly files: readonly {
    readonly file: string;
    readonly scenario: { readonly name: string; readonly digest: string };
    readonly catalog: CatalogReference;
  }[];
  readonly cases: readonly CheckCase[];
}
