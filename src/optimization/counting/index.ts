/**
 * The least of a formula over few plans, by going through them: formulas, decisions and limits enter, and the plan of least cost leaves,
 * proved. What has more plans is for a solver.
 */
export { leastPlan, type Choosing } from './least-plan.ts';
export type { Decision } from './parts.ts';
