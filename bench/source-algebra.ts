import { Exact, wholeTolerance, wholeToleranceBelowZero, type Algebra } from '../src/formula/index.ts';

/** How a language writes what is not + - * /. */
export interface Notation {
  readonly column: (index: number) => string;
  readonly literal: (value: Exact) => string;
  readonly minimum: (left: string, right: string) => string;
  readonly maximum: (left: string, right: string) => string;
  /** The plain ceiling of `of` divided by one of two figures: for of ≥ 0, and for of < 0. */
  readonly ceiling: (of: string, divisor: string, divisorBelowZero: string) => string;
  readonly power: (base: string, exponent: string) => string;
  readonly choose: (
    by: string,
    comparison: '>' | '>=',
    above: string,
    value: string,
    otherwise: string,
  ) => string;
  /** Gives a step a name, and returns how it is referred to. */
  readonly step: (expression: string) => string;
}

/**
 * A reading of the graph as source text: each step as the model has it, nothing rearranged, so that no rival's
 * arithmetic is written by hand. A step of literals is a literal, as one writes it by hand: a whole exponent that is a sum
 * would otherwise reach the rival's power function instead of products.
 */
export function sourceAlgebra(notation: Notation, columns: ReadonlyMap<string, number>): Algebra<string> {
  const { step } = notation;
  const chain = (operands: readonly string[], join: (left: string, right: string) => string): string =>
    operands.reduce((left, right) => step(join(left, right)));
  const arithmetic = (left: string, operator: keyof typeof operations, right: string): string => {
    const [a, b] = [literalOf(left), literalOf(right)];
    return a === null || b === null
      ? step(`${left} ${operator} ${right}`)
      : notation.literal(new Exact(operations[operator](a, b)));
  };
  return {
    constant: (node) => notation.literal(node.value),
    input: (node) => {
      const column = columns.get(node.address);
      return column === undefined ? notation.literal(node.value) : notation.column(column);
    },
    named: (_, of) => of,
    add: (terms) => terms.reduce((left, right) => arithmetic(left, '+', right)),
    subtract: (from, what) => arithmetic(from, '-', what),
    multiply: (factors) => factors.reduce((left, right) => arithmetic(left, '*', right)),
    divide: (dividend, divisor) => arithmetic(dividend, '/', divisor),
    minimum: (of) => chain(of, notation.minimum),
    maximum: (of) => chain(of, notation.maximum),
    ceiling: (of) => step(notation.ceiling(of, wholeTolerance, wholeToleranceBelowZero)),
    power: (base, exponent) => {
      const times = Number(exponent);
      // As one writes it by hand: a library's power function would be a handicap that the rival need not have.
      if (Number.isInteger(times) && times >= 1 && times <= 16)
        return chain(
          Array.from({ length: times }, () => base),
          (left, right) => `${left} * ${right}`,
        );
      return step(notation.power(base, exponent));
    },
    least: () => {
      throw new Error('rivals have no operation for a choice of a count');
    },
    choose: (node, by, otherwise, cases) =>
      cases.reduce((chosen, { above, value }) => {
        const comparison = node.inclusive ? '>=' : '>';
        return step(notation.choose(by, comparison, above, value, chosen));
      }, otherwise),
  };
}

/** In doubles, as the rival computes them. */
const operations = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
};

/** The number that a text is; null for the name of a step or a column. */
function literalOf(text: string): number | null {
  return /^\(?-?\d+(?:\.\d+)?\)?$/u.test(text) ? Number(text.replaceAll(/[()]/gu, '')) : null;
}

/** A notation whose steps are collected as `name = expression`. */
export function collectSteps(
  notation: Omit<Notation, 'step'>,
): Notation & { readonly steps: readonly (readonly [name: string, expression: string])[] } {
  const steps: (readonly [string, string])[] = [];
  return {
    ...notation,
    steps,
    step: (expression) => {
      const name = `t${steps.length}`;
      steps.push([name, expression]);
      return name;
    },
  };
}

/** A decimal with a point, never in exponent form. */
export function decimalLiteral(value: Exact): string {
  const text = value.toString();
  const real = text.includes('.') ? text : `${text}.0`;
  return value.isNegative() ? `(${real})` : real;
}
