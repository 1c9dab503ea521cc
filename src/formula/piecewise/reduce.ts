import { readNode, type Algebra } from '../graph/algebra.ts';
import { Exact } from '../graph/decimal.ts';
import { expandLeast } from '../operations/least.ts';
import { operations } from '../operations/index.ts';
import { evaluate, type Overrides } from '../readings/exact.ts';
import { varyingDoubles, varyingExact, type Dependence } from '../readings/varying.ts';
import { operandsOf, reachable, type LeastNode, type Node } from '../graph/graph.ts';
import { one, Rational, zero } from '../graph/rational.ts';
import {
  addForms,
  atomForm,
  constantForm,
  isConstant,
  ratioOfForms,
  scaleForm,
  subtractForms,
  type AtomOperation,
  type Form,
} from './form.ts';

/**
 * Formulas as functions of the input at `address`, with everything that does not depend on it worked out. Equal terms
 * cancel and a factor cancels its own division (GPUs · (load / GPUs)), also where the formula as written divides by zero.
 * With `dependence`, which is that of formulas among whose steps the roots are, only the steps that the input moves are gone
 * through.
 */
export function reduceFormulas(
  roots: readonly Node[],
  address: string,
  overrides: Overrides = new Map(),
  dependence?: Dependence,
): readonly Form[] {
  const reduction = new Reduction(address, overrides);
  return dependence === undefined || overrides.size > 0
    ? reduction.read(roots)
    : reduction.readMoving(roots, dependence);
}

/** More counts than this are not compared piece by piece. */
const mostCompared = 32;

/**
 * What steps come to that the input does not move, at the inputs' own values: one input after the other is asked for, and
 * most steps are the same for all. So many are kept that a comparison finds its own.
 */
const constants = new Map<Node, Form>();
const mostKept = 20_000;

function keepConstant(node: Node, form: Form): void {
  if (constants.size >= mostKept) constants.clear();
  constants.set(node, form);
}

class Reduction {
  readonly #address: string;
  readonly #overrides: Overrides;
  #atoms = 0;
  #node: Node | undefined;

  constructor(address: string, overrides: Overrides) {
    this.#address = address;
    this.#overrides = overrides;
  }

  read(roots: readonly Node[]): readonly Form[] {
    const known = new Map<number, Form>();
    const moving = new Set<number>();
    const of = (node: Node): Form => known.get(node.id) ?? this.#undefined();
    const keeps = this.#overrides.size === 0;
    for (const node of reachable(roots)) {
      this.#node = node;
      const moves =
        node.op === 'input'
          ? node.address === this.#address
          : operandsOf(node).some(({ id }) => moving.has(id));
      if (moves) moving.add(node.id);
      const kept = moves || !keeps ? undefined : constants.get(node);
      const form = kept ?? readNode(node, this.#algebra, of);
      known.set(node.id, form);
      if (!moves && keeps && kept === undefined && isConstant(form)) keepConstant(node, form);
    }
    return roots.map(of);
  }

  /** The same, of which only the steps that move are gone through; what the others come to is mostly kept. */
  readMoving(roots: readonly Node[], dependence: Dependence): readonly Form[] {
    const known = new Map<number, Form>();
    const of = (node: Node): Form =>
      known.get(node.id) ?? constants.get(node) ?? this.#constant(node, known, of);
    const { nodes, placeOf } = dependence.flat;
    const isUnder = dependence.flat.under(...roots.map(({ id }) => placeOf.get(id) as number));
    for (const place of dependence.on(this.#address)) {
      if (isUnder[place] === 0) continue;
      const node = nodes[place] as Node;
      this.#node = node;
      known.set(node.id, readNode(node, this.#algebra, of));
    }
    return roots.map(of);
  }

  /** A step that does not move, of which mostly some operands are known. */
  #constant(node: Node, known: Map<number, Form>, of: (node: Node) => Form): Form {
    for (const operand of operandsOf(node))
      if (!constants.has(operand) && !known.has(operand.id)) this.#constant(operand, known, of);
    const outer = this.#node;
    this.#node = node;
    const form = readNode(node, this.#algebra, of);
    this.#node = outer;
    if (isConstant(form)) keepConstant(node, form);
    else known.set(node.id, form);
    return form;
  }

  readonly #algebra: Algebra<Form> = {
    constant: (node) => this.#number(node.value),
    input: (node) =>
      node.address === this.#address
        ? { constant: zero, slope: one, terms: [] }
        : this.#number(this.#overrides.get(node.address) ?? node.value),
    named: (_, of) => of,
    add: addForms,
    subtract: subtractForms,
    multiply: (factors) => factors.reduce((product, each) => this.#multiply(product, each)),
    divide: (dividend, divisor) => this.#divide(dividend, divisor),
    minimum: (of) => of.reduce((left, right) => this.#extreme('minimum', left, right)),
    maximum: (of) => of.reduce((left, right) => this.#extreme('maximum', left, right)),
    ceiling: (of) =>
      isConstant(of)
        ? this.#number(operations.ceiling.exact(of.constant.toExact()))
        : this.#atom({ op: 'ceiling', of }),
    power: (base, exponent) => this.#power(base, exponent),
    least: (node, upTo, of) => this.#least(node, upTo, of),
    choose: (node, by, otherwise, cases) =>
      cases.reduce(
        (chosen, { above, value }) => this.#select(subtractForms(by, above), node.inclusive, value, chosen),
        otherwise,
      ),
  };

  #atom(operation: AtomOperation): Form {
    if (this.#node === undefined) throw new Error('an atom outside of a reading');
    return atomForm({ ...operation, index: this.#atoms++, node: this.#node });
  }

  /** Compared count by count where these are few and stay the same; a number where nothing in it varies; otherwise looked for at every point. */
  #least(node: LeastNode, upTo: Form, of: (operand: Node) => Form): Form {
    const counts = isConstant(upTo) ? upTo.constant.toNumber() : null;
    if (counts !== null && counts <= mostCompared) return expandLeast(node, upTo, of, this.#algebra, counts);
    const roots = [node];
    const exactly = varyingExact(roots, this.#overrides).curves(this.#address);
    const roughly = varyingDoubles(roots, this.#overrides).curves(this.#address);
    if (exactly === null || roughly === null) return this.#number(evaluate(node, this.#overrides));
    return this.#atom({
      op: 'least',
      exactly: (at) => exactly(at)[0] ?? new Exact(Number.NaN),
      roughly: (at) => roughly(at)[0] ?? Number.NaN,
    });
  }

  #undefined(): Form {
    return this.#atom({ op: 'quotient', left: constantForm(one), right: constantForm(zero) });
  }

  #number(value: Exact): Form {
    const exact = Rational.fromExact(value);
    return exact === undefined ? this.#undefined() : constantForm(exact);
  }

  #multiply(left: Form, right: Form): Form {
    if (isConstant(left)) return scaleForm(right, left.constant);
    if (isConstant(right)) return scaleForm(left, right.constant);
    return (
      this.#cancel(left, right) ?? this.#cancel(right, left) ?? this.#atom({ op: 'product', left, right })
    );
  }

  /** (c + Σ f·(a / b)) · r with every b a multiple of r. */
  #cancel(sum: Form, by: Form): Form | undefined {
    if (!sum.slope.isZero) return undefined;
    const parts = [scaleForm(by, sum.constant)];
    for (const { atom, factor } of sum.terms) {
      if (atom.op !== 'quotient') return undefined;
      const ratio = ratioOfForms(by, atom.right);
      if (ratio === undefined) return undefined;
      parts.push(scaleForm(atom.left, ratio.times(factor)));
    }
    return addForms(parts);
  }

  #divide(left: Form, right: Form): Form {
    if (isConstant(right) && !right.constant.isZero) return scaleForm(left, one.over(right.constant));
    const ratio = ratioOfForms(left, right);
    return ratio === undefined ? this.#atom({ op: 'quotient', left, right }) : constantForm(ratio);
  }

  #power(base: Form, exponent: Form): Form {
    if (isConstant(exponent) && exponent.constant.equals(one)) return base;
    if (!isConstant(base) || !isConstant(exponent))
      return this.#atom({ op: 'power', left: base, right: exponent });
    const value = operations.power.rational(base.constant, exponent.constant);
    return value === null ? this.#undefined() : constantForm(value);
  }

  #extreme(op: 'minimum' | 'maximum', left: Form, right: Form): Form {
    const difference = subtractForms(left, right);
    if (!isConstant(difference)) return this.#atom({ op, left, right });
    return difference.constant.sign > 0 === (op === 'maximum') ? left : right;
  }

  #select(by: Form, inclusive: boolean, met: Form, otherwise: Form): Form {
    if (!isConstant(by)) return this.#atom({ op: 'select', by, inclusive, met, otherwise });
    return operations.choose.sign(inclusive, by.constant.sign) ? met : otherwise;
  }
}
