import fc from 'fast-check';
import { evaluateAll, Exact, Graph, type Node } from '../../../src/formula/index.ts';

/** Formulas over three positive inputs, and rows of values for these. */
export interface RandomGraph {
  readonly roots: readonly Node[];
  readonly addresses: readonly string[];
  readonly columns: readonly Float64Array[];
}

const addresses = ['a', 'b', 'c'];
const operations = [
  'add',
  'multiply',
  'divide',
  'minimum',
  'maximum',
  'ceiling',
  'power',
  'choose',
  'complement',
] as const;

const step = fc.record({
  op: fc.constantFrom(...operations),
  left: fc.nat(1000),
  right: fc.nat(1000),
  third: fc.nat(1000),
  inclusive: fc.boolean(),
  exponent: fc.constantFrom('2', '3', '-1', '0.5', '1.7'),
});

/** Thresholds and constants with digits that no computed figure hits by chance. */
const constant = fc.integer({ min: 1, max: 9_999_991 }).map((value) => `${value * 7 + 3}e-6`);
const value = fc.double({ min: 0.05, max: 40, noNaN: true });

/** All figures stay positive: 1e-12 relative is asked of sums, not of what is left when two figures cancel. */
export const randomGraph: fc.Arbitrary<RandomGraph> = fc
  .record({
    constants: fc.array(constant, { minLength: 2, maxLength: 4 }),
    steps: fc.array(step, { minLength: 1, maxLength: 24 }),
    rows: fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 9 }),
  })
  .map(({ constants, steps, rows }) => {
    const graph = new Graph();
    const provenance = { kind: 'list', origin: { type: 'assumption', words: 'test' } } as const;
    const nodes: Node[] = addresses.map((address) =>
      graph.input({ address, unit: '1', label: address, value: new Exact('2.5'), provenance }),
    );
    nodes.push(...constants.map((each) => graph.constant(each)));
    const pick = (index: number): Node => nodes[index % nodes.length] as Node;
    for (const each of steps) {
      const [left, right, third] = [pick(each.left), pick(each.right), pick(each.third)];
      nodes.push(build(graph, each, left, right, third));
    }
    const columns = addresses.map((_, column) => Float64Array.from(rows, (row) => row[column] ?? 1));
    return { roots: nodes.slice(-Math.min(4, steps.length)), addresses, columns };
  });

function build(
  graph: Graph,
  {
    op,
    exponent,
    inclusive,
  }: { readonly op: (typeof operations)[number]; readonly exponent: string; readonly inclusive: boolean },
  left: Node,
  right: Node,
  third: Node,
): Node {
  const one = graph.constant(1);
  switch (op) {
    case 'ceiling':
      return graph.ceiling(left);
    case 'power':
      return graph.power(left, graph.constant(exponent));
    case 'choose': {
      const cases = [
        { above: graph.constant('3.0000017'), value: right },
        { above: graph.constant('11.000031'), value: third },
      ];
      return graph.choose({ by: left, otherwise: one, cases, inclusive });
    }
    case 'complement':
      // A share and what is left of it: a subtraction that cannot cancel.
      return graph.subtract(graph.add(one, right), graph.divide(left, graph.add(left, left, one)));
    case 'divide':
      return graph.divide(left, right);
    default:
      return graph[op](left, right, third);
  }
}

/** The roots' exact reading in one row; undefined where a figure leaves the range in which doubles keep their digits. */
export function exactRow(
  { roots, addresses: names, columns }: RandomGraph,
  row: number,
): readonly Exact[] | undefined {
  const values = new Map(names.map((address, index) => [address, new Exact(columns[index]?.[row] ?? 0)]));
  const results = evaluateAll(roots, values);
  return results.every((each) => each.isFinite() && each.gt('1e-40') && each.lt('1e40'))
    ? results
    : undefined;
}

/** |computed - exact| / |exact| */
export function relativeError(computed: number, exact: Exact): number {
  return exact.minus(computed).div(exact).abs().toNumber();
}
