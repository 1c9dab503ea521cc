import type { UnusedKey } from '../../model/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { Effect } from '../attribution/index.ts';
import type { Partial } from '../steps.ts';
import type { CatalogReference, PlacementResult, RunResult, WorkloadResult } from '../result.ts';

/** The result of `compare`: what changed from one state to another, and why (`crossover/compare/1`). */
export interface CompareResult {
  readonly schema: 'crossover/compare/1';
  /** How the two states were named. */
  readonly before: string;
  readonly after: string;
  /** Only where it was ended early: scenarios that were compared. */
  readonly partial?: Partial;
  /** Whether any figure or verdict is not the same. */
  readonly changed: boolean;
  /** Workloads for which another option is chosen. */
  readonly flips: number;
  /** Workloads whose option is still chosen by name, with another model, price or offer in it. */
  readonly swaps: number;
  /** Of everything that is compared, also what one side lacks, by currency; scenarios with cases are in none. */
  readonly totals: readonly (Change & { readonly currency: string })[];
  readonly scenarios: readonly ScenarioComparison[];
  /** Scenarios that one side lacks, by name. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  /** What these cost a month, which counts in `totals`. */
  readonly oneSided: readonly OneSided[];
}

/** A scenario that one side lacks. */
export interface OneSided {
  readonly name: string;
  readonly side: 'before' | 'after';
  readonly currency: string;
  /** Null where it has cases, which are never added up. */
  readonly monthly: Exact | null;
}

export interface ScenarioComparison {
  readonly name: string;
  readonly currency: string;
  readonly before: ComparedState;
  readonly after: ComparedState;
  readonly changed: boolean;
  /** Of the portfolio: every workload at its chosen option. Null on both sides where one has cases. */
  readonly monthly: Change;
  /** Of each case that is on both sides or on one; null where a side lacks it. */
  readonly cases: readonly (Change & { readonly id: string })[];
  /** The portfolio's change by cause; null where a side is a saved result, which has no formulas. */
  readonly effects: readonly Effect[] | null;
  readonly notAttributedBecause: string | null;
  /** Keys that say something else on the two sides and that none of these figures use, with the command that does. */
  readonly unused: readonly Pick<UnusedKey, 'address' | 'by'>[];
  readonly workloads: readonly WorkloadComparison[];
}

export interface ComparedState {
  readonly name: string;
  readonly digest: string;
  readonly catalog: CatalogReference;
}

/** Amounts of the currency a month. Null where a side has none, which counts as 0 in the change. */
export interface Change {
  readonly before: Exact | null;
  readonly after: Exact | null;
  readonly change: Exact;
  /** Relative to before; null where that is 0 or nothing. */
  readonly share: Exact | null;
}

export interface WorkloadComparison {
  readonly id: string;
  /** Null where the side has no such workload. */
  readonly before: ChoiceState | null;
  readonly after: ChoiceState | null;
  readonly flipped: boolean;
  /** Whether the chosen option has the same name and is something else. */
  readonly swapped: boolean;
  readonly changed: boolean;
  readonly monthly: Change;
  readonly perMtok: Pick<Change, 'before' | 'after'>;
  /** Of the chosen options; the changes add up to that of `monthly`. */
  readonly lines: readonly (Change & { readonly id: string; readonly label: string })[];
  readonly effects: readonly Effect[] | null;
  /** Every option, chosen or not. */
  readonly options: readonly (Change & {
    readonly id: string;
    /** What the option is on either side; null where that side lacks it. */
    readonly was: string | null;
    readonly is: string | null;
  })[];
}

export interface ChoiceState extends Pick<PlacementResult, 'option' | 'kind' | 'verdict' | 'margin'> {
  /** What the option is: a price entry, or a model and an offer. */
  readonly title: string | null;
  readonly tokens: Exact;
}

/** What is compared of a scenario: a result of `run` has it, and `readSide` makes it from a model with less work. */
export interface ComparedSide extends Pick<RunResult, 'scenario' | 'catalog' | 'currency'> {
  readonly portfolio: Pick<RunResult['portfolio'], 'monthly' | 'cases'>;
  readonly workloads: readonly Pick<WorkloadResult, 'id' | 'volume' | 'options' | 'placement'>[];
}
