/**
 * One plan for all workloads: a portfolio enters, is solved as a mixed-integer program by a solver that the caller has, and
 * leaves as the plan with its proof, what sharing brings, who pays, and what it would cost to decide otherwise.
 */
export { placeAgainst } from './against.ts';
export { togetherWith, mayShare } from './together.ts';
export { countedPlan } from './counted-plan.ts';
export { placePortfolio } from './place.ts';
export { placementProgram, type PlacementProgram, type Solve } from './placement-program.ts';
export type * from './result.ts';
