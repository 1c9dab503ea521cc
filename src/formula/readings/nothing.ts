import { operandsOf, reachable, type InputNode, type Node } from '../graph/graph.ts';

/**
 * Whether a formula is nothing as long as nobody states otherwise: an input that is zero by default, and what is multiplied by
 * one. It takes part in no amount, and is left out of what is told of amounts.
 */
export function isNothing(node: Node): boolean {
  const known = found.get(node);
  if (known !== undefined) return known;
  const answer = decide(node);
  found.set(node, answer);
  return answer;
}

const found = new WeakMap<Node, boolean>();

function decide(node: Node): boolean {
  switch (node.op) {
    case 'input':
      return node.provenance.kind === 'default' && node.value.isZero();
    case 'named':
      return isNothing(node.of);
    case 'multiply':
      return operandsOf(node).some(isNothing);
    case 'add':
      return operandsOf(node).every(isNothing);
    case 'divide':
    case 'power': {
      const [first] = operandsOf(node);
      return first !== undefined && isNothing(first);
    }
    case 'ceiling':
      return operandsOf(node).every(isNothing);
    default:
      return false;
  }
}

/** The inputs that formulas depend on, without those that only stand beside a zero by default. */
export function inputsThatCount(...nodes: readonly Node[]): readonly InputNode[] {
  const met = new Set<Node>();
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (met.has(node) || isNothing(node)) continue;
    met.add(node);
    waiting.push(...operandsOf(node));
  }
  return reachable(nodes).filter((node) => node.op === 'input' && met.has(node)) as readonly InputNode[];
}
