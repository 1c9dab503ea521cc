import { Exact } from './decimal.ts';
import type {
  ChooseNode,
  ConstantNode,
  CountNode,
  InputNode,
  LeastNode,
  NamedNode,
  Node,
  OperationNode,
} from './nodes.ts';
import { StepIndex } from './step-index.ts';
import { dependents, operandsOf, reachable } from './traversal.ts';
import {
  conversion,
  dimensionless,
  divideUnits,
  formatUnit,
  multiplyUnits,
  sameDimension,
  sameUnit,
  unit as unitFromText,
  type Unit,
} from './unit.ts';

export type * from './nodes.ts';
export { inputsUnder, operandsOf, reachable } from './traversal.ts';

/** Two formulas in units that do not fit: always a defect in the model, found when the graph is built. */
export class UnitError extends Error {}

/** Two definitions of one address: a defect in the model, too, since an address has one meaning everywhere. */
class DefinitionError extends Error {}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

type InputDefinition = Omit<InputNode, 'op' | 'id' | 'unit'> & { readonly unit: Unit | string };

/** The first thing in which a definition is not the one of the node. */
function differenceOf(node: InputNode, other: InputDefinition, unit: Unit): string | undefined {
  const same = (a: Exact | undefined, b: Exact | undefined): boolean =>
    a === b || (a !== undefined && b !== undefined && a.eq(b));
  if (!sameUnit(node.unit, unit)) return `unit: ${node.unit.key} and ${unit.key}`;
  if (node.label !== other.label) return `label: '${node.label}' and '${other.label}'`;
  if (!same(node.minimum, other.minimum)) return 'smallest value';
  if (!same(node.maximum, other.maximum)) return 'largest value';
  if ((node.whole ?? false) !== (other.whole ?? false)) return 'whether it is whole';
  return same(node.value, other.value)
    ? undefined
    : `value: ${node.value.toString()} and ${other.value.toString()}`;
}

/**
 * Builds formulas. Nodes are immutable and shared: the same operation on the same operands is one node, and every
 * node's id is larger than those of its operands, so that ids give an order of evaluation.
 */
export class Graph {
  readonly #nodes: Node[] = [];
  /** What is no operation, by what it is computed from, as a text. */
  readonly #known = new Map<string, Node>();
  readonly #steps = new StepIndex();
  readonly #inputs = new Map<string, InputNode>();
  readonly #named = new Map<string, NamedNode>();
  /** Constants that were made of a number, by unit. */
  readonly #numbers = new Map<string, Map<number, ConstantNode>>();
  /** Names that passed to other steps, by address and step. */
  readonly #passed = new Map<string, NamedNode>();

  /** Every input by its address, in the order of their making. */
  get inputs(): ReadonlyMap<string, InputNode> {
    return this.#inputs;
  }

  /** Every named step by its address. */
  get named(): ReadonlyMap<string, NamedNode> {
    return this.#named;
  }

  /** All nodes; a node's id is its index. */
  get nodes(): readonly Node[] {
    return this.#nodes;
  }

  #add<T extends Node>(build: (id: number) => T): T {
    const node = build(this.#nodes.length);
    this.#nodes.push(node);
    return node;
  }

  #make<T extends Node>(key: string, build: (id: number) => T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known as T;
    const node = this.#add(build);
    this.#known.set(key, node);
    return node;
  }

  /** A figure with an address. Asking again for an address returns its node; another definition of it is refused. */
  input(definition: InputDefinition): InputNode {
    const unit = typeof definition.unit === 'string' ? unitFromText(definition.unit) : definition.unit;
    const known = this.#inputs.get(definition.address);
    if (known !== undefined) {
      const other = differenceOf(known, definition, unit);
      if (other === undefined) return known;
      throw new DefinitionError(`${definition.address} has two definitions, which differ in ${other}`);
    }
    // Field by field: spreads take longer than all the rest.
    const { address, label, value, provenance, minimum, maximum, whole } = definition;
    const node = this.#add((id): InputNode => {
      const made: Writable<InputNode> = { op: 'input', id, unit, address, label, value, provenance };
      if (minimum !== undefined) made.minimum = minimum;
      if (maximum !== undefined) made.maximum = maximum;
      if (whole !== undefined) made.whole = whole;
      return made;
    });
    this.#inputs.set(node.address, node);
    return node;
  }

  /** A number of the formula itself, such as the 1 in `1 - share`. */
  constant(value: Exact | number | string, unit: Unit | string = dimensionless): ConstantNode {
    const of = typeof unit === 'string' ? unitFromText(unit) : unit;
    // Most are a one or a zero.
    if (typeof value === 'number') {
      const known = this.#numbers.get(of.key)?.get(value);
      if (known !== undefined) return known;
      const made = this.#constant(new Exact(value), of);
      const own = this.#numbers.get(of.key);
      if (own === undefined) this.#numbers.set(of.key, new Map([[value, made]]));
      else own.set(value, made);
      return made;
    }
    return this.#constant(new Exact(value), of);
  }

  #constant(exact: Exact, of: Unit): ConstantNode {
    return this.#make(`constant ${exact.toString()} ${of.key}`, (id) => ({
      op: 'constant',
      id,
      unit: of,
      value: exact,
    }));
  }

  /** A name for a step. Names do not change figures. */
  name(address: string, label: string, of: Node): NamedNode {
    const known = this.#named.get(address);
    if (known !== undefined) {
      if (known.of !== of || known.label !== label)
        throw new DefinitionError(`${address} is the name of two steps`);
      return known;
    }
    const before = this.#passed.size === 0 ? undefined : this.#passed.get(`${address} ${of.id}`);
    const node =
      before ?? this.#add((id): NamedNode => ({ op: 'named', id, unit: of.unit, address, label, of }));
    this.#named.set(address, node);
    return node;
  }

  #operation(op: OperationNode['op'], operands: readonly Node[], unit: Unit): OperationNode {
    // The unit follows from those of the operands.
    const known = this.#steps.find(op, operands);
    if (known !== undefined) return known;
    const node = this.#add((id): OperationNode => ({ op, id, unit, operands }));
    this.#steps.add(node);
    return node;
  }

  #alike(op: OperationNode['op'], operands: readonly Node[]): OperationNode {
    const [first] = operands;
    if (first === undefined) throw new UnitError(`${op} needs an operand`);
    for (const each of operands) this.#requireSame(op, first.unit, each.unit);
    return this.#operation(op, operands, first.unit);
  }

  #requireSame(what: string, a: Unit, b: Unit): void {
    if (!sameUnit(a, b))
      throw new UnitError(
        `${what}: ${formatUnit(a) || 'a plain number'} does not go with ${formatUnit(b) || 'a plain number'}`,
      );
  }

  add(...terms: readonly Node[]): OperationNode {
    return this.#alike('add', terms);
  }

  subtract(from: Node, what: Node): OperationNode {
    return this.#alike('subtract', [from, what]);
  }

  minimum(...of: readonly Node[]): OperationNode {
    return this.#alike('minimum', of);
  }

  maximum(...of: readonly Node[]): OperationNode {
    return this.#alike('maximum', of);
  }

  multiply(...factors: readonly Node[]): OperationNode {
    return this.#operation(
      'multiply',
      factors,
      factors.reduce((unit, each) => multiplyUnits(unit, each.unit), dimensionless),
    );
  }

  divide(dividend: Node, divisor: Node): OperationNode {
    return this.#operation('divide', [dividend, divisor], divideUnits(dividend.unit, divisor.unit));
  }

  /** The least whole number that is not below, by the rule of `operations/ceiling.ts`. */
  ceiling(of: Node): OperationNode {
    return this.#operation('ceiling', [of], of.unit);
  }

  /** Both must be plain numbers. */
  power(base: Node, exponent: Node): OperationNode {
    this.#requireSame('power', base.unit, dimensionless);
    this.#requireSame('power', exponent.unit, dimensionless);
    return this.#operation('power', [base, exponent], dimensionless);
  }

  choose(choice: Pick<ChooseNode, 'by' | 'otherwise' | 'cases' | 'inclusive'>): ChooseNode {
    const { by, otherwise, cases, inclusive } = choice;
    for (const { above, value } of cases) {
      this.#requireSame('choose: threshold', by.unit, above.unit);
      this.#requireSame('choose: value', otherwise.unit, value.unit);
    }
    const listed = cases.map(({ above, value }) => `${above.id}:${value.id}`).join(' ');
    const key = `choose ${by.id} ${otherwise.id} ${inclusive} ${listed}`;
    return this.#make(key, (id) => ({
      op: 'choose',
      id,
      unit: otherwise.unit,
      by,
      otherwise,
      cases,
      inclusive,
    }));
  }

  /** A whole number for `least`, and for nothing else. */
  count(label: string, unit: Unit | string): CountNode {
    const of = typeof unit === 'string' ? unitFromText(unit) : unit;
    return this.#make(`count ${this.#nodes.length}`, (id) => ({ op: 'count', id, unit: of, label }));
  }

  /** The count from 0 to `upTo` at which `of` is the least. */
  least(count: CountNode, upTo: Node, of: Node): LeastNode {
    this.#requireSame('least', count.unit, upTo.unit);
    const body = dependents([of], count);
    if (body.some(({ op }) => op === 'least')) throw new Error('a least within a least');
    const inside = new Set(body.map(({ id }) => id));
    const outside = new Map<number, Node>();
    for (const each of body)
      for (const operand of operandsOf(each)) if (!inside.has(operand.id)) outside.set(operand.id, operand);
    return this.#make(`least ${count.id} ${upTo.id} ${of.id}`, (id) => ({
      op: 'least',
      id,
      unit: count.unit,
      count,
      upTo,
      of,
      body,
      outside: [...outside.values()],
    }));
  }

  /** Formulas with a node in place of a count: steps that depend on it are made anew, under the names that they had. */
  replaceCount(count: CountNode, by: Node): (of: Node) => Node {
    const made = new Map<number, Node>([[count.id, by]]);
    const seen = new Set<number>();
    const now = (old: Node): Node => made.get(old.id) ?? old;
    return (of) => {
      for (const each of reachable([of], seen)) {
        seen.add(each.id);
        if (each !== count && operandsOf(each).some(({ id }) => made.has(id)))
          made.set(each.id, this.#again(each, now));
      }
      return now(of);
    };
  }

  #again(node: Node, of: (old: Node) => Node): Node {
    switch (node.op) {
      case 'named':
        // The name passes from the step that was made with the count to this one.
        if (this.#named.get(node.address) === node) {
          this.#named.delete(node.address);
          this.#passed.set(`${node.address} ${node.of.id}`, node);
        }
        return this.name(node.address, node.label, of(node.of));
      case 'choose':
        return this.choose({
          by: of(node.by),
          otherwise: of(node.otherwise),
          cases: node.cases.map(({ above, value }) => ({ above: of(above), value: of(value) })),
          inclusive: node.inclusive,
        });
      case 'input':
      case 'constant':
      case 'count':
      case 'least':
        return node;
      default:
        return this.#operation(node.op, node.operands.map(of), node.unit);
    }
  }

  /** The same quantity in another unit of the same dimension: a multiplication and a division by whole numbers. */
  convert(of: Node, to: Unit | string): Node {
    const target = typeof to === 'string' ? unitFromText(to) : to;
    if (sameUnit(of.unit, target)) return of;
    if (!sameDimension(of.unit, target))
      throw new UnitError(`cannot convert ${of.unit.key} to ${target.key}`);
    const { multiply, divide } = conversion(of.unit, target);
    const wanted = divideUnits(target, of.unit);
    let node: Node = of;
    if (!multiply.eq(1) || divide.eq(1))
      node = this.multiply(node, this.constant(multiply, divide.eq(1) ? wanted : dimensionless));
    if (!divide.eq(1)) node = this.divide(node, this.constant(divide, divideUnits(dimensionless, wanted)));
    return node;
  }
}
