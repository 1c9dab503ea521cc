import { operandsOf, type Node } from '../graph/graph.ts';
import { operations, roughest, type Shape } from '../operations/index.ts';

/**
 * The shape of a step, given those of its operands. It is read off the operations: what is called curved may turn out
 * straight, but what is called linear is.
 */
export function shapeOf(node: Node, of: (operand: Node) => Shape): Shape {
  const shapes = operandsOf(node).map(of);
  const worst = roughest(shapes);
  if (worst === 'constant') return 'constant';
  switch (node.op) {
    case 'input':
    case 'constant':
    case 'count':
    case 'named':
      return worst;
    case 'least':
      return 'stepped';
    case 'choose':
      return operations.choose.shape(of(node.by), worst);
    default:
      return operations[node.op].shape(shapes, worst);
  }
}
