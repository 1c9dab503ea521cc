/**
 * The plan of least cost. Few plans are gone through; more become a mixed-integer linear program, as data and as the text that
 * solvers read, which enters a solver outside of this room, and a solution comes back. Nothing here knows what is decided.
 */
export {
  ProgramBuilder,
  type Column,
  type LinearProgram,
  type Constraint,
  type LinearTerm,
} from './linear-program.ts';
export { gapOf, type Solution, type SolveStatus } from './solution.ts';
export { reduced, type Reduction } from './reduction.ts';
export { lpText, mpsText } from './program-text.ts';
export type { Limit } from './mixed-integer/limit.ts';
export { readProgram, type ProgramReading, type Question } from './mixed-integer/read-program.ts';
export { leastPlan, type Choosing, type Decision } from './counting/index.ts';
