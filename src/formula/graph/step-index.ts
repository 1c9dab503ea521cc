import type { Node, OperationNode } from './nodes.ts';

const codes: Readonly<Record<OperationNode['op'], number>> = {
  add: 1,
  subtract: 2,
  multiply: 3,
  divide: 4,
  minimum: 5,
  maximum: 6,
  ceiling: 7,
  power: 8,
};

function hashOf(op: OperationNode['op'], operands: readonly Node[]): number {
  let hash = codes[op];
  for (const { id } of operands) hash = Math.imul(hash ^ id, 0x9e37_79b1) ^ (hash >>> 15);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function isOf(node: OperationNode, op: OperationNode['op'], operands: readonly Node[]): boolean {
  if (node.op !== op || node.operands.length !== operands.length) return false;
  for (let index = 0; index < operands.length; index += 1)
    if (node.operands[index] !== operands[index]) return false;
  return true;
}

/**
 * The steps of a graph by their operation and operands. Every step that is made is looked for first, so this is a table of
 * numbers, open to the next place: it takes a fraction of the time and memory of a map by texts.
 */
export class StepIndex {
  readonly #steps: OperationNode[] = [];
  /** The place of a step in the list, from 1; 0 is free. The size is a power of two, and half of it stays free. */
  #places = new Int32Array(256);

  /** The step of that operation on those operands, where there is one. */
  find(op: OperationNode['op'], operands: readonly Node[]): OperationNode | undefined {
    const mask = this.#places.length - 1;
    for (let at = hashOf(op, operands) & mask; ; at = (at + 1) & mask) {
      const place = this.#places[at] as number;
      if (place === 0) return undefined;
      const step = this.#steps[place - 1] as OperationNode;
      if (isOf(step, op, operands)) return step;
    }
  }

  /** Adds a step that is not in it. */
  add(step: OperationNode): void {
    this.#steps.push(step);
    if (2 * this.#steps.length > this.#places.length) {
      this.#places = new Int32Array(2 * this.#places.length);
      for (const [index, each] of this.#steps.entries()) this.#put(each, index + 1);
    } else this.#put(step, this.#steps.length);
  }

  #put({ op, operands }: OperationNode, place: number): void {
    const mask = this.#places.length - 1;
    let at = hashOf(op, operands) & mask;
    while (this.#places[at] !== 0) at = (at + 1) & mask;
    this.#places[at] = place;
  }
}
