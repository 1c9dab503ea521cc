import type { Exact } from '../graph/decimal.ts';
import { reachable, type InputNode, type LeastNode, type Node } from '../graph/graph.ts';
import { atom, type Expression } from './expression.ts';
import { leastTable, type LeastTable } from './least-table.ts';
import { CellNames, type Names } from './names.ts';
import { Scope } from './scope.ts';
import { Signs } from './signs.ts';

/** An input of the formulas: a cell that holds its value. */
export interface InputCell {
  readonly name: string;
  readonly node: InputNode;
}

/** A step in a cell of its own. */
export interface StepCell {
  readonly name: string;
  /** What the cell stands for; null for a part of a long formula. */
  readonly node: Node | null;
  /** Without the equals sign; null where the cell holds `value`. */
  readonly formula: string | null;
  readonly value: Exact | null;
}

/** Formulas as a spreadsheet has them: cells with names, which refer to each other by these names. */
export interface SpreadsheetReading {
  readonly inputs: readonly InputCell[];
  /** Each after those that it refers to. */
  readonly steps: readonly StepCell[];
  readonly tables: readonly LeastTable[];
  /** What stands for a root in a formula: the name of its cell, or a short expression. */
  readonly of: (root: Node) => string;
  /** The same, with what formulas around it have to know of it. */
  readonly expression: (root: Node) => Expression;
  readonly names: Names;
}

/**
 * The spreadsheet reading of formulas. No formula is longer than 8,192 characters or nested deeper than 64 levels. Behind
 * another reading, inputs that it has keep their cells, and no name is given out twice; steps are only those of these formulas.
 */
export function readSpreadsheet(
  roots: readonly Node[],
  before: Pick<SpreadsheetReading, 'names' | 'inputs'> = { names: new CellNames(), inputs: [] },
): SpreadsheetReading {
  const nodes = reachable(roots);
  const { names } = before;
  const known = new Map(before.inputs.map((each) => [each.node.address, each.name]));
  const own = nodes
    .filter((node) => node.op === 'input')
    .map((node): InputCell => ({ name: known.get(node.address) ?? names.of(node.address), node }));
  const inputs = [...before.inputs, ...own.filter(({ node }) => !known.has(node.address))];
  const steps: StepCell[] = [];
  const tables: LeastTable[] = [];
  const placed = new Map<number, Expression>(own.map(({ name, node }) => [node.id, atom(name)]));
  const signs = new Signs();
  const scope: Scope = new Scope(
    nodes,
    signs,
    (node, content) => {
      const name = names.of(node?.op === 'named' ? node.address : `step_${steps.length + 1}`);
      steps.push({
        name,
        node,
        formula: 'formula' in content ? content.formula : null,
        value: 'value' in content ? content.value : null,
      });
      return name;
    },
    (node) => placed.get(node.id),
  );
  const tableOf = (node: LeastNode): Expression => {
    const name = names.of(`least_${tables.length + 1}`);
    tables.push(leastTable(node, name, signs, (each) => scope.reference(each)));
    return atom(name);
  };
  for (const node of nodes)
    if (node.op === 'least') placed.set(node.id, tableOf(node));
    else scope.of(node);
  return {
    inputs,
    steps,
    tables,
    names,
    of: (root) => scope.of(root).text,
    expression: (root) => scope.of(root),
  };
}
