/**
 * Questions for somebody who has no scenario yet: usual kinds of workloads with what is published of their requests, the
 * questions with their suggestions, and the commented scenario that follows from the answers. Texts that a person gave
 * enter; a scenario, and what it would cost, leave. Nothing here asks: who does is the command line.
 */
export type { Choice, Known, Question, Suggestion } from './types.ts';
export { questions } from './questions/index.ts';
export {
  askingOf,
  choicesOf,
  completed,
  questionsFor,
  readAnswer,
  suggestionFor,
  withAnswer,
  withoutAnswer,
} from './walk.ts';
export { writeScenario } from './write-scenario.ts';
export { estimate, shareOfPaid, type Estimate } from './estimate.ts';
