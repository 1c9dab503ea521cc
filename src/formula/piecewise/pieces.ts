import type { Node } from '../graph/graph.ts';
import { one, type Rational } from '../graph/rational.ts';
import { wholeRule, type WholeRule } from '../operations/index.ts';
import { ceilingFunction, ceilingOfQuotient } from './ceilings.ts';
import { asQuotient, atomsOf, type Atom, type Form } from './form.ts';
import { onLine, TooManyPieces, type PiecewiseFunction } from './function.ts';
import {
  addFunctions,
  divideFunctions,
  extremeOf,
  multiplyFunctions,
  NotLinear,
  raiseFunction,
  selectBy,
} from './operations.ts';

/** A closed range; it may be a single point. */
export interface ClosedRange {
  readonly from: Rational;
  readonly to: Rational;
}

/** Why forms have no functions: a step that is not linear on some piece, or more pieces than allowed. */
export interface PieceProblem {
  readonly reason: 'product' | 'quotient' | 'power' | 'least' | 'too-many-pieces';
  readonly node: Node;
}

export type PiecesResult =
  | { readonly ok: true; readonly functions: readonly PiecewiseFunction[] }
  | { readonly ok: false; readonly problem: PieceProblem };

/** The forms as functions on the range, in their order. */
export function piecesOf(
  forms: readonly Form[],
  range: ClosedRange,
  limit: number,
  rule: WholeRule = wholeRule,
): PiecesResult {
  const reading = new PieceReader(range, limit, rule);
  try {
    for (const atom of atomsOf(forms)) reading.read(atom);
    return { ok: true, functions: forms.map((form) => reading.form(form)) };
  } catch (thrown) {
    if (thrown instanceof NotLinearHere) return { ok: false, problem: thrown.problem };
    if (thrown instanceof TooManyPieces && reading.current !== undefined)
      return { ok: false, problem: { reason: 'too-many-pieces', node: reading.current.node } };
    throw thrown;
  }
}

class NotLinearHere extends Error {
  readonly problem: PieceProblem;

  constructor(problem: PieceProblem) {
    super();
    this.problem = problem;
  }
}

class PieceReader {
  current: Atom | undefined;
  readonly #range: ClosedRange;
  readonly #limit: number;
  readonly #rule: WholeRule;
  /** A step that is not linear is a problem only where its value is used. */
  readonly #known = new Map<Atom, PiecewiseFunction | PieceProblem>();

  constructor(range: ClosedRange, limit: number, rule: WholeRule) {
    this.#range = range;
    this.#limit = limit;
    this.#rule = rule;
  }

  read(atom: Atom): void {
    this.current = atom;
    this.#known.set(atom, this.#functionOrProblem(atom));
  }

  form(form: Form): PiecewiseFunction {
    const { from, to } = this.#range;
    const line = { intercept: form.constant, slope: form.slope };
    const isPoint = from.equals(to);
    const straight: PiecewiseFunction = {
      points: isPoint ? [from] : [from, to],
      values: isPoint ? [onLine(line, from)] : [onLine(line, from), onLine(line, to)],
      segments: isPoint ? [] : [line],
    };
    const parts = form.terms.map(({ atom, factor }) => {
      const of = this.#known.get(atom);
      if (of === undefined) throw new Error('an atom before those that it is made of');
      if ('reason' in of) throw new NotLinearHere(of);
      return { factor, of };
    });
    const isBare = form.constant.isZero && form.slope.isZero && parts.length > 0;
    return addFunctions(isBare ? parts : [{ factor: one, of: straight }, ...parts], this.#limit);
  }

  #functionOrProblem(atom: Atom): PiecewiseFunction | PieceProblem {
    const { op } = atom;
    if (op !== 'least' && op !== 'product' && op !== 'quotient' && op !== 'power') return this.#atom(atom);
    try {
      return this.#atom(atom);
    } catch (thrown) {
      if (thrown instanceof NotLinear) return { reason: op, node: atom.node };
      if (thrown instanceof NotLinearHere) return thrown.problem;
      throw thrown;
    }
  }

  #atom(atom: Atom): PiecewiseFunction {
    const limit = this.#limit;
    switch (atom.op) {
      case 'least':
        throw new NotLinearHere({ reason: 'least', node: atom.node });
      case 'ceiling':
        return this.#ceiling(atom.of);
      case 'minimum':
      case 'maximum':
        return extremeOf(atom.op, this.form(atom.left), this.form(atom.right), limit);
      case 'select':
        return selectBy(
          this.form(atom.by),
          atom.inclusive,
          this.form(atom.met),
          this.form(atom.otherwise),
          limit,
        );
      case 'product':
        return multiplyFunctions(this.form(atom.left), this.form(atom.right), limit);
      case 'quotient':
        return divideFunctions(this.form(atom.left), this.form(atom.right), limit);
      case 'power':
        return raiseFunction(this.form(atom.left), this.form(atom.right), limit);
    }
  }

  #ceiling(of: Form): PiecewiseFunction {
    const quotient = asQuotient(of);
    return quotient === undefined
      ? ceilingFunction(this.form(of), this.#rule, this.#limit)
      : ceilingOfQuotient(this.form(quotient.left), this.form(quotient.right), this.#rule, this.#limit);
  }
}
