import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareTails,
  Graph,
  plainRule,
  pointReader,
  Rational,
  readBands,
  reduceFormulas,
  wholeRule,
  type PiecewiseForm,
} from '../../../src/formula/index.ts';
import { anyDivisors, buildFormula, finiteDivisors, stepsArbitrary } from './random-formula.ts';

const steps = stepsArbitrary([...finiteDivisors, ...anyDivisors]);
/** Places and lengths in thousandths, of all sizes. */
const somewhere = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: -3, max: 5 }))
  .map(([digits, power]) =>
    power < 0 ? Rational.of(digits, 10 ** -power) : Rational.of(digits * 10 ** power),
  );
const rules = fc.constantFrom(wholeRule, plainRule);

function formOf(...formulas: Parameters<typeof buildFormula>[1][]): readonly PiecewiseForm[] {
  const graph = new Graph();
  return reduceFormulas(
    formulas.map((each) => buildFormula(graph, each)),
    'x',
  );
}

describe('readBands', () => {
  it('holds at every point of the range', () => {
    fc.assert(
      fc.property(
        steps,
        rules,
        somewhere,
        somewhere,
        fc.boolean(),
        fc.array(fc.nat(1000)),
        (formula, rule, start, length, isLeft, places) => {
          const forms = formOf(formula);
          const from = isLeft ? start.negated() : start;
          const { known } = readBands(forms, { from, to: from.plus(length) }, rule);
          const band = known[0]?.band;
          const read = pointReader(forms, rule);
          for (const place of [0, 1000, ...places]) {
            const at = from.plus(length.times(Rational.of(place, 1000)));
            const [value] = read(at);
            if (!band || !value) throw new Error('these formulas have bounds and values everywhere');
            const over = value.minus(band.slope.times(at));
            expect(over.compare(band.low)).toBeGreaterThanOrEqual(0);
            expect(over.compare(band.high)).toBeLessThanOrEqual(0);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('holds from some point on for ever, with what lies above the slope repeating after the period', () => {
    let periods = 0;
    fc.assert(
      fc.property(
        steps,
        rules,
        somewhere,
        fc.array(somewhere, { minLength: 1 }),
        (formula, rule, start, places) => {
          const forms = formOf(formula);
          const reading = readBands(forms, { from: start, to: null }, rule);
          const [{ band, period } = { band: null, period: null }] = reading.known;
          if (band === null) return;
          const read = pointReader(forms, rule);
          for (const place of places) {
            const at = reading.from.plus(place);
            const [value] = read(at);
            if (!value) throw new Error('these formulas have values everywhere');
            const over = value.minus(band.slope.times(at));
            expect(over.compare(band.low)).toBeGreaterThanOrEqual(0);
            expect(over.compare(band.high)).toBeLessThanOrEqual(0);
            if (period === null) continue;
            if (!period.isZero) periods += 1;
            const later = at.plus(period);
            expect(read(later)[0]?.minus(band.slope.times(later)).equals(over)).toBe(true);
          }
        },
      ),
      { numRuns: 600 },
    );
    expect(periods).toBeGreaterThan(100);
  });

  it('knows the period of nested whole numbers, and none where steps never come together again', () => {
    const graph = new Graph();
    const x = graph.input({
      address: 'x',
      label: 'x',
      unit: '1',
      value: graph.constant(1).value,
      provenance: { kind: 'test', origin: { type: 'assumption', words: '' } },
    });
    const steps = (size: string) => graph.ceiling(graph.divide(x, graph.constant(size)));
    const periodOf = (of: ReturnType<typeof steps>) =>
      readBands(reduceFormulas([of], 'x'), { from: Rational.of(1), to: null }, plainRule)
        .known[0]?.period?.toExact()
        .toString();
    expect(periodOf(steps('7.3'))).toBe('7.3');
    expect(periodOf(graph.add(steps('4'), steps('6')))).toBe('12');
    expect(periodOf(graph.ceiling(graph.divide(steps('10'), graph.constant(8))))).toBe('80');
    expect(periodOf(graph.minimum(steps('4'), graph.constant(100)))).toBe('0');
  });
});

describe('compareTails', () => {
  it('is right about who is least from some point on', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        steps,
        steps,
        somewhere,
        fc.array(somewhere, { minLength: 1 }),
        (left, right, start, places) => {
          const forms = formOf(left, right);
          const tail = compareTails(forms, start);
          if (tail.kind !== 'decided') return;
          const read = pointReader(forms, plainRule);
          for (const place of places) {
            const at = tail.from.plus(place);
            const values = read(at);
            const [least, other] = [values[tail.least], values[1 - tail.least]];
            if (!least || !other) throw new Error('these formulas have values everywhere');
            decided += 1;
            const size = at.plus(Rational.of(1)).times(Rational.of(1, 10n ** 6n));
            expect(least.minus(other).compare(size)).toBeLessThanOrEqual(0);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(decided).toBeGreaterThan(100);
  });
});
