import type { CatalogReference } from '../../analysis/index.ts';
import type { Exact } from '../../formula/index.ts';

/** Why a month cost something else than was expected. */
export const againstCauses = ['volume', 'mix', 'price', 'retries', 'load', 'hidden_costs'] as const;
export type AgainstCause = (typeof againstCauses)[number];

/** An input of the scenario as the log has it. */
export interface Recalibrated {
  readonly address: string;
  readonly cause: Exclude<AgainstCause, 'hidden_costs'>;
  /** As a scenario writes it; null where the scenario states none. */
  readonly expected: string | null;
  readonly logged: string;
  /** What the figure rests on, in words. */
  readonly basis: string;
}

/** What a log says beside what was expected (`crossover/usage-against/1`). Amounts are of the currency a month. */
export interface UsageAgainstResult {
  readonly schema: 'crossover/usage-against/1';
  readonly log: { readonly title: string; readonly files: readonly string[] };
  readonly period: { readonly from: string; readonly until: string; readonly hours: number };
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: CatalogReference;
  readonly workload: string;
  readonly option: { readonly id: string; readonly title: string };
  /** The month that the log is held against; null for a scenario whose months are all alike. */
  readonly month: string | null;
  readonly currency: string;
  readonly expected: Exact;
  /** With what the log says in place of what was expected; what no log shows stays as the scenario has it. */
  readonly actual: Exact;
  readonly change: Exact;
  /** Of what was expected; null where that is 0. */
  readonly share: Exact | null;
  /** What the log itself says was paid for tokens; null where it says nothing in this currency. */
  readonly logged: Exact | null;
  /** By line of the statement; the changes add up to `change`. None of a saved forecast. */
  readonly lines: readonly {
    readonly id: string;
    readonly label: string;
    readonly expected: Exact;
    readonly actual: Exact;
    readonly change: Exact;
  }[];
  /** The same by cause, which add up to it too; null where causes cannot be known. */
  readonly causes: readonly { readonly cause: AgainstCause; readonly change: Exact }[] | null;
  readonly notAttributedBecause: string | null;
  readonly recalibrated: readonly Recalibrated[];
  readonly notes: readonly string[];
  /** The scenario with these figures, as a file that `run` accepts; null for a saved forecast. */
  readonly patch: string | null;
}
