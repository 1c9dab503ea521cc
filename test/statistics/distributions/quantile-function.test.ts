import type { Distribution } from '../../../src/statistics/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pertQuantile } from '../../../src/statistics/distributions/beta.ts';
import { quantileFunction } from '../../../src/statistics/index.ts';
import { lognormal, normal, observed, threePoint, uniform } from '../sampling/inputs.ts';

describe('quantile functions', () => {
  // scipy 1.17.1 (triang.ppf, special.betaincinv) and mpmath 1.3.
  it.each<[string, Distribution, readonly (readonly [number, number])[]]>([
    [
      'uniform',
      uniform(2, 6),
      [
        [0.1, 2.4],
        [0.5, 4],
        [0.9, 5.6],
      ],
    ],
    [
      'triangular',
      threePoint('triangular', 10, 20, 50),
      [
        [0.01, 12],
        [0.2, 18.94427190999916],
        [0.25, 20],
        [0.5, 25.50510257216822],
        [0.9, 39.045548849896676],
      ],
    ],
    [
      'PERT',
      threePoint('pert', 10, 40, 100),
      [
        [0.001, 11.709467183624469],
        [0.1, 23.77249243088313],
        [0.37, 37.857773187686504],
        [0.5, 43.82312563037088],
        [0.8, 59.873557215646144],
        [0.999, 91.68182412206808],
      ],
    ],
    [
      'PERT with its mode at the lower end',
      threePoint('pert', 0, 0, 1),
      [
        [1e-9, 2.0000000008e-10],
        [0.001, 0.00020008004803362555],
        [0.1, 0.020851637639023212],
        [0.37, 0.08826608552232709],
        [0.5, 0.12944943670387585],
        [0.8, 0.2752203363223045],
        [0.999, 0.748811356849042],
      ],
    ],
    [
      'PERT with its mode at the upper end',
      threePoint('pert', 2, 6, 6),
      [
        [0.001, 3.004754572603832],
        [0.1, 4.523829377920773],
        [0.5, 5.4822022531844965],
        [0.999, 5.999199679807866],
      ],
    ],
    [
      'PERT near its lower end',
      threePoint('pert', 0, 0.25, 1),
      [
        [1e-9, 1.0000100001750037e-5],
        [0.001, 0.010101787883737752],
        [0.999, 0.8779861703885216],
      ],
    ],
    [
      'normal',
      normal(10, 2),
      [
        [0.1, 10 - 2 * 1.2815515655446004],
        [0.5, 10],
        [0.95, 10 + 2 * 1.6448536269514722],
      ],
    ],
    [
      'lognormal',
      lognormal(1, 4),
      [
        [0.01, 0.5683064949864584],
        [0.1, 1],
        [0.5, 2],
        [0.9, 4],
        [0.99, 7.038455543421708],
      ],
    ],
    [
      'observed',
      observed(5, 1, 3, 3),
      [
        [0.1, 1],
        [0.25, 1],
        [0.26, 3],
        [0.75, 3],
        [0.76, 5],
        [0, 1],
        [1, 5],
      ],
    ],
    [
      'constant',
      uniform(3, 3),
      [
        [0.1, 3],
        [0.9, 3],
      ],
    ],
    [
      'constant PERT',
      threePoint('pert', 3, 3, 3),
      [
        [0.1, 3],
        [0.9, 3],
      ],
    ],
    [
      'constant lognormal',
      lognormal(3, 3),
      [
        [0.1, 3],
        [0.9, 3],
      ],
    ],
  ])('%s', (_, distribution, expected) => {
    const { at } = quantileFunction(distribution);
    for (const [u, value] of expected) expect(Math.abs(at(u) / value - 1)).toBeLessThan(1e-12);
  });

  const shapes = fc
    .tuple(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 1, max: 1e6, noNaN: true }))
    .chain(([share, width]) =>
      fc.constantFrom(
        uniform(1, 1 + width),
        threePoint('triangular', 1, 1 + share * width, 1 + width),
        threePoint('pert', 1, 1 + share * width, 1 + width),
        normal(share, width),
        lognormal(share, share + width),
        observed(share, width, 7, -3),
      ),
    );
  const unit = fc.double({ min: 2 ** -40, max: 1 - 2 ** -40, noNaN: true });

  it('never fall, and stay within bounds', () => {
    fc.assert(
      fc.property(shapes, unit, unit, (distribution, u, v) => {
        const { at } = quantileFunction(distribution);
        const [low, high] = [at(Math.min(u, v)), at(Math.max(u, v))];
        expect(low).toBeLessThanOrEqual(high + Math.abs(high) * 1e-13);
        if ('low' in distribution) {
          expect(low).toBeGreaterThanOrEqual(distribution.low.toNumber() * (1 - 1e-13));
          expect(high).toBeLessThanOrEqual(distribution.high.toNumber() * (1 + 1e-13));
        }
      }),
    );
  });

  it('fill columns with the same values, also in place', () => {
    fc.assert(
      fc.property(shapes, fc.array(unit, { minLength: 1, maxLength: 20 }), (distribution, list) => {
        const { at, fill } = quantileFunction(distribution);
        const column = Float64Array.from(list);
        const other = new Float64Array(list.length);
        fill(column, other, list.length);
        fill(column, column, list.length);
        expect([...column]).toEqual(list.map(at));
        expect(other).toEqual(column);
      }),
    );
  });

  it('of PERT do not depend on what was asked before', () => {
    const distribution = threePoint('pert', 1, 2, 5);
    const asked = [0.9, 1e-12, 0.5, 0.25, 0.3, 1 - 2 ** -33];
    const { at } = quantileFunction(distribution);
    const together = asked.map(at);
    expect(asked.map((u) => quantileFunction(distribution).at(u))).toEqual(together);
  });

  it('of PERT are tabulated as exactly as they are computed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 34, noNaN: true }),
        (mode, power) => {
          const u = 2 ** -power;
          const expected = pertQuantile(u, 1 + 4 * mode);
          const { at } = quantileFunction(threePoint('pert', 0, mode, 1));
          expect(Math.abs(at(u) / expected - 1)).toBeLessThan(1e-13);
        },
      ),
    );
  });
});
