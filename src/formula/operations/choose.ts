import type { Exact } from '../graph/decimal.ts';
import type { Curvature } from './operation.ts';
import { strong, type Phrase } from './phrase.ts';

export interface Case<T> {
  readonly above: T;
  readonly value: T;
}

/** The value of the last threshold that is met; thresholds rise. */
function last<T>(otherwise: T, cases: readonly Case<T>[], isMet: (above: T) => boolean): T {
  return cases.reduce((chosen, { above, value }) => (isMet(above) ? value : chosen), otherwise);
}

/** A choice by a level in every reading that has one value for a step. `inclusive`: a threshold counts from itself on. */
export const choose = {
  exact: (inclusive: boolean, by: Exact, otherwise: Exact, cases: readonly Case<Exact>[]): Exact =>
    last(otherwise, cases, (above) => (inclusive ? by.gte(above) : by.gt(above))),
  double: (inclusive: boolean, by: number, otherwise: number, cases: readonly Case<number>[]): number =>
    last(otherwise, cases, (above) => (inclusive ? by >= above : by > above)),
  /** Whether a threshold is met, by how the level compares with it. */
  sign: (inclusive: boolean, sign: number): boolean => (inclusive ? sign >= 0 : sign > 0),
  words: (inclusive: boolean, by: Phrase, otherwise: Phrase, cases: readonly Case<Phrase>[]): Phrase => {
    const from = inclusive ? 'from' : 'above';
    const choices = cases.map((each) => `${each.value.text} ${from} ${each.above.text}`).join(', ');
    return { text: `(${otherwise.text}; ${choices}, by ${by.text})`, binding: strong };
  },
  /** The level and the thresholds decide about steps; values that vary are chosen between, not stepped over. */
  curvature: (decide: readonly Curvature[], roughest: Curvature): Curvature =>
    decide.every((each) => each === 'constant') ? roughest : 'stepped',
  script: (inclusive: boolean, by: string, above: string, value: string, otherwise: string): string =>
    `${by} ${inclusive ? '>=' : '>'} ${above} ? ${value} : ${otherwise}`,
};
