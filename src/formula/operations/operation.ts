import type { Exact } from '../graph/decimal.ts';
import type { Rational } from '../graph/rational.ts';
import type { Phrase } from './phrase.ts';

/** How a formula follows one input: not at all, in a straight line, smoothly or with bends, or in steps. */
export type Curvature = 'constant' | 'linear' | 'curved' | 'stepped';

/**
 * An operation in every reading that has one value for a step: all that a reading has to know of it, in one place. One of
 * any number of operands is carried out from left to right, two at a time.
 */
export interface Operation {
  readonly exact: (a: Exact, b: Exact) => Exact;
  readonly double: (a: number, b: number) => number;
  /** As a fraction; null where there is no value. */
  readonly rational: (a: Rational, b: Rational) => Rational | null;
  readonly words: (operands: readonly Phrase[]) => Phrase;
  /** Of operands that do not all stand still; `roughest` is the roughest of theirs. */
  readonly curvature: (operands: readonly Curvature[], roughest: Curvature) => Curvature;
  /** In generated JavaScript, of the names of two values. */
  readonly script: (a: string, b: string) => string;
}

const order: readonly Curvature[] = ['constant', 'linear', 'curved', 'stepped'];

/** The roughest of curvatures; of none, constant. */
export function roughest(curvatures: readonly Curvature[]): Curvature {
  return curvatures.reduce(
    (worst, each) => (order.indexOf(each) > order.indexOf(worst) ? each : worst),
    'constant',
  );
}

/** At least a curve. */
export function bent(curvature: Curvature): Curvature {
  return roughest([curvature, 'curved']);
}
