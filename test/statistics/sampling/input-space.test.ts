import type { Distribution } from '../../../src/statistics/index.ts';
import { describe, expect, it } from 'vitest';
import { fillInputs, inputSpace, uniformSource } from '../../../src/statistics/sampling/index.ts';
import { drawPoints } from './points.ts';
import { inputsOf, lognormal, normal, observed, problemsOf, threePoint, uniform, valueOf } from './inputs.ts';

describe('uncertain inputs', () => {
  it.each<[Distribution, string]>([
    [uniform(3, 2), 'a: uniform distribution: low (3) is above high (2)'],
    [threePoint('pert', 3, 2, 1), 'a: pert distribution: low (3) is above high (1)'],
    [threePoint('pert', 1, 4, 3), 'a: pert distribution: the mode (4) is not between low (1) and high (3)'],
    [
      threePoint('triangular', 1, 0, 3),
      'a: triangular distribution: the mode (0) is not between low (1) and high (3)',
    ],
    [normal(1, 0), 'a: normal distribution: the standard deviation (0) has to be more than 0'],
    [normal(1, -2), 'a: normal distribution: the standard deviation (-2) has to be more than 0'],
    [lognormal(4, 2), 'a: lognormal distribution: p10 (4) is above p90 (2)'],
    [lognormal(0, 2), 'a: lognormal distribution: p10 (0) has to be more than 0'],
    [observed(), 'a: observed distribution: the list of observed values is empty'],
    [uniform(0, '1e400'), 'a: uniform distribution: 1e+400 is not a number that can be sampled'],
    [uniform('-1e308', '1e308'), 'a: uniform distribution: its range is too wide to be sampled'],
    [normal(Number.NaN, 1), 'a: normal distribution: NaN is not a number that can be sampled'],
  ])('names what is wrong: $1', (distribution, message) => {
    const span = { file: 'chat.yaml', line: 3, column: 5, length: 1 };
    const problems = problemsOf(inputSpace([{ address: 'a', distribution, span }]));
    expect(problems).toEqual([{ code: 'uncertainty/distribution', severity: 'error', message, span }]);
  });

  it('reports all that is wrong at once', () => {
    const inputs = inputsOf(uniform(3, 2), uniform(1, 2), normal(0, 0));
    const problems = problemsOf(inputSpace(inputs, [{ first: 'a', second: 'z', rank: 0.5 }]));
    expect(problems.map(({ message }) => message.split(':')[0])).toEqual([
      'a',
      'c',
      'correlation of a and z',
    ]);
  });

  it('refuses more inputs than there are dimensions', () => {
    const inputs = Array.from({ length: 1025 }, (_, index) => ({
      address: `i${index}`,
      distribution: uniform(0, 1),
    }));
    expect(problemsOf(inputSpace(inputs)).map(({ code }) => code)).toEqual(['uncertainty/too-many']);
    expect(inputSpace(inputs.slice(1)).ok).toBe(true);
  });

  it('fill a column each', () => {
    const space = valueOf(inputSpace(inputsOf(uniform(10, 20), observed(1, 2))));
    const uniforms = drawPoints(uniformSource('sobol', 2, 5, 0), 0, 16);
    const values = uniforms.map(() => new Float64Array(16));
    fillInputs(space.quantiles, uniforms, values, 16);
    expect(values[0]?.every((value, row) => value === 10 + 10 * (uniforms[0]?.[row] ?? 0))).toBe(true);
    expect(values[1]?.filter((value) => value === 1)).toHaveLength(8);
    expect(() => fillInputs(space.quantiles, uniforms.slice(1), values, 16)).toThrow(RangeError);
  });
});
