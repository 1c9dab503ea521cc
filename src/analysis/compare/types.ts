import type { Exact } from '../../formula/index.ts';
import type { Effect } from '../attribution/index.ts';
import type { CatalogReference, PlacementResult, RunResult, WorkloadResult } from '../result.ts';

/** The result of `compare`: what changed from one state to another, and why (`crossover/compare/1`). */
export interface CompareResult {
  readonly schema: 'crossover/compare/1';
  /** How the two states were named. */
  readonly before: string;
  readonly after: string;
  /** Whether any figure or verdict is not the same. */
  readonly changed: boolean;
  /** Workloads for which another option is chosen. */
  readonly flips: number;
  readonly scenarios: readonly ScenarioComparison[];
  /** Scenarios that one side lacks, by name. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

export interface ScenarioComparison {
  readonly name: string;
  readonly currency: string;
  readonly before: ComparedState;
  readonly after: ComparedState;
  readonly changed: boolean;
  /** Of the portfolio: every workload at its chosen option. */
  readonly monthly: Change;
  /** The portfolio's change by cause; null where a side is a saved result, which has no formulas. */
  readonly effects: readonly Effect[] | null;
  readonly notAttributedBecause: string | null;
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
  readonly changed: boolean;
  readonly monthly: Change;
  readonly perMtok: Pick<Change, 'before' | 'after'>;
  /** Of the chosen options; the changes add up to that of `monthly`. */
  readonly lines: readonly (Change & { readonly id: string; readonly label: string })[];
  readonly effects: readonly Effect[] | null;
  /** Every option, chosen or not. */
  readonly options: readonly (Change & { readonly id: string })[];
}

export interface ChoiceState extends Pick<PlacementResult, 'option' | 'kind' | 'verdict' | 'margin'> {
  readonly tokens: Exact;
}

/** What is compared of a scenario: a result of `run` has it, and `readSide` makes it from a model with less work. */
export interface ComparedSide extends Pick<RunResult, 'scenario' | 'catalog' | 'currency'> {
  readonly portfolio: Pick<RunResult['portfolio'], 'monthly'>;
  readonly workloads: readonly Pick<WorkloadResult, 'id' | 'volume' | 'options' | 'placement'>[];
}
