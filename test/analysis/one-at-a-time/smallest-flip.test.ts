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

function expectFirstOfAll(model: Model): void {
  for (const workload of model.workloads) {
    const candidates = candidatesOf(readOptions(workload));
    const [first = null] = oneAtATime(model, workload.id, candidates).flips;
    expect(written({ flip: smallestFlip(model, workload.id, candidates) })).toEqual(written({ flip: first }));
  }
}

describe('the smallest flip', () => {
  it('is the first of all flips, of any scenario', () => {
    fc.assert(
      fc.property(randomScenario, (text) => expectFirstOfAll(modelOf(text))),
      { numRuns: 3 },
    );
  });
});
