import type { Exact } from '../graph/decimal.ts';
import { operandsOf, type ChooseNode, type Node } from '../graph/graph.ts';
import { atom, bindings, call, joined, type Expression } from './expression.ts';
import { ceilingOf, isReached, literal, powerOf } from './operations.ts';
import type { Signs } from './signs.ts';

/** Spreadsheets refuse more than 8,192 characters, 255 arguments and 64 levels; people give up long before. */
const longestShared = 120;
const longestPart = 400;
const longestFormula = 1500;
const deepest = 24;
const mostOperands = 60;
const mostCases = 24;

/** Puts a step in a cell of its own and returns the reference to it; `node` is what it stands for, if that is one node. */
export type Spill = (node: Node | null, content: CellContent) => string;

/** A formula, or a number that a formula could not hold in full. */
export type CellContent = { readonly formula: string } | { readonly value: Exact };

/**
 * Where formulas of cells are written. Steps with a name have a cell; so have those that would make a formula long, or the same
 * text stand in many formulas. The others become part of the formulas that use them.
 */
export class Scope {
  readonly #known = new Map<number, Expression>();
  readonly #uses = new Map<number, number>();
  readonly #isNamed = new Set<number>();
  readonly #signs: Signs;
  readonly #spill: Spill;
  /** What the scope finds elsewhere: inputs, and for a table what does not depend on its count. */
  readonly #outside: (node: Node) => Expression | undefined;

  constructor(
    nodes: readonly Node[],
    signs: Signs,
    spill: Spill,
    outside: (node: Node) => Expression | undefined,
  ) {
    [this.#signs, this.#spill, this.#outside] = [signs, spill, outside];
    for (const node of nodes) {
      for (const { id } of operandsOf(node)) this.#uses.set(id, 1 + (this.#uses.get(id) ?? 0));
      if (node.op === 'named') this.#isNamed.add(node.of.id);
    }
  }

  /** How formulas refer to a node. Operands are asked about first. */
  of(node: Node): Expression {
    const known = this.#known.get(node.id) ?? this.#outside(node);
    if (known !== undefined) return known;
    const made = this.#make(node);
    this.#known.set(node.id, made);
    return made;
  }

  #make(node: Node): Expression {
    const expression = this.#expression(node);
    if (node.op === 'named') return this.#cell(node, expression);
    const isShared = (this.#uses.get(node.id) ?? 0) > 1;
    const { length } = expression.text;
    // What has a name and no other use stands in the cell of its name.
    const longest = isShared ? longestShared : this.#isNamed.has(node.id) ? longestFormula : longestPart;
    const isLong = length > longest;
    return isLong || expression.depth > deepest ? this.#cell(node, expression) : expression;
  }

  #cell(node: Node | null, { text }: Expression): Expression {
    return atom(this.#spill(node, { formula: text }));
  }

  /** The same as a reference or a number, for formulas in which it stands more than once. */
  reference(node: Node): Expression {
    const expression = this.of(node);
    if (expression.binding === bindings.atom && expression.depth === 0) return expression;
    const cell = this.#cell(node, expression);
    this.#known.set(node.id, cell);
    return cell;
  }

  #expression(node: Node): Expression {
    const part = (index: number): Expression => {
      const operand = operandsOf(node)[index];
      if (operand === undefined) throw new Error('an operation lacks an operand');
      return this.of(operand);
    };
    switch (node.op) {
      case 'constant':
        return literal(node.value) ?? atom(this.#spill(node, { value: node.value }));
      case 'named':
        return this.of(node.of);
      case 'add':
        return this.#combined(node.operands, (parts) => joined(parts, '+', bindings.sum));
      case 'multiply':
        return this.#combined(node.operands, (parts) => joined(parts, '*', bindings.product));
      case 'minimum':
        return this.#combined(node.operands, (parts) => call('MIN', parts));
      case 'maximum':
        return this.#combined(node.operands, (parts) => call('MAX', parts));
      case 'subtract':
        return joined([part(0), part(1)], '-', bindings.sum, [bindings.sum, bindings.product]);
      case 'divide':
        return joined([part(0), part(1)], '/', bindings.product, [bindings.product, bindings.power]);
      case 'ceiling': {
        const [of] = node.operands;
        if (of === undefined) throw new Error('a ceiling lacks its operand');
        const isNeverNegative = this.#signs.isNeverNegative(of);
        return ceilingOf(isNeverNegative ? this.of(of) : this.reference(of), isNeverNegative);
      }
      case 'power': {
        const [, exponent] = node.operands;
        if (exponent === undefined) throw new Error('a power lacks its exponent');
        const isZero = exponent.op === 'constant' ? exponent.value.isZero() : true;
        return powerOf(part(0), isZero ? this.reference(exponent) : this.of(exponent), isZero);
      }
      case 'choose':
        return this.#choice(node);
      case 'input':
      case 'count':
      case 'least':
        throw new Error(`${node.op} is not computed by a formula`);
    }
  }

  /** An operation on any number of parts, in which the order does not matter; many or long parts are combined in cells first. */
  #combined(operands: readonly Node[], combine: (parts: readonly Expression[]) => Expression): Expression {
    let parts = operands.map((each) => this.of(each));
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    while (parts.length > mostOperands || lengthOf(parts) > longestFormula) {
      const groups = grouped(parts);
      if (groups.length >= parts.length) break;
      parts = groups.map((group) => this.#cell(null, combine(group)));
    }
    return combine(parts);
  }

  #choice(node: ChooseNode): Expression {
    const by = this.reference(node.by);
    let chosen = this.of(node.otherwise);
    for (const [index, { above, value }] of node.cases.entries()) {
      const isPlain = isStated(node.by) && isStated(above);
      const condition = isReached(node, by, this.of(above), isPlain, this.#signs.isNeverNegative(above));
      const parts = [condition, this.of(value), chosen];
      const isMuch = lengthOf(parts) > longestFormula || index % mostCases === mostCases - 1;
      chosen = isMuch ? this.#cell(null, call('IF', parts)) : call('IF', parts);
    }
    return chosen;
  }
}

function isStated(node: Node): boolean {
  return node.op === 'input' || node.op === 'constant' || (node.op === 'named' && isStated(node.of));
}

function lengthOf(parts: readonly Expression[]): number {
  return parts.reduce((sum, { text }) => sum + text.length + 3, 0);
}

/** Neighbors together, as many as one formula takes. */
function grouped(parts: readonly Expression[]): readonly (readonly Expression[])[] {
  const groups: Expression[][] = [];
  let length = Infinity;
  for (const each of parts) {
    const last = groups.at(-1);
    length += each.text.length + 3;
    if (last === undefined || length > longestFormula || last.length >= mostOperands) {
      groups.push([each]);
      length = each.text.length + 3;
    } else last.push(each);
  }
  return groups;
}
