import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionResult, readOptions } from '../../src/analysis/run/statements.ts';
import { evaluate, Exact } from '../../src/formula/index.ts';
import { modelOf, totalOf, varied } from '../support/model.ts';
import { randomScenario } from '../support/random-scenario.ts';

const volume = 'workloads.chat.volume';
const runs = { numRuns: 25 };

describe('over random scenarios', () => {
  it('the lines of every option sum exactly to its total, and every figure is a number', () => {
    fc.assert(
      fc.property(randomScenario, (yaml) => {
        const [workload] = modelOf(yaml).workloads;
        const readings = workload === undefined ? [] : readOptions(workload);
        for (const reading of readings) {
          const { monthly, lines } = optionResult(reading, readings);
          const sum = lines.reduce((total, line) => total.plus(line.monthly), new Exact(0));
          expect(sum.toFixed()).toBe(monthly?.toFixed());
          expect(sum.isNegative() && !sum.isZero()).toBe(false);
          // The formula's own total, before lines are cut to the places that results show.
          const whole = evaluate(reading.model.statement?.monthly ?? expect.fail());
          expect(whole.minus(sum).abs().lte('1e-18')).toBe(true);
        }
        expect(readings.length).toBeGreaterThanOrEqual(4);
      }),
      runs,
    );
  });

  it('buying without commitments is linear in volume', () => {
    fc.assert(
      fc.property(randomScenario, fc.integer({ min: 1, max: 10 ** 9 }), (yaml, step) => {
        const model = modelOf(yaml);
        for (const option of ['plain', 'full']) {
          const at = (of: number): Exact => totalOf(model, option, varied({ [volume]: of }));
          const [none, once, twice] = [at(0), at(step), at(2 * step)];
          const bend = twice.minus(once).minus(once.minus(none)).abs();
          expect(bend.lte(Exact.max(twice, 1).times('1e-50'))).toBe(true);
          expect(once.gte(none)).toBe(true);
        }
      }),
      runs,
    );
  });

  it('more volume never costs less, built or bought', () => {
    fc.assert(
      fc.property(
        randomScenario,
        fc.integer({ min: 0, max: 10 ** 8 }),
        fc.integer({ min: 1, max: 10 ** 8 }),
        (yaml, from, more) => {
          const model = modelOf(yaml);
          for (const option of ['plain', 'full', 'own', 'both']) {
            const less = totalOf(model, option, varied({ [volume]: from }));
            const greater = totalOf(model, option, varied({ [volume]: from + more }));
            expect(greater.gte(less)).toBe(true);
          }
        },
      ),
      runs,
    );
  });

  it('a burst costs no more than its base in full or nothing of it', () => {
    fc.assert(
      fc.property(
        randomScenario.filter((yaml) => yaml.includes('hybrid')),
        (yaml) => {
          const model = modelOf(yaml);
          const kept = 'workloads.chat.options.burst.hybrid.replicas';
          const chosen = totalOf(model, 'burst');
          const full = evaluate(
            model.graph.named.get('workloads.chat.options.own.serving') ?? expect.fail(),
          ).toFixed();
          expect(chosen.lte(totalOf(model, 'burst', varied({ [kept]: 0 })))).toBe(true);
          expect(chosen.lte(totalOf(model, 'burst', varied({ [kept]: full })))).toBe(true);
        },
      ),
      runs,
    );
  });
});
