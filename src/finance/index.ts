/**
 * What a series of payments is worth: present value, rates of return, payback and depreciation. Exact amounts enter and
 * leave; nothing here knows what was paid for, or when a month begins.
 */
export { depreciate, type DepreciationMethod } from './depreciation.ts';
export { internalRates, type InternalRates } from './internal-rates.ts';
export { modifiedRate } from './modified-rate.ts';
export { payback } from './payback.ts';
export { equivalentPayment, netPresentValue, periodRate } from './present-value.ts';
export { datedRates, type DatedFlow } from './dated-rates.ts';
