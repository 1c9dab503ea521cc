import fc from 'fast-check';
import type { Graph, Node } from '../../../src/formula/index.ts';

/** One step of a random formula; operands are positions among the steps before it, taken modulo their number. */
interface Step {
  readonly op: string;
  readonly operands: readonly [number, number, number, number];
  readonly constant: number;
  readonly divisor: number;
  readonly flag: boolean;
}

const ops = ['add', 'subtract', 'scale', 'divide', 'minimum', 'maximum', 'ceiling', 'choose', 'nested'];

/** Divisors whose quotients are finite decimals, so that the exact reading at a breakpoint is not rounded. */
export const finiteDivisors = [2, 4, 5, 8, 10, -2];
export const anyDivisors = [3, 7, -3, 11, 0.7];

export function stepsArbitrary(divisors: readonly number[]): fc.Arbitrary<readonly Step[]> {
  const position = fc.nat(20);
  return fc.array(
    fc.record({
      op: fc.constantFrom(...ops),
      operands: fc.tuple(position, position, position, position),
      constant: fc.integer({ min: -40, max: 60 }).map((each) => each / 4),
      divisor: fc.constantFrom(...divisors),
      flag: fc.boolean(),
    }),
    { minLength: 2, maxLength: 14 },
  );
}

/** The formula of the last step, over the input `x`. */
export function buildFormula(graph: Graph, steps: readonly Step[]): Node {
  const stated = graph.inputs.get('x');
  const x =
    stated ??
    graph.input({
      address: 'x',
      label: 'x',
      unit: '1',
      value: graph.constant(1).value,
      provenance: { kind: 'test', origin: { type: 'assumption', words: '' } },
    });
  const made: Node[] = [x, graph.constant(3)];
  const pick = (at: number): Node => made[at % made.length] ?? x;
  const latest = (at: number): Node => made[made.length - 1 - (at % Math.min(3, made.length))] ?? x;
  for (const { op, operands, constant, divisor, flag } of steps) {
    const a = latest(operands[0]);
    const b = pick(operands[1]);
    const c = pick(operands[2]);
    const d = pick(operands[3]);
    made.push(makeStep(graph, op, [a, b, c, d], graph.constant(constant), graph.constant(divisor), flag));
  }
  return made[made.length - 1] ?? x;
}

function makeStep(
  graph: Graph,
  op: string,
  [a, b, c, d]: readonly [Node, Node, Node, Node],
  constant: Node,
  divisor: Node,
  flag: boolean,
): Node {
  switch (op) {
    case 'add':
      return graph.add(a, b, constant);
    case 'subtract':
      return graph.subtract(a, b);
    case 'scale':
      return graph.multiply(constant, a);
    case 'divide':
      return graph.divide(a, divisor);
    case 'minimum':
      return graph.minimum(a, b, c);
    case 'maximum':
      return graph.maximum(a, graph.add(b, constant));
    case 'ceiling':
      return graph.ceiling(a);
    case 'nested':
      return graph.multiply(divisor, graph.ceiling(graph.divide(graph.ceiling(a), divisor)));
    default:
      return graph.choose({
        by: a,
        otherwise: b,
        cases: [
          { above: constant, value: c },
          { above: graph.add(constant, graph.constant(5)), value: d },
        ],
        inclusive: flag,
      });
  }
}
