/**
 * Section 7, time: a month is the case of one month's inputs. A model and its horizon enter; for every option the figures of
 * each month leave, read from the same formulas as a statement, and what is paid, used, owned and owed from month to month.
 */
export { amountIn, convertedAmount } from './money.ts';
export {
  buildTimeline,
  isYearly,
  trendFields,
  volumeParts,
  type Timeline,
  type VolumeSeries,
} from './timeline.ts';
export { movedInputs, pricedIn, monthValue, type MovedInput } from './month-inputs.ts';
export {
  figuresOf,
  holdingOf,
  monthOf,
  nodesOf,
  rootsOf,
  type MonthOf,
  type OptionFigures,
} from './figures.ts';
export { readWorkload, type WorkloadFigures } from './read-workload.ts';
export { ledgerOf, type Ledger } from './ledger.ts';
export { readRoadmap, type PhaseFigures } from './roadmap.ts';
export { DoubleLedger, type DoubleFigures } from './double-ledger.ts';
export { doubleArithmetic, exactArithmetic, type Arithmetic, type LedgerStep } from './arithmetic.ts';
export { eraModels, type Era } from './eras.ts';
