import { ExactReading } from './exact.ts';
import { inputsUnder, type InputNode, type Node } from '../graph/graph.ts';
import { Telling, type Part, type Prose } from './telling.ts';

export { groupThousands, showNumber } from './show-number.ts';
export type { Part, Prose } from './telling.ts';

/** What was told of the graph of a reading: it is asked for line by line. */
const tellings = new WeakMap<ExactReading, Telling>();

/** What is told with the values of a reading. */
function tellingOf(reading: ExactReading): Telling {
  const known = tellings.get(reading);
  if (known !== undefined) return known;
  const made = new Telling(reading);
  tellings.set(reading, made);
  return made;
}

/** The prose reading: the formula of a step down to the inputs and named steps that it is computed from. */
export function describe(node: Node, reading: ExactReading = new ExactReading()): Prose {
  return tellingOf(reading).describe(node);
}

/** The inputs and named steps that a step is computed from directly, with their values. */
export function directParts(node: Node, reading: ExactReading = new ExactReading()): readonly Part[] {
  return tellingOf(reading).directParts(node);
}

/** The inputs that a formula depends on, without those that only stand beside a zero by default. */
export function inputsThatCount(node: Node, reading: ExactReading): readonly InputNode[] {
  return tellingOf(reading).inputsThatCount(node);
}

/** Every input that a formula depends on. */
export function inputsOf(...nodes: readonly Node[]): readonly InputNode[] {
  return inputsUnder(nodes);
}
