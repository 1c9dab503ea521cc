import { operandsOf, type Node } from '../graph/graph.ts';

const [unknown, no, yes] = [0, 1, 2];

/**
 * Whether formulas of one graph are nothing as long as nobody states otherwise: an input that is zero by default, and what is
 * multiplied by one. It takes part in no amount, and is left out of what is told of amounts.
 */
export class Nothing {
  /** By the id of a step: an answer takes a byte. */
  #known = new Uint8Array(64);

  readonly of = (node: Node): boolean => {
    const known = this.#known[node.id] ?? unknown;
    if (known !== unknown) return known === yes;
    const answer = this.#decide(node);
    if (node.id >= this.#known.length) {
      const before = this.#known;
      this.#known = new Uint8Array(Math.max(node.id + 1, 2 * before.length));
      this.#known.set(before);
    }
    this.#known[node.id] = answer ? yes : no;
    return answer;
  };

  #decide(node: Node): boolean {
    switch (node.op) {
      case 'input':
        return node.provenance.kind === 'default' && node.value.isZero();
      case 'named':
        return this.of(node.of);
      case 'multiply':
        return operandsOf(node).some(this.of);
      case 'add':
      case 'ceiling':
        return operandsOf(node).every(this.of);
      case 'divide':
      case 'power': {
        const [first] = operandsOf(node);
        return first !== undefined && this.of(first);
      }
      default:
        return false;
    }
  }
}
