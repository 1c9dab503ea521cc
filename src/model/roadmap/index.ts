/** What the phases of a roadmap cost, as formulas: one that is paid once, and one of each month. */
export { roadmapPhases } from './phases.ts';
