import type { Node } from '../graph/graph.ts';

/**
 * Which nodes cannot be below zero, read off the operations and the bounds of inputs. Nodes have to be asked about with
 * their operands first.
 */
export class Signs {
  readonly #known = new Map<number, boolean>();

  isNeverNegative(node: Node): boolean {
    const known = this.#known.get(node.id);
    if (known !== undefined) return known;
    const found = this.#read(node);
    this.#known.set(node.id, found);
    return found;
  }

  #read(node: Node): boolean {
    const all = (nodes: readonly Node[]): boolean => nodes.every((each) => this.isNeverNegative(each));
    switch (node.op) {
      case 'input':
        return node.minimum?.gte(0) === true;
      case 'constant':
        return !node.value.isNegative();
      case 'count':
      case 'least':
        return true;
      case 'named':
        return this.isNeverNegative(node.of);
      case 'maximum':
        return node.operands.some((each) => this.isNeverNegative(each));
      case 'choose':
        return all([node.otherwise, ...node.cases.map(({ value }) => value)]);
      case 'subtract':
        return false;
      case 'add':
      case 'multiply':
      case 'divide':
      case 'minimum':
      case 'ceiling':
      case 'power':
        return all(node.operands);
    }
  }
}
