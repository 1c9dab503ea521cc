import type { Exact } from '../../formula/index.ts';

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

/** A number, a text, or unknown. */
export type FigureValue = { readonly number: Exact | number } | { readonly text: string } | null;

/** A number as a value, or unknown. */
export function numberValue(value: Exact | number | null): FigureValue {
  return value === null ? null : { number: value };
}
