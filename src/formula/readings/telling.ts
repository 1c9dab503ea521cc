import type { Exact } from '../graph/decimal.ts';
import type { ExactReading } from './exact.ts';
import { Nothing } from './nothing.ts';
import { showNumber } from './show-number.ts';
import {
  inputsUnder,
  operandsOf,
  type InputNode,
  type NamedNode,
  type Node,
  type OperationNode,
} from '../graph/graph.ts';
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

/** A piece of a formula both ways. */
interface Told {
  readonly words: Phrase;
  readonly numbers: Phrase;
}

/** So many parts and formulas are kept as text: what a workload has in common with the last few. */
const mostKept = 1024;

/** What is told of the formulas of one graph, with the values of one reading. */
export class Telling {
  readonly #reading: ExactReading;
  readonly #nothing = new Nothing();
  /** The lines of a statement are computed from the same parts. */
  readonly #parts = new Map<number, Told>();
  readonly #formulas = new Map<number, Prose>();
  /** Of the formula that was asked for last. */
  #counted: { readonly node: Node; readonly inputs: readonly InputNode[] } | undefined;

  constructor(reading: ExactReading) {
    this.#reading = reading;
  }

  /** The prose reading: the formula of a step down to the inputs and named steps that it is computed from. */
  describe(node: Node): Prose {
    return kept(this.#formulas, node.id, () => {
      const { words, numbers } = this.#tell(bodyOf(node), new Map());
      return { words: words.text, numbers: numbers.text };
    });
  }

  /** The inputs and named steps that a step is computed from directly, with their values. */
  directParts(node: Node): readonly Part[] {
    const found = new Map<number, NamedNode | InputNode>();
    const visit = (step: Node): void => {
      if (step.op === 'named' || step.op === 'input') found.set(step.id, step);
      // What it is the least of is named; its parts are those of the statement.
      else if (step.op === 'least') visit(step.upTo);
      else for (const operand of this.#shownOperands(step)) visit(operand);
    };
    visit(bodyOf(node));
    return [...found.values()].map((part) => ({ node: part, value: this.#reading.of(part) }));
  }

  /** The inputs that formulas depend on, without those that only stand beside a zero by default. */
  inputsThatCount(node: Node): readonly InputNode[] {
    if (this.#counted?.node !== node)
      this.#counted = { node, inputs: inputsUnder([node], (each) => !this.#nothing.of(each)) };
    return this.#counted.inputs;
  }

  /** A sum without the terms that are nothing by default, where anything is left. */
  #shownOperands(node: Node): readonly Node[] {
    const operands = operandsOf(node);
    if (node.op === 'subtract')
      return operands.filter((each, index) => index === 0 || !this.#nothing.of(each));
    if (node.op !== 'add') return operands;
    const counting = operands.filter((each) => !this.#nothing.of(each));
    return counting.length === 0 ? operands : counting;
  }

  /** What a part is computed from is not told, and is most of a formula. */
  #tell(node: Node, known: Map<number, Told>): Told {
    if (node.op === 'named' || node.op === 'input') return this.#part(node);
    const before = known.get(node.id);
    if (before !== undefined) return before;
    const told = this.#step(node, (operand) => this.#tell(operand, known));
    known.set(node.id, told);
    return told;
  }

  #part(part: NamedNode | InputNode): Told {
    return kept(this.#parts, part.id, () => ({
      words: { text: part.label, binding: strong },
      numbers: numberTerm(this.#reading.of(part), part.unit),
    }));
  }

  #step(node: Exclude<Node, NamedNode | InputNode>, tell: (operand: Node) => Told): Told {
    switch (node.op) {
      case 'constant':
        return same(numberTerm(node.value, node.unit));
      case 'count':
        return same({ text: node.label, binding: strong });
      case 'least': {
        const upTo = tell(node.upTo);
        const what = node.of.op === 'named' ? node.of.label : 'the formula';
        return both((way) => ({
          text: `the number from 0 to ${upTo[way].text} at which ${what} is the least`,
          binding: strong,
        }));
      }
      case 'choose': {
        const [by, otherwise] = [tell(node.by), tell(node.otherwise)];
        const cases = node.cases.map(({ above, value }) => ({ above: tell(above), value: tell(value) }));
        return both((way) =>
          operations.choose.words(
            node.inclusive,
            by[way],
            otherwise[way],
            cases.map(({ above, value }) => ({ above: above[way], value: value[way] })),
          ),
        );
      }
      default: {
        const told = this.#shownOperands(node).map(tell);
        return both((way) =>
          phraseOf(
            node.op,
            told.map((each) => each[way]),
          ),
        );
      }
    }
  }
}

function kept<T>(of: Map<number, T>, id: number, make: () => T): T {
  const known = of.get(id);
  if (known !== undefined) return known;
  const made = make();
  if (of.size >= mostKept) of.clear();
  of.set(id, made);
  return made;
}

function same(phrase: Phrase): Told {
  return { words: phrase, numbers: phrase };
}

function both(say: (way: keyof Told) => Phrase): Told {
  return { words: say('words'), numbers: say('numbers') };
}

function phraseOf(op: OperationNode['op'], of: readonly Phrase[]): Phrase {
  const [first] = of;
  if (first === undefined) throw new Error('an operation lacks an operand');
  if (op === 'ceiling') return operations.ceiling.words(first);
  // Of a difference to nothing the first term is left.
  return op === 'subtract' && of.length === 1 ? first : operations[op].words(of);
}

/** What a named step is computed as; a name for another name says nothing of its own. */
function bodyOf(node: Node): Node {
  return node.op === 'named' ? bodyOf(node.of) : node;
}

function numberTerm(value: Exact, unit: Unit): Phrase {
  const name = formatUnit(unit);
  return { text: name === '' ? showNumber(value) : `${showNumber(value)} ${name}`, binding: strong };
}
