import type { CompareResult } from '../../../analysis/index.ts';
import type {
  CatalogClaimsResult,
  CatalogDiff,
  CatalogHostsResult,
  CatalogListResult,
  CatalogShowResult,
  CatalogSummaryResult,
} from '../../../catalog/index.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';

/** What `catalog diff` says: what changed between two catalogs, and what that does to scenarios. */
export interface CatalogDiffResult extends CatalogDiff {
  readonly schema: 'crossover/catalog-diff/1';
  /** How the two were named. */
  readonly names: { readonly before: string; readonly after: string };
  /** Null where no scenario was given. */
  readonly verdicts: CompareResult | null;
}

/** What `catalog validate` says. */
export interface CatalogValidationResult {
  readonly schema: 'crossover/catalog-validation/1';
  readonly catalog: { readonly version: string; readonly date: string; readonly digest: string };
  readonly entries: number;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly Diagnostic[];
}

/** What `catalog update` did. */
export interface CatalogUpdateResult {
  readonly schema: 'crossover/catalog-update/1';
  readonly folder: string;
  readonly from: string;
  /** `unchanged`: the publisher has nothing new; `new`: there was no catalog before. */
  readonly outcome: 'unchanged' | 'updated' | 'new';
  readonly catalog: { readonly version: string; readonly date: string; readonly digest: string };
  /** The files that were fetched, and those that are no longer published. */
  readonly fetched: readonly string[];
  readonly removed: readonly string[];
  /** Null where there was nothing to compare with. */
  readonly changes: CatalogDiff | null;
}

export type CatalogResult =
  | CatalogListResult
  | CatalogSummaryResult
  | CatalogHostsResult
  | CatalogClaimsResult
  | CatalogShowResult
  | CatalogDiffResult
  | CatalogValidationResult
  | CatalogUpdateResult;
