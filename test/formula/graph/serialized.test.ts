import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deserializeFormulas,
  evaluateAll,
  serializeFormulas,
  type SerializedFormulas,
} from '../../../src/formula/index.ts';
import { modelOf } from '../../support/model.ts';
import { randomScenario } from '../../support/random-scenario.ts';

test('formulas that went through JSON give the same figures, searches included', () => {
  fc.assert(
    fc.property(randomScenario, (yaml) => {
      const roots = modelOf(yaml).workloads.flatMap(({ options }) =>
        options.flatMap(({ statement }) =>
          statement === null ? [] : [statement.monthly, statement.perMtok],
        ),
      );
      const data = JSON.parse(JSON.stringify(serializeFormulas(roots))) as SerializedFormulas;
      expect(evaluateAll(deserializeFormulas(data)).map(String)).toEqual(evaluateAll(roots).map(String));
    }),
    { numRuns: 20 },
  );
});
