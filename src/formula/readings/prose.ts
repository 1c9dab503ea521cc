import { readNode, type Algebra } from '../graph/algebra.ts';
import type { Exact } from '../graph/decimal.ts';
import { ExactReading } from './exact.ts';
import { isNothing } from './nothing.ts';
import { operandsOf, reachable, type InputNode, type NamedNode, type Node } from '../graph/graph.ts';
import { operations, strong, type Phrase } from '../operations/index.ts';
import { formatUnit, type Unit } from '../graph/unit.ts';

/** A formula twice: with the names of its parts, and with their values. */
export interface Prose {
  readonly words: string;
  readonly numbers: string;
}

/** A named part or an input that a formula is computed from, with its value. */
export interface Part {
  readonly node: NamedNode | InputNode;
  readonly value: Exact;
}

/** The prose reading: the formula of a step down to the inputs and named steps that it is computed from. */
export function describe(node: Node, reading: ExactReading = new ExactReading()): Prose {
  const body = bodyOf(node);
  const parts = partsOf(body);
  const words = interpretDownTo(body, parts, (part) => ({ text: part.label, binding: strong }));
  const numbers = interpretDownTo(body, parts, (part) => numberTerm(reading.of(part), part.unit));
  return { words: words.text, numbers: numbers.text };
}

/** The inputs and named steps that a step is computed from directly, with their values. */
export function directParts(node: Node, reading: ExactReading = new ExactReading()): readonly Part[] {
  const parts = partsOf(bodyOf(node));
  return parts.map((part) => ({ node: part, value: reading.of(part) }));
}

/** Every input that a formula depends on. */
export function inputsOf(...nodes: readonly Node[]): readonly InputNode[] {
  return reachable(nodes).filter((node) => node.op === 'input');
}

/** What a named step is computed as; a name for another name says nothing of its own. */
function bodyOf(node: Node): Node {
  return node.op === 'named' ? bodyOf(node.of) : node;
}

function partsOf(body: Node): readonly (NamedNode | InputNode)[] {
  const found = new Map<number, NamedNode | InputNode>();
  const visit = (node: Node): void => {
    if (node.op === 'named' || node.op === 'input') found.set(node.id, node);
    // What it is the least of is named; its parts are those of the statement.
    else if (node.op === 'least') visit(node.upTo);
    else for (const operand of shownOperands(node)) visit(operand);
  };
  visit(body);
  return [...found.values()];
}

/** A sum without the terms that are nothing by default, where anything is left. */
function shownOperands(node: Node): readonly Node[] {
  const operands = operandsOf(node);
  if (node.op === 'subtract') return operands.filter((each, index) => index === 0 || !isNothing(each));
  const counting = node.op === 'add' ? operands.filter((each) => !isNothing(each)) : operands;
  return counting.length === 0 ? operands : counting;
}

/** A piece of prose, and whether it is nothing by default. */
interface ToldTerm extends Phrase {
  readonly isNothing?: boolean;
}

function interpretDownTo(
  body: Node,
  parts: readonly (NamedNode | InputNode)[],
  show: (part: NamedNode | InputNode) => Phrase,
): ToldTerm {
  const leaves = new Set(parts.map((part) => part.id));
  const known = new Map<number, ToldTerm>();
  const told = (part: NamedNode | InputNode): ToldTerm => ({ ...show(part), isNothing: isNothing(part) });
  const algebra = proseAlgebra(told);
  // What a part is computed from is not told, and is most of a formula.
  const read = (node: Node): ToldTerm =>
    node.op === 'named' && leaves.has(node.id) ? told(node) : readNode(node, algebra, of);
  const of = (node: Node): ToldTerm => {
    const before = known.get(node.id);
    if (before !== undefined) return before;
    const term = read(node);
    known.set(node.id, term);
    return term;
  };
  return of(body);
}

function proseAlgebra(show: (part: InputNode) => Phrase): Algebra<ToldTerm> {
  return {
    constant: (node) => numberTerm(node.value, node.unit),
    input: show,
    named: (_, of) => of,
    add: (all) => {
      const counting = all.filter((each) => each.isNothing !== true);
      const told = operations.add.words(counting.length === 0 ? all : counting);
      return counting.length === 0 ? { ...told, isNothing: true } : told;
    },
    subtract: (from, what) => (what.isNothing === true ? from : operations.subtract.words([from, what])),
    multiply: (factors) => ({
      ...operations.multiply.words(factors),
      isNothing: factors.some((each) => each.isNothing === true),
    }),
    divide: (dividend, divisor) => ({
      ...operations.divide.words([dividend, divisor]),
      isNothing: dividend.isNothing === true,
    }),
    minimum: operations.minimum.words,
    maximum: operations.maximum.words,
    ceiling: operations.ceiling.words,
    power: (base, exponent) => ({
      ...operations.power.words([base, exponent]),
      isNothing: base.isNothing === true,
    }),
    least: (node, upTo) => ({
      text: `the number from 0 to ${upTo.text} at which ${node.of.op === 'named' ? node.of.label : 'the formula'} is the least`,
      binding: strong,
    }),
    choose: (node, ...of) => operations.choose.words(node.inclusive, ...of),
  };
}

function numberTerm(value: Exact, unit: Unit): Phrase {
  const name = formatUnit(unit);
  return { text: name === '' ? showNumber(value) : `${showNumber(value)} ${name}`, binding: strong };
}

/** A number as a person reads it: separators, at most 12 significant digits, nothing rounded away without a mark. */
export function showNumber(value: Exact): string {
  if (!value.isFinite()) return 'undefined';
  const shown = value.toSignificantDigits(12);
  const [whole = '0', fraction] = shown.toFixed().split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/gu, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`}${shown.eq(value) ? '' : '…'}`;
}
