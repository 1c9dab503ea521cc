import { operandsOf, type Node } from './graph.ts';

/** How a formula follows one input: not at all, in a straight line, smoothly or with bends, or in steps. */
export type Shape = 'constant' | 'linear' | 'curved' | 'stepped';

const order: readonly Shape[] = ['constant', 'linear', 'curved', 'stepped'];

function roughest(shapes: readonly Shape[]): Shape {
  return shapes.reduce(
    (worst, each) => (order.indexOf(each) > order.indexOf(worst) ? each : worst),
    'constant',
  );
}

/**
 * The shape of a step, given those of its operands. It is read off the operations: what is called curved may turn out
 * straight, but what is called linear is.
 */
export function shapeOf(node: Node, of: (operand: Node) => Shape): Shape {
  const shapes = operandsOf(node).map(of);
  const worst = roughest(shapes);
  if (worst === 'constant') return 'constant';
  switch (node.op) {
    case 'ceiling':
    case 'least':
      return 'stepped';
    case 'choose':
      // Only the level decides about steps; values that vary are chosen between, not stepped over.
      return of(node.by) === 'constant' ? worst : 'stepped';
    case 'multiply':
      return shapes.filter((each) => each !== 'constant').length > 1 ? roughest([worst, 'curved']) : worst;
    case 'divide':
      return shapes[1] === 'constant' ? worst : roughest([worst, 'curved']);
    case 'minimum':
    case 'maximum':
    case 'power':
      return roughest([worst, 'curved']);
    default:
      return worst;
  }
}
