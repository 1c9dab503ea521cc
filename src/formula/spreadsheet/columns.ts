import { operandsOf, reachable, type LeastNode, type Node } from '../graph/graph.ts';
import { atom, type Expression } from './expression.ts';
import { leastTable, type LeastTable } from './least-table.ts';
import { readSpreadsheet, type SpreadsheetReading } from './read-spreadsheet.ts';
import { Scope, type CellContent } from './scope.ts';
import { Signs } from './signs.ts';

/** A row with the same formula in every column. References to its own column are written by `columnCell`. */
export interface ColumnStep {
  readonly row: string;
  readonly node: Node | null;
  readonly content: CellContent;
}

/** A row whose cells are each found by a search of their own. */
export interface ColumnSearch {
  readonly row: string;
  readonly node: LeastNode;
  /** The search for one column: `local` makes a reference that holds on the table's sheet of one that holds in the column. */
  readonly table: (above: number, local: (text: string) => string) => LeastTable;
}

/** Formulas over columns, such as months: what follows the column has a row, and what does not a cell as elsewhere. */
export interface ColumnReading {
  readonly constants: SpreadsheetReading;
  readonly steps: readonly ColumnStep[];
  readonly searches: readonly ColumnSearch[];
  /** What stands for a root in a formula of a column. */
  readonly of: (root: Node) => Expression;
}

const [columnMark, rowStart, rowEnd] = ['\u0003', '\u0001', '\u0002'];

/** A reference to the cell of a row in the formula's own column, or in the one whose letters are given. */
export function columnCell(row: string, column = columnMark): string {
  return `${column}${rowStart}${row}${rowEnd}`;
}

/** The same expression as it stands for another column than its own. */
export function inColumn(expression: Expression, column: string): Expression {
  return { ...expression, text: expression.text.replaceAll(columnMark, column) };
}

/** A formula with the letters of its column and the numbers of the rows that it refers to. */
export function withColumn(text: string, column: string, rowNumber: (row: string) => string): string {
  let filled = '';
  let from = 0;
  for (let start = text.indexOf(rowStart); start !== -1; start = text.indexOf(rowStart, from)) {
    const end = text.indexOf(rowEnd, start);
    filled += text.slice(from, start) + rowNumber(text.slice(start + 1, end));
    from = end + 1;
  }
  return (filled + text.slice(from)).replaceAll(columnMark, column);
}

interface Columns {
  /** Rows of the inputs that have a value in each column, by address. */
  readonly moved: ReadonlyMap<string, string>;
  /** Prefix of the names of rows. */
  readonly id: string;
  readonly before: Pick<SpreadsheetReading, 'names' | 'inputs'> | undefined;
}

/** The spreadsheet reading of formulas of which some inputs have a value in each column. */
export function readColumns(roots: readonly Node[], { moved, id, before }: Columns): ColumnReading {
  const nodes = reachable(roots);
  const moving = new Set<number>();
  const constant = new Set<Node>();
  for (const node of nodes) {
    const operands = operandsOf(node);
    const moves =
      node.op === 'input' ? moved.has(node.address) : operands.some((each) => moving.has(each.id));
    if (!moves) continue;
    moving.add(node.id);
    for (const each of operands) if (!moving.has(each.id)) constant.add(each);
    // The value that a column's is made of has a cell, too.
    if (node.op === 'input') constant.add(node);
  }
  for (const root of roots) if (!moving.has(root.id)) constant.add(root);
  const constants = readSpreadsheet([...constant], before);
  const steps: ColumnStep[] = [];
  const searches: ColumnSearch[] = [];
  const placed = new Map<number, Expression>();
  const signs = new Signs();
  const own = nodes.filter((node) => moving.has(node.id));
  const scope = new Scope(
    own,
    signs,
    (node, content) => {
      const row = `${id} ${steps.length + 1}`;
      steps.push({ row, node, content });
      return columnCell(row);
    },
    (node) => (moving.has(node.id) ? placed.get(node.id) : constants.expression(node)),
  );
  for (const node of own) {
    if (node.op === 'input') placed.set(node.id, atom(columnCell(moved.get(node.address) ?? '')));
    else if (node.op === 'least') {
      const row = `${id} search ${searches.length + 1}`;
      const outside = new Map([node.upTo, ...node.outside].map((each) => [each.id, scope.reference(each)]));
      searches.push({
        row,
        node,
        table: (above, local) =>
          leastTable(
            node,
            row,
            signs,
            (each) => atom(local((outside.get(each.id) ?? scope.reference(each)).text)),
            above,
          ),
      });
      placed.set(node.id, atom(columnCell(row)));
    } else scope.of(node);
  }
  return { constants, steps, searches, of: (root) => scope.of(root) };
}
