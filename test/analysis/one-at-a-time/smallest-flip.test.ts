import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../../../src/analysis/one-at-a-time/sensitivity.ts';
import { smallestFlip } from '../../../src/analysis/one-at-a-time/smallest-flip.ts';
import { candidatesOf } from '../../../src/analysis/run/placement.ts';
import { readOptions } from '../../../src/analysis/run/statements.ts';
import type { Model } from '../../../src/model/index.ts';
import { modelOf } from '../../support/model.ts';
import { randomScenario } from '../../support/random-scenario.ts';
import { written } from '../../support/written.ts';

/** Of each workload: the smallest flip, and the first of all flips. */
function bothOf(model: Model): readonly (readonly [unknown, unknown])[] {
  return model.workloads.map((workload) => {
    const candidates = candidatesOf(readOptions(workload));
    const [first = null] = oneAtATime(model, workload.id, candidates).flips;
    return [written({ flip: smallestFlip(model, workload.id, candidates) }), written({ flip: first })];
  });
}

describe('the smallest flip', () => {
  it('is the first of all flips, of any scenario', () => {
    fc.assert(
      fc.property(randomScenario, (text) => {
        for (const [smallest, first] of bothOf(modelOf(text))) expect(smallest).toEqual(first);
      }),
      { numRuns: 3 },
    );
  });
});
