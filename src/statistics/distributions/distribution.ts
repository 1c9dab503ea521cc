import type { Exact } from '../../formula/index.ts';

/** What a number may be instead of one number. Parameters are in the quantity's unit. */
export type Distribution =
  | { readonly shape: 'uniform'; readonly low: Exact; readonly high: Exact }
  | { readonly shape: 'triangular' | 'pert'; readonly low: Exact; readonly mode: Exact; readonly high: Exact }
  | { readonly shape: 'normal'; readonly mean: Exact; readonly deviation: Exact }
  | { readonly shape: 'lognormal'; readonly p10: Exact; readonly p90: Exact }
  | { readonly shape: 'observed'; readonly values: readonly Exact[] };
