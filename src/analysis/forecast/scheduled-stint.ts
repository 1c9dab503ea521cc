import type { IsoMonth } from '../../document/index.ts';
import type { Exact } from '../../formula/index.ts';

/** Months in which a schedule uses an option. */
export interface ScheduledStint {
  readonly option: string;
  readonly from: IsoMonth;
  /** The last month of use. */
  readonly to: IsoMonth;
  /** Present value of all that the stint costs, switching to it included. */
  readonly npv: Exact;
}
