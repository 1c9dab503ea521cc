import { Exact } from '../../../../src/formula/index.ts';
import type { CheckCase, CheckResult } from '../../../../src/policy/index.ts';

const hostile = `<&>"' ]]> \u0000\u001b[31m \ud800 | \`x\` =1+1\n`;

function caseOf(details: Partial<CheckCase>): CheckCase {
  return {
    rule: 'budget-workload',
    file: 'support.yaml',
    scenario: 'Support',
    workload: 'chat',
    option: 'api',
    input: null,
    outcome: 'passed',
    standing: false,
    message: 'chat costs 10.00 USD/month with api, within the budget of 20.00 USD/month',
    actual: new Exact('10'),
    limit: new Exact('20'),
    unit: 'USD/month',
    place: { file: 'support.yaml', line: 12, column: 3 },
    policyLine: 4,
    ...details,
  };
}

const catalog = { version: '2026-11', digest: 'abc', asOf: '2026-11-01' };

/** A check made by hand, with names that try to be markup. */
export const mixed: CheckResult = {
  schema: 'crossover/check/1',
  policy: 'policy.yaml',
  passed: false,
  files: [
    { file: 'support.yaml', scenario: { name: 'Support', digest: 'd1' }, catalog },
    { file: `b ${hostile}.yaml`, scenario: { name: hostile, digest: 'd2' }, catalog },
  ],
  cases: [
    caseOf({}),
    caseOf({ rule: 'margin', outcome: 'skipped', message: 'api is the only option of chat' }),
    caseOf({ rule: 'budget-total', workload: null, option: null, outcome: 'failed', message: 'too much' }),
    caseOf({
      file: `b ${hostile}.yaml`,
      workload: hostile,
      option: hostile,
      outcome: 'failed',
      message: hostile,
      place: null,
    }),
  ],
};

export const green: CheckResult = { ...mixed, passed: true, cases: mixed.cases.slice(0, 2) };
