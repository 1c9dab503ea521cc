import type { BenchModel } from '../model.ts';
import type { Measurement } from '../measure.ts';

/** A rival's way of computing the model over a table. */
export interface Rival {
  readonly name: string;
  /** Rows of the table it is given: as many as it does in about a second. */
  readonly rows: number;
  /** Says why it cannot run here, if it cannot. */
  missing(): string | undefined;
  /** Evaluates the table, timed, with the outputs, which are compared before the time counts. */
  measure(model: BenchModel, columns: readonly Float64Array[]): Promise<Measured> | Measured;
}

export interface Measured extends Measurement {
  readonly outputs: readonly Float64Array[];
}
