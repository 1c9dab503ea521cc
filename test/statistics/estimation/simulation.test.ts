import type { Distribution } from '../../../src/statistics/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  largestRelativeError,
  replicateSizes,
  startReplicate,
} from '../../../src/statistics/estimation/index.ts';
import { inputSpace, type InputSpace } from '../../../src/statistics/sampling/index.ts';
import { inputsOf, lognormal, normal, uniform, valueOf } from '../sampling/inputs.ts';
import { modelOf } from './models.ts';
import { simulate } from './simulate.ts';

const spaceOf = (...distributions: readonly Distribution[]): InputSpace =>
  valueOf(inputSpace(inputsOf(...distributions)));

describe('a simulation', () => {
  // An API price uniform on [2, 6] $/Mtok at 50M tokens a month against a fixed build of $250.
  const prices = spaceOf(uniform(2, 6));
  const priceModel = modelOf(
    ([price = 0]) => 50 * price,
    () => 250,
  );

  it.each(['sobol', 'random'] as const)('has the closed form of one uncertain price (%s)', (method) => {
    const plan = { inputs: prices, method, seed: 11, samples: 2 ** 17 };
    const { outputs, choice, information } = simulate(plan, priceModel, 2);
    const tolerance = method === 'sobol' ? 0.01 : 1;
    const [buy, build] = outputs;
    [120, 200, 280].forEach((expected, index) => {
      expect(Math.abs((buy?.quantiles[index]?.value ?? 0) - expected)).toBeLessThan(tolerance);
    });
    expect(Math.abs((buy?.mean.value ?? 0) - 200)).toBeLessThan(tolerance);
    expect(build?.quantiles.map(({ value }) => value)).toEqual([250, 250, 250]);
    expect(build?.mean).toEqual({ value: 250, standardError: 0 });
    expect(build?.histogram?.counts).toEqual([2 ** 17]);
    expect(choice.best).toBe(0);
    expect(choice.options[1]?.cheapest.value).toBeCloseTo(0.25, method === 'sobol' ? 4 : 2);
    expect(choice.options.reduce((sum, { cheapest }) => sum + cheapest.value, 0)).toBeCloseTo(1, 12);
    // Expected regret: E[max(0, 50p - 250)] = 6.25 for the API, E[max(0, 250 - 50p)] = 56.25 for the build.
    expect(Math.abs((choice.options[0]?.regret.value ?? 0) - 6.25)).toBeLessThan(tolerance / 10);
    expect(Math.abs((choice.options[1]?.regret.value ?? 0) - 56.25)).toBeLessThan(tolerance);
    expect(Math.abs((choice.perfectInformation?.value ?? 0) - 6.25)).toBeLessThan(tolerance / 10);
    expect(Math.abs((information[0]?.value ?? 0) - 6.25)).toBeLessThan(tolerance / 10);
  });

  it('knows what each of several inputs is worth', () => {
    // Costs x + y against 0, both uniform on [-1, 1]: in all E|x + y|/2 = 1/3, for one E max(0, -x) = 1/4; z is worth nothing.
    const inputs = spaceOf(uniform(-1, 1), uniform(-1, 1), uniform(-1, 1));
    const model = modelOf(
      ([x = 0, y = 0]) => x + y,
      () => 0,
    );
    for (const method of ['sobol', 'random'] as const) {
      const { choice, information } = simulate({ inputs, method, seed: 5, samples: 2 ** 16 }, model, 2);
      expect(Math.abs((choice.perfectInformation?.value ?? 0) - 1 / 3)).toBeLessThan(0.01);
      expect(Math.abs((information[0]?.value ?? 0) - 1 / 4)).toBeLessThan(0.01);
      expect(Math.abs((information[1]?.value ?? 0) - 1 / 4)).toBeLessThan(0.01);
      expect(information[2]?.value).toBeLessThan(0.003);
    }
  });

  it('counts the options that cannot be had, and shares ties', () => {
    // The first costs 1 where it can be had, the second 1, the third can be had in half of the samples.
    const model = modelOf(
      () => 1,
      () => 1,
      ([u = 0]) => (u < 0.5 ? 0.5 : Number.NaN),
    );
    const { outputs, choice } = simulate(
      { inputs: spaceOf(uniform(0, 1)), method: 'sobol', seed: 1, samples: 4096 },
      model,
      3,
    );
    expect(choice.options.map(({ cheapest }) => cheapest.value)).toEqual([0.25, 0.25, 0.5]);
    expect(choice.options.map(({ regret }) => regret.value)).toEqual([0.25, 0.25, 0]);
    expect(choice.best).toBe(0);
    expect(outputs[2]?.missing.value).toBe(0.5);
    expect(outputs[2]?.mean.value).toBe(0.5);
  });

  it('has no answer for options that can never be had', () => {
    const model = modelOf(
      () => Number.NaN,
      () => Infinity,
    );
    const { outputs, choice } = simulate(
      { inputs: spaceOf(uniform(0, 1)), method: 'sobol', seed: 1, samples: 64 },
      model,
      2,
    );
    expect(choice).toMatchObject({ best: null, perfectInformation: null });
    expect(outputs[0]?.histogram).toBeNull();
    expect(outputs[0]?.missing.value).toBe(1);
  });

  it('is the same to the bit in any steps and any order of its replicates', () => {
    const inputs = valueOf(
      inputSpace(inputsOf(uniform(2, 6), lognormal(1, 4), normal(3, 1)), [
        { first: 'a', second: 'b', rank: 0.5 },
      ]),
    );
    const model = modelOf(
      ([a = 0, b = 0]) => a * b,
      ([, b = 0, c = 0]) => b + c * c,
    );
    const cases = fc.record({
      method: fc.constantFrom('sobol' as const, 'random' as const),
      seed: fc.nat(),
      samples: fc.integer({ min: 1, max: 40_000 }),
      step: fc.integer({ min: 1, max: 5_000 }),
      keep: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ method, seed, samples, step, keep }) => {
        const plan = { inputs, method, seed, samples };
        const whole = simulate(plan, model, 2, { keep });
        expect(simulate(plan, model, 2, { keep, step, reversed: true })).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('has errors that cover what it misses', () => {
    // The mean of a lognormal: exp(mu + sigma²/2) with mu = ln 2, sigma = ln 4 / (2 · 1.28155).
    const inputs = spaceOf(lognormal(1, 4));
    const sigma = Math.log(4) / (2 * 1.2815515655446004);
    const expected = Math.exp(Math.log(2) + (sigma * sigma) / 2);
    for (const method of ['sobol', 'random'] as const) {
      const scores = Array.from({ length: 40 }, (_, seed) => {
        const { outputs } = simulate(
          { inputs, method, seed, samples: 4096 },
          modelOf(([x = 0]) => x),
          1,
        );
        const { value = 0, standardError } = outputs[0]?.mean ?? {};
        return (value - expected) / (standardError ?? 0);
      });
      // Student's t with 15 degrees of freedom: root mean square 1.07.
      const spread = Math.sqrt(scores.reduce((sum, score) => sum + score * score, 0) / scores.length);
      expect(spread).toBeGreaterThan(0.6);
      expect(spread).toBeLessThan(1.6);
    }
  });

  it('converges faster with Sobol points than at random', () => {
    const inputs = spaceOf(uniform(0, 1), uniform(0, 1), uniform(0, 1));
    const model = modelOf((row) => row.reduce((product, u) => product * (1 + (u - 0.5) ** 3), 1));
    const errors = (['sobol', 'random'] as const).map(
      (method) =>
        largestRelativeError([
          simulate({ inputs, method, seed: 2, samples: 2 ** 16 }, model, 1).outputs[0]?.mean ?? {
            value: 0,
            standardError: null,
          },
        ]) ?? Infinity,
    );
    expect(errors[0]).toBeLessThan((errors[1] ?? 0) / 20);
  });

  it('uses every sample once', () => {
    for (const samples of [1, 5, 16, 17, 1000, 1_000_000]) {
      const sizes = replicateSizes(samples);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(samples);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
    const run = startReplicate(
      { inputs: prices, method: 'sobol', seed: 0, samples: 50_000 },
      priceModel,
      3,
      [],
    );
    expect(run.size).toBe(3125);
    expect(run.advance(1)).toBe(true);
    expect(run.done()).toBe(1024);
    expect(run.advance(5000)).toBe(false);
    expect(run.done()).toBe(3125);
  });
});
