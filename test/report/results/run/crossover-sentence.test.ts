import { Exact } from '../../../../src/formula/index.ts';
import { describe, expect, test } from 'vitest';
import type { CrossoverResult } from '../../../../src/analysis/index.ts';
import { showInProse } from '../../../../src/report/numbers/show-cell.ts';
import { crossoverPoint, crossoverSentence } from '../../../../src/report/results/run/crossover-sentence.ts';
import { viewWorkload } from '../../../../src/report/results/run/view.ts';
import { crossover, supportChat, supportDesk } from '../../fixtures/results.ts';

const view = viewWorkload(supportDesk, supportChat);
const never = 'the API price of 0.15 USD/Mtok lies below the build floor of 0.31 USD/Mtok';
const pair = 'own (build) becomes cheaper than api-mini (buy)';

const cases: readonly (readonly [what: Partial<CrossoverResult>, sentence: string, point: string])[] = [
  [{}, `${pair} from 15,315 requests/month and stays so`, '28,333,333 tokens/month'],
  [
    {
      firstBuild: new Exact('0'),
      alwaysBuildFrom: new Exact('0'),
      intervals: [{ from: new Exact('0'), to: null, cheapest: 'own' }],
    },
    'own (build) is cheaper than api-mini (buy) at every volume',
    '0 tokens/month',
  ],
  [{ firstBuild: null, alwaysBuildFrom: null, neverBecause: never }, `never: ${never}`, 'never'],
  [
    { alwaysBuildFrom: new Exact('50000000') },
    `${pair.replace('becomes', 'first becomes')} at 15,315 requests/month, and permanently at 27,027 requests/month`,
    '28,333,333 tokens/month',
  ],
  [
    {
      alwaysBuildFrom: null,
      intervals: [
        { from: new Exact('0'), to: new Exact('28333333.33333333333333333333'), cheapest: 'api-mini' },
        { from: new Exact('28333333.33333333333333333333'), to: new Exact('40000000'), cheapest: 'own' },
        { from: new Exact('40000000'), to: null, cheapest: 'api-mini' },
      ],
    },
    `${pair} from 15,315 requests/month, up to 21,622 requests/month`,
    '28,333,333 tokens/month',
  ],
  [
    { alwaysBuildFrom: null, alternates: { from: new Exact('40000000'), period: new Exact('1000000') } },
    `${pair} from 15,315 requests/month; beyond 21,622 requests/month the cheaper of the two alternates with a period of 541 requests/month`,
    '28,333,333 tokens/month',
  ],
  [
    {
      firstBuild: null,
      alwaysBuildFrom: null,
      completeness: 'searched',
      range: { from: new Exact('0'), to: new Exact('1000000000') },
    },
    'own (build) is never cheaper than api-mini (buy) in this range (searched from 0 to 1,000,000,000, not proved)',
    'not in range',
  ],
];

describe('a crossover in words', () => {
  for (const [what, sentence, point] of cases) {
    test(`says: ${sentence}`, () => {
      const of = { ...crossover, ...what };
      expect(crossoverSentence(of, view).map(showInProse).join('')).toBe(sentence);
      expect(showInProse(crossoverPoint(of))).toBe(point);
    });
  }
});
