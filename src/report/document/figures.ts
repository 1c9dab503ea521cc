/** One figure for a table that machines read: exact, with everything that says what it is. */
export interface Figure {
  readonly scenario: string;
  /** Empty where the figure is of all workloads. */
  readonly workload: string;
  readonly option: string;
  /** A line of the statement by its id, or what else the figure is: `monthly`, `per_mtok`, `capacity.gpus` ... */
  readonly line: string;
  /** Counted from 1; null where the figure is not of one month of a plan. */
  readonly month: number | null;
  readonly value: FigureValue;
  readonly unit: string;
  readonly kind: string;
  readonly source: string;
}

/** A number in plain decimal, a text, or unknown. */
export type FigureValue = { readonly number: string | number } | { readonly text: string } | null;
