/** Inputs that decide which formulas there are: where they do, and what is asked of the model on each side. */
export { rebuiltAt, structureOver, type Structure } from './structure.ts';
