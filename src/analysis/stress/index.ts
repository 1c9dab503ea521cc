/**
 * Stress: a plan, the best plan that only buys and the best that only builds enter, each is read again under named shocks, and
 * what each then costs leaves, with what can be planned anew and what is sunk. A shock is a set of changes to inputs, and of options that are no
 * longer there: the model is built again with it, and nothing is computed beside the model.
 */
export { stressPortfolio } from './stress.ts';
export type * from './result.ts';
