import { Exact } from '../graph/decimal.ts';
import { bent, type Operation } from './operation.ts';
import { listed } from './phrase.ts';

export interface Extreme extends Operation {
  /** As `script`, where neither value can be other than a number: of two that are equal the first. */
  readonly looseScript: (a: string, b: string) => string;
}

export const minimum: Extreme = {
  exact: (a, b) => Exact.min(a, b),
  double: (a, b) => Math.min(a, b),
  rational: (a, b) => (b.isLess(a) ? b : a),
  words: (of) => listed('the least of ', of),
  curvature: (_, roughest) => bent(roughest),
  script: (a, b) => `Math.min(${a}, ${b})`,
  looseScript: (a, b) => `${b} < ${a} ? ${b} : ${a}`,
};

export const maximum: Extreme = {
  exact: (a, b) => Exact.max(a, b),
  double: (a, b) => Math.max(a, b),
  rational: (a, b) => (a.isLess(b) ? b : a),
  words: (of) => listed('the largest of ', of),
  curvature: (_, roughest) => bent(roughest),
  script: (a, b) => `Math.max(${a}, ${b})`,
  looseScript: (a, b) => `${a} < ${b} ? ${b} : ${a}`,
};
