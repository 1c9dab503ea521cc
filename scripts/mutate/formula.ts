import { mutationsOf } from './mutation.ts';

const tails = 'test/formula/piecewise';

export const formulaMutations = [
  ...mutationsOf(
    'src/formula/piecewise/band.ts',
    ['test/formula/piecewise/band.test.ts'],
    [
      ['if (range.to === null && b.slope.isZero && !a.slope.isZero) return null;', ''],
      [
        'const [bottom, top] = by.sign < 0 ? [high, low] : [low, high];',
        'const [bottom, top] = [low, high];',
      ],
      ['if (low === null || low.sign <= 0) return null;', 'if (low === null || low.sign < 0) return null;'],
      [
        'corners.push(b.slope.isZero ? top.over(bottom) : a.slope.over(b.slope))',
        'corners.push(top.over(bottom))',
      ],
      ['return gap !== null && gap.sign > 0;', 'return gap !== null && gap.sign >= 0;'],
    ],
  ),
  ...mutationsOf(
    'src/formula/piecewise/read-bands.ts',
    [tails],
    [
      ['return rises ? met : otherwise;', 'return rises ? otherwise : met;'],
      ['high: shrunk.high.plus(one) }', 'high: shrunk.high }'],
      ['if (low !== null && holds(low)) return met;', 'if (high !== null && holds(high)) return met;'],
    ],
  ),
  ...mutationsOf(
    'src/formula/operations/ceiling.ts',
    ['test/formula/operations', tails],
    [
      ['of.over(of.sign < 0 ? rule.below : rule.above).ceiling()', 'of.over(rule.above).ceiling()'],
      ['.floor() + 1n', '.floor()'],
      ['Math.ceil(of < 0 ? of / below : of / above)', 'Math.ceil(of / above)'],
      ['of.div(of.isNegative() ? exactBelow : exactAbove)', 'of.div(exactAbove)'],
      ["wholeTolerance = '1.000000001'", "wholeTolerance = '1.0000001'"],
    ],
  ),
  ...mutationsOf(
    'src/formula/graph/rational.ts',
    [tails],
    [
      [
        'return this.numerator < 0n && down * this.denominator !== this.numerator ? down - 1n : down;',
        'return down;',
      ],
      [
        'if (d > b ? d % b === 0n : false) return Rational.#make(a * (d / b) + c, d);',
        'if (d > b ? d % b === 0n : false) return Rational.#make(a + c, d);',
      ],
    ],
  ),
  ...mutationsOf(
    'src/formula/operations/choose.ts',
    ['test/formula/operations', 'test/formula/readings'],
    [
      ['(inclusive ? by >= above : by > above)', '(by > above)'],
      ['(inclusive ? by.gte(above) : by.gt(above))', '(by.gt(above))'],
      ["decide.every((each) => each === 'constant') ? roughest : 'stepped'", 'roughest'],
    ],
  ),
  ...mutationsOf(
    'src/formula/operations/arithmetic.ts',
    ['test/formula/readings', 'test/formula/piecewise', 'test/analysis/crossover'],
    [
      ["(divisor === 'constant' ? roughest : bent(roughest))", 'roughest'],
      ["factors.filter((each) => each !== 'constant').length > 1 ? bent(roughest) : roughest", 'roughest'],
    ],
  ),
  ...mutationsOf(
    'src/formula/operations/least-body.ts',
    ['test/formula/operations/least-body.test.ts', 'test/formula/operations/least.test.ts'],
    [['(cost === least && index < best)', '(cost === least && index > best)']],
  ),
  ...mutationsOf(
    'src/formula/operations/least.ts',
    ['test/formula/operations/least.test.ts'],
    [['if (other.lt(best.cost))', 'if (other.lte(best.cost))']],
  ),
  ...mutationsOf(
    'src/formula/graph/graph.ts',
    ['test/formula/graph'],
    [['if (!sameUnit(a, b))', 'if (!sameDimension(a, b))']],
  ),
  ...mutationsOf(
    'src/formula/graph/quantity.ts',
    ['test/formula/graph/quantity.test.ts'],
    [
      ['const scaled = percent ? value.div(100) : value;', 'const scaled = value;'],
      ['if (!value.isZero() && value.abs().lt(smallest))', 'if (false)'],
      ['if (!attached || multiple === undefined)', 'if (multiple === undefined)'],
    ],
  ),
  ...mutationsOf(
    'src/formula/readings/varying.ts',
    ['test/formula/readings/varying.test.ts'],
    [
      ["step.op === 'input' ? value : readNode", "step.op !== 'input' ? value : readNode"],
      ['for (const place of steps) values[place] = this.#values[place] as T;', ''],
    ],
  ),
  ...mutationsOf(
    'src/formula/readings/exact.ts',
    ['test/formula/readings', 'test/formula/graph'],
    [['overrides.get(node.address) ?? node.value', 'node.value']],
  ),
  ...mutationsOf(
    'src/formula/operations/phrase.ts',
    ['test/formula/readings/prose.test.ts'],
    [['return phrase.binding < binding ? `(${phrase.text})` : phrase.text;', 'return phrase.text;']],
  ),
  ...mutationsOf(
    'src/formula/vector/lower.ts',
    ['test/formula/vector/vector.test.ts'],
    [
      [
        'if (index === undefined) return coefficient.isNegative() === inclusive ? more : less;',
        'if (index === undefined) return less;',
      ],
      [
        "op: inclusive ? 'minimum' : 'maximum',\n      left: more,",
        "op: inclusive ? 'maximum' : 'minimum',\n      left: more,",
      ],
    ],
  ),
];
