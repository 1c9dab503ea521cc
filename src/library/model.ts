/** From a scenario and a catalog to formulas, for Node and for a page. */
export { buildModel } from '../model/index.ts';
export type { Line, Model, OptionModel, Statement, WorkloadModel } from '../model/index.ts';
