import type { LeastNode, Node } from '../graph/graph.ts';
import { wholeTolerance } from '../operations/index.ts';
import { rounds } from '../operations/least.ts';
import { atom, type Expression } from './expression.ts';
import { Scope, type CellContent } from './scope.ts';
import type { Signs } from './signs.ts';

/** A sheet that goes through the counts of a `least`: facts in columns A and B, below them a row for each count. */
export interface LeastTable {
  /** The cell names of the result, and where it stands on the sheet. */
  readonly name: string;
  readonly title: string;
  readonly result: string;
  readonly facts: readonly { readonly label: string; readonly formula: string }[];
  readonly headers: readonly string[];
  /** The first row of the counts is number `firstRow`; each has a formula, or a number as text, for each header. */
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
}

/** Stands for the number of the row in what is written for all rows. */
const row = '\u0000';
const rowOfFirst = 10;
/** So many rows a table takes, with an empty one behind it. */
export const leastTableRows = rowOfFirst + rounds.evenly + rounds.finer + 2;

/** Costs that differ by less than this, relative, are the same, and the smaller count counts. */
const sameWithin = '1E-12';

/** The letters of a column, counted from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : columnLetters(rest)}${String.fromCodePoint(65 + (index % 26))}`;
}

/** Both rounds of the search of `operations/least.ts`, as rows of formulas, with so many rows of the sheet above them. */
export function leastTable(
  node: LeastNode,
  name: string,
  signs: Signs,
  outside: (node: Node) => Expression,
  above = 0,
): LeastTable {
  const firstRow = rowOfFirst + above;
  const cell = (at: number): string => `$B$${above + at}`;
  const fact = {
    upTo: cell(2),
    first: cell(3),
    best: cell(4),
    step: cell(5),
    least: cell(6),
    result: cell(7),
  };
  const columns: { readonly label: string; readonly template: string }[] = [];
  const inside = new Set(node.body.map(({ id }) => id));
  const spill = (step: Node | null, content: CellContent): string => {
    const label = step?.op === 'named' ? step.label : 'part';
    const template = 'formula' in content ? content.formula : content.value.toFixed();
    columns.push({ label, template });
    return `$${columnLetters(columns.length)}${row}`;
  };
  const scope = new Scope(node.body, signs, spill, (each) => {
    if (each === node.count) return atom(`$A${row}`);
    return inside.has(each.id) ? undefined : outside(each);
  });
  for (const each of node.body) scope.of(each);
  const cost = scope.of(node.of).text;
  const costColumn = `$${columnLetters(columns.length + 1)}`;
  const bestColumn = `$${columnLetters(columns.length + 2)}`;
  const { evenly, finer } = rounds;
  const lastOfFirst = firstRow + evenly;
  const last = lastOfFirst + finer + 1;
  const over = (column: string, from: number, to: number): string => `${column}$${from}:${column}$${to}`;

  const countIn = (index: number): string => {
    if (index <= evenly) return `ROUNDUP(${fact.upTo}*${index}/${evenly}/${wholeTolerance},0)`;
    const [from, to] = [`MAX(0,${fact.best}-${fact.step})`, `MIN(${fact.upTo},${fact.best}+${fact.step})`];
    const place = index - evenly - 1;
    return `${from}+ROUNDUP((${to}-${from})*${place}/${finer}/${wholeTolerance},0)`;
  };
  const rowOf = (index: number): readonly string[] => {
    const least = index <= evenly ? fact.first : fact.least;
    const at = firstRow + index;
    return [
      countIn(index),
      ...columns.map(({ template }) => template.replaceAll(row, String(at))),
      `IFERROR(${cost.replaceAll(row, String(at))},"")`,
      `IF(${costColumn}${at}<=${least}+ABS(${least})*${sameWithin},$A${at},"")`,
    ];
  };
  return {
    name,
    title: `${node.count.label}: the number from 0 at which ${labelOf(node.of)} is the least`,
    result: fact.result,
    facts: [
      { label: 'largest number', formula: outside(node.upTo).text },
      { label: 'least, first round', formula: `MIN(${over(costColumn, firstRow, lastOfFirst)})` },
      { label: 'best, first round', formula: `MIN(${over(bestColumn, firstRow, lastOfFirst)})` },
      { label: 'step of the first round', formula: `ROUNDUP(${fact.upTo}/${evenly}/${wholeTolerance},0)` },
      { label: 'least, second round', formula: `MIN(${over(costColumn, lastOfFirst + 1, last)})` },
      { label: 'best', formula: `MIN(${over(bestColumn, lastOfFirst + 1, last)})` },
    ],
    headers: [node.count.label, ...columns.map(({ label }) => label), labelOf(node.of), 'is the least'],
    firstRow,
    rows: Array.from({ length: evenly + finer + 2 }, (_, index) => rowOf(index)),
  };
}

function labelOf(node: Node): string {
  return node.op === 'named' ? node.label : 'the formula';
}
