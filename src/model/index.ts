/**
 * The equations of the cost model as formulas: demand, buy, build, hybrid. A scenario and a catalog enter; a graph with a
 * statement for each option leaves. Each cost line stands here once; every figure that is shown, swept, solved for or
 * written to a workbook is a reading of it.
 */
export * from './types.ts';
export * from './time/index.ts';
export { buildModel } from './model.ts';
export { checkNames } from './names.ts';
export type { Choice, SharedCost } from './sharing/choice.ts';
export { buildPortfolio, type Portfolio } from './sharing/portfolio.ts';
export type { PlanLimit } from './sharing/limits.ts';
export type { SharedCluster } from './sharing/cluster.ts';
export { monthlyWherePossible } from './option.ts';
export { unusedKeys, type UnusedKey } from './unused-keys.ts';
export * from './roofline/index.ts';
export { coldStarts, waitingShare, type ColdStarts } from './waiting/index.ts';
export { withSourcedDefaults } from './defaults/index.ts';
export { licenceProblem } from './licence.ts';
