import { bent, type Operation } from './operation.ts';
import { productOf, quotientOf, sumOf } from './exactly.ts';
import { products, strong, sums, within } from './phrase.ts';

export const add = {
  exact: sumOf,
  double: (a, b) => a + b,
  rational: (a, b) => a.plus(b),
  words: (terms) => {
    const [only] = terms;
    if (only !== undefined && terms.length === 1) return only;
    return { text: terms.map((each) => each.text).join(' + '), binding: sums };
  },
  curvature: (_, roughest) => roughest,
  script: (a, b) => `${a} + ${b}`,
} satisfies Operation;

export const subtract = {
  exact: (a, b) => a.minus(b),
  double: (a, b) => a - b,
  rational: (a, b) => a.minus(b),
  words: ([from, what]) => ({ text: `${within(from, sums)} − ${within(what, products)}`, binding: sums }),
  curvature: (_, roughest) => roughest,
  script: (a, b) => `${a} - ${b}`,
} satisfies Operation;

export const multiply = {
  exact: productOf,
  double: (a, b) => a * b,
  rational: (a, b) => a.times(b),
  words: (factors) => ({
    text: factors.map((each) => within(each, products)).join(' × '),
    binding: products,
  }),
  curvature: (factors, roughest) =>
    factors.filter((each) => each !== 'constant').length > 1 ? bent(roughest) : roughest,
  script: (a, b) => `${a} * ${b}`,
} satisfies Operation;

export const divide = {
  exact: quotientOf,
  double: (a, b) => a / b,
  rational: (a, b) => (b.isZero ? null : a.over(b)),
  words: ([dividend, divisor]) => ({
    text: `${within(dividend, products)} ÷ ${within(divisor, strong)}`,
    binding: products,
  }),
  curvature: ([, divisor], roughest) => (divisor === 'constant' ? roughest : bent(roughest)),
  script: (a, b) => `${a} / ${b}`,
} satisfies Operation;
