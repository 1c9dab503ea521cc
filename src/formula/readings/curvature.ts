import { operandsOf, type Node } from '../graph/graph.ts';
import { operations, roughest, type Curvature } from '../operations/index.ts';

/**
 * The curvature of a step, given those of its operands. It is read off the operations: what is called curved may turn out
 * straight, but what is called linear is.
 */
export function curvatureOf(node: Node, of: (operand: Node) => Curvature): Curvature {
  const curvatures = operandsOf(node).map(of);
  const worst = roughest(curvatures);
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
      return operations.choose.curvature([of(node.by), ...node.cases.map(({ above }) => of(above))], worst);
    default:
      return operations[node.op].curvature(curvatures, worst);
  }
}
