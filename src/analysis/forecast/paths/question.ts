import type { Exact, VectorPlan, VectorReading } from '../../../formula/index.ts';
import type { OptionFigures } from '../../../model/index.ts';

export interface PathQuestion {
  readonly samples: number;
  readonly seed: number;
  /** In the scenario's currency a month; null where there is none. */
  readonly budget: number | null;
  readonly prepare: (plan: VectorPlan, rows: number) => VectorReading;
}

/** A workload with the options that compete, by the stated figures. */
export interface PathContest {
  readonly id: string;
  readonly from: number;
  readonly options: readonly {
    readonly id: string;
    readonly figures: OptionFigures<Exact>;
    /** The same in doubles. */
    readonly near: OptionFigures<number>;
  }[];
  /** The option that takes the least money at the start. */
  readonly reference: string;
}
