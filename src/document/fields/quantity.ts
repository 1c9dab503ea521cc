import type { Span } from '../../diagnostics/index.ts';
import type { Exact, Origin, Unit } from '../../formula/index.ts';
import type { Distribution } from '../../statistics/index.ts';

/**
 * A number of the scenario, in the unit that its address always has, currencies apart: money keeps the one it is written
 * in. A rate keeps its period (per month or per year), since converting it means compounding.
 */
export interface Quantity {
  /** For a distribution, its middle: the mode, the midpoint, the mean, or the median of lognormal and observed. */
  readonly value: Exact;
  readonly unit: Unit;
  readonly distribution: Distribution | null;
  /** `default` where the file does not say and the model's own default holds; `estimated` where it follows from a catalog. */
  readonly kind: 'stated' | 'default' | 'estimated';
  /** The file and line, or what the default is. */
  readonly origin: Origin;
  readonly span?: Span;
}
