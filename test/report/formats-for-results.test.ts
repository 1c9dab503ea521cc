import { expect, test } from 'vitest';
import type { RunResult } from '../../src/analysis/index.ts';
import type { CheckResult } from '../../src/policy/index.ts';
import { formatsOf, generalFormats, render } from '../../src/report/index.ts';

test('a format for one kind of result is offered for that one alone', () => {
  expect(generalFormats).toEqual(['table', 'markdown', 'json', 'csv', 'xlsx']);
  expect(formatsOf('crossover/result/1')).toEqual([...generalFormats, 'focus']);
  expect(formatsOf('crossover/check/1')).toEqual([...generalFormats, 'junit', 'sarif']);
  expect(formatsOf('crossover/sweep/1')).toEqual(generalFormats);
});

test('a format for another kind of result does not type-check', () => {
  const wrong = (run: RunResult, check: CheckResult) => [
    // @ts-expect-error -- SARIF is for checks
    render(run, { format: 'sarif' }),
    // @ts-expect-error -- FOCUS is for runs
    render(check, { format: 'focus' }),
    // @ts-expect-error -- FOCUS is not for every result of the two
    render(run as RunResult | CheckResult, { format: 'focus' }),
    render(run, { format: 'focus' }),
    render(check, { format: 'sarif' }),
    render(run as RunResult | CheckResult, { format: 'table' }),
  ];
  expect(wrong).toHaveLength(2);
});
