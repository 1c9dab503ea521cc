import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import {
  checkPolicy,
  parsePolicy,
  policySchema,
  type CheckSubject,
  type Policy,
} from '../../src/policy/index.ts';
import { readSide } from '../../src/analysis/index.ts';
import { renderDiagnostics } from '../../src/diagnostics/index.ts';
import { readDocument, type LocatedNode } from '../../src/document/index.ts';
import { modelOf } from '../support/model.ts';
import { base, modelFor, type Variation } from '../analysis/attribution/pairs.ts';
import { schemaText } from '../support/schema-text.ts';

function policyOf(text: string): Policy {
  const parsed = parsePolicy(`crossover_policy: 1\n${text}`, 'policy.yaml');
  if (!parsed.ok) throw new Error(renderDiagnostics(parsed.diagnostics, new Map()));
  return parsed.value;
}

function subjectOf(
  variation: Partial<Variation> = {},
  baseline: Partial<Variation> | null = null,
): CheckSubject {
  const model = modelFor({ ...base, hasSecond: false, ...variation });
  return {
    file: 'test.yaml',
    side: readSide(model),
    model,
    locate: (workload, option) =>
      model.workloads.find(({ id }) => id === workload)?.options.find(({ id }) => id === option)?.option
        .span ??
      model.workloads[0]?.workload.span ??
      null,
    baseline: baseline === null ? null : readSide(modelFor({ ...base, hasSecond: false, ...baseline })),
  };
}

/** Rule, outcome and message of each case. */
function outcomes(policy: string, subject: CheckSubject, on: string | null = null) {
  const result = checkPolicy(policyOf(policy), [subject], on);
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics, new Map()));
  return result.value.cases.map(({ rule, outcome }) => `${rule}: ${outcome}`);
}

// The chat workload costs 2M × 0.0049 × 1.120408 + 120 = 11,099.9984 USD/month with the api.
describe('rules', () => {
  test.each([
    ['budgets: { total: 11.1k USD/month }', 'budget-total: passed'],
    ['budgets: { total: 11099.9983 USD/month }', 'budget-total: failed'],
    ['budgets: { workloads: { chat: 11.1k USD/month } }', 'budget-workload: passed'],
    ['budgets: { workloads: { chat: { monthly: 11k USD/month } } }', 'budget-workload: failed'],
    ['budgets: { per_mtok: 3.1 USD/Mtok }', 'budget-per-mtok: passed'],
    ['budgets: { per_mtok: 2.9 USD/Mtok }', 'budget-per-mtok: failed'],
    [
      'budgets: { per_mtok: 2.9 USD/Mtok, workloads: { chat: { per_mtok: 3.1 USD/Mtok } } }',
      'budget-per-mtok: passed',
    ],
    ['margin: 40%', 'margin: passed'],
    ['margin: 50%', 'margin: failed'],
    ['hidden_multiple: { most: 1.14 }', 'hidden-multiple: passed'],
    ['hidden_multiple: { most: 1.13 }', 'hidden-multiple: failed'],
    ['hidden_multiple: { least: 1.2, most: 2 }', 'hidden-multiple: failed'],
    ['price_age: { days: 10, on: 2026-11-01 }', 'price-age: skipped'],
    ['forbid_inputs: [estimated, unknown]', 'forbidden-input: passed'],
  ])('%s: %s', (policy, expected) => {
    expect(outcomes(policy, subjectOf())).toEqual([expected]);
  });

  test.each([
    ['increase: 11%', {}, { price: 1.8 }, ['increase-total: passed']],
    ['increase: 9%', {}, { price: 1.8 }, ['increase-total: failed']],
    ['workload_increase: 9%', {}, { price: 1.8 }, ['increase-workload: failed']],
    ['increase: 0%', {}, {}, ['increase-total: passed']],
    ['keep_verdict: true', {}, {}, ['keep-verdict: passed']],
    ['keep_verdict: true', { price: 200 }, {}, ['keep-verdict: failed']],
    ['keep_verdict: false', { price: 200 }, {}, []],
  ])('baseline %s', (rule, now, before, expected) => {
    expect(outcomes(`baseline: { result: main.json, ${rule} }`, subjectOf(now, before))).toEqual(expected);
  });

  test('a scenario that the baseline lacks is skipped, and so is a workload', () => {
    const policy = 'baseline: { result: main.json, increase: 5%, keep_verdict: true }';
    expect(outcomes(policy, subjectOf())).toEqual(['increase-total: skipped', 'keep-verdict: skipped']);
    const withMore = subjectOf({ hasSecond: true }, {});
    expect(outcomes('baseline: { result: main.json, keep_verdict: true }', withMore)).toEqual([
      'keep-verdict: passed',
      'keep-verdict: skipped',
    ]);
  });

  test('a gate that checked nothing does not pass', () => {
    const checked = (subject: CheckSubject): boolean => {
      const result = checkPolicy(
        policyOf('baseline: { result: main.json, keep_verdict: true }'),
        [subject],
        null,
      );
      return result.ok && result.value.passed;
    };
    expect(checked(subjectOf())).toBe(false);
    expect(checked(subjectOf({}, {}))).toBe(true);
  });

  describe('a model that is swapped under the same name', () => {
    // 2M requests of 1,000 + 100 tokens each: 1 and 2 USD/Mtok make 2,400 a month, 2 and 4 twice as much.
    const swapped = (entry: string): ReturnType<typeof modelOf> =>
      modelOf(`prices: [{ id: acme/small, input: 1 USD/Mtok, output: 2 USD/Mtok }, { id: acme/large, input: 2 USD/Mtok, output: 4 USD/Mtok }]
workloads:
  chat: { volume: 2M requests/month, tokens: { input: 1000, output: 100 }, options: { api: { buy: ${entry} } } }`);
    const subject = {
      ...subjectOf(),
      side: readSide(swapped('acme/large')),
      model: swapped('acme/large'),
      baseline: readSide(swapped('acme/small')),
    };
    const casesOf = (policy: string, of: CheckSubject = subject) => {
      const result = checkPolicy(policyOf(policy), [of], null);
      if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics, new Map()));
      return result.value.cases;
    };

    test('is no kept verdict, and is named with its cost', () => {
      const [found] = casesOf('baseline: { result: main.json, keep_verdict: true }');
      expect(found?.outcome).toBe('failed');
      expect(found?.message).toBe(
        'chat stays with api, which was acme/small and is acme/large: from 2,400.00 USD/month to 4,800.00 USD/month',
      );
    });

    test.each([
      ['increase: 2400 USD/month', 'passed'],
      ['increase: 2399 USD/month', 'failed'],
      ['increase: 100%', 'passed'],
      ['increase: 99%', 'failed'],
      ['workload_increase: 79 USD/day', 'passed'],
    ])('its increase may be an amount: %s', (rule, outcome) => {
      expect(casesOf(`baseline: { result: main.json, ${rule} }`)[0]?.outcome).toBe(outcome);
    });

    test('a rule may warn', () => {
      const [found] = casesOf('baseline: { result: main.json, keep_verdict: true }\nwarn: keep-verdict');
      expect(found?.outcome).toBe('warned');
    });

    test('what the baseline breaks as well is told apart, and may only warn', () => {
      const policy = (standing: string) =>
        `budgets: { total: 2k USD/month, per_mtok: 1.5 USD/Mtok }\nbaseline: { result: main.json, increase: 500%${standing} }`;
      // 2,400 was above 2,000 too; 2,400 / 2,200 Mtok was 1.09 USD/Mtok, and is 2.18.
      const found = casesOf(policy('')).map(({ rule, outcome, standing }) => [rule, outcome, standing]);
      expect(found).toEqual([
        ['budget-total', 'failed', true],
        ['budget-per-mtok', 'failed', false],
        ['increase-total', 'passed', false],
      ]);
      const gentle = casesOf(policy(', standing: warn')).map(({ outcome }) => outcome);
      expect(gentle).toEqual(['warned', 'failed', 'passed']);
    });

    test('a budget holds over all files', () => {
      const two = [subject, { ...subject, file: 'other.yaml' }];
      const outcome = (most: string): unknown => {
        const result = checkPolicy(policyOf(`budgets: { all_files: ${most} }`), two, null);
        return (
          result.ok && result.value.cases.map((each) => [each.rule, each.outcome, each.actual?.toFixed()])
        );
      };
      expect(outcome('9600 USD/month')).toEqual([['budget-all-files', 'passed', '9600']]);
      expect(outcome('9599 USD/month')).toEqual([['budget-all-files', 'failed', '9600']]);
    });
  });

  test('a default of zero takes part in nothing, and is not forbidden', () => {
    const result = checkPolicy(policyOf('forbid_inputs: default'), [subjectOf()], null);
    const inputs = (result.ok ? result.value.cases : []).map(({ input }) => input);
    // 730 hours a month are a default that counts; no spare replica, and a share of nothing, are defaults that do not.
    expect(inputs).toContain('hours_per_month');
    expect(inputs).toContain('clusters.main.min_replicas');
    expect(inputs).not.toContain('clusters.main.spare');
    expect(inputs).not.toContain('clusters.main.prefix_cache');
  });

  test.each([
    // From 2026-01-02 to 2026-01-12 are ten days: as old as is allowed.
    ['2026-01-12', 'price-age: passed'],
    ['2026-01-13', 'price-age: failed'],
  ])('a price may be as old as the policy says, on %s', (on, expected) => {
    const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';
    const model = modelOf(
      `workloads:
  chat:
    volume: 1000 requests/month
    tokens: { input: 1000, output: 100 }
    options: { api: { buy: acme/chat } }`,
      {
        catalog: {
          'tokens.yaml': `- { id: acme/chat, channel: acme, currency: USD, prices: [ { from: 2026-01-01, to: null, recorded: 2026-01-01, kind: list, input: 1 USD/Mtok, output: 2 USD/Mtok, ${source} } ] }`,
        },
      },
    );
    const subject = { ...subjectOf(), side: readSide(model), model };
    expect(outcomes('price_age: { days: 10 }', subject, on)).toEqual([expected]);
  });

  test('a forbidden input is named with its line', () => {
    const result = checkPolicy(policyOf('forbid_inputs: stated'), [subjectOf()], null);
    const cases = result.ok ? result.value.cases : [];
    const volume = cases.find(({ input, option }) => input === 'workloads.chat.volume' && option === 'api');
    expect(volume).toMatchObject({
      outcome: 'failed',
      place: { file: 'test.yaml', line: 13 },
      policyLine: 2,
    });
  });
});

const wrong: readonly (readonly [string, string, string])[] = [
  [
    'a wrong key',
    'crossover_policy: 1\nbudget: { total: 5 USD/month }',
    'policy.yaml:2:1 policy/unknown-key',
  ],
  [
    'a negative budget',
    'crossover_policy: 1\nbudgets: { total: -5 USD/month }',
    'policy.yaml:2:19 policy/out-of-range',
  ],
  [
    'a budget of nothing',
    'crossover_policy: 1\nbudgets: { total: 0 USD/month }',
    'policy.yaml:2:19 policy/out-of-range',
  ],
  [
    'a budget without a unit',
    'crossover_policy: 1\nbudgets: { total: 5 }',
    'policy.yaml:2:19 policy/wrong-quantity',
  ],
  ['a margin above 100 %', 'crossover_policy: 1\nmargin: 101%', 'policy.yaml:2:9 policy/out-of-range'],
  [
    'least above most',
    'crossover_policy: 1\nhidden_multiple: { least: 3, most: 2 }',
    'policy.yaml:2:27 policy/impossible',
  ],
  [
    'a percentage without its sign',
    'crossover_policy: 1\nbaseline: { result: a.json, increase: 10 }',
    'policy.yaml:2:39 policy/out-of-range',
  ],
  ['half a day', 'crossover_policy: 1\nprice_age: { days: 1.5 }', 'policy.yaml:2:20 policy/out-of-range'],
  [
    'no such day',
    'crossover_policy: 1\nprice_age: { days: 1, on: 2026-02-30 }',
    'policy.yaml:2:27 policy/wrong-value',
  ],
  ['no such kind', 'crossover_policy: 1\nforbid_inputs: [guess]', 'policy.yaml:2:17 policy/wrong-value'],
  ['nothing asked for', 'crossover_policy: 1', 'policy.yaml:1:1 policy/empty'],
  [
    'nothing asked of the baseline',
    'crossover_policy: 1\nbaseline: { result: a.json }',
    'policy.yaml:2:11 policy/empty',
  ],
  ['another version', 'crossover_policy: 2\nmargin: 5%', 'policy.yaml:1:1 policy/version'],
  ['no version', 'margin: 5%', 'policy.yaml:1:1 policy/missing-key'],
  ['a list', '- 1', 'policy.yaml:1:1 policy/wrong-type'],
  ['a repeated key', 'crossover_policy: 1\nmargin: 5%\nmargin: 6%', 'policy.yaml:3:1 document/duplicate-key'],
];

describe('a policy that is wrong', () => {
  test.each(wrong)('%s is an error at its place', (_, text, expected) => {
    const parsed = parsePolicy(text, 'policy.yaml');
    const found = parsed.diagnostics.map(
      ({ span, code }) => `${span?.file}:${span?.line}:${span?.column} ${code}`,
    );
    expect(found).toEqual([expected]);
    expect(parsed.ok).toBe(false);
  });

  test.each([
    ['budgets: { total: 5k EUR/month }', 'policy/currency', 2],
    ['budgets:\n  workloads:\n    chad: 5k USD/month', 'policy/unknown-workload', 4],
    ['price_age:\n  days: 30', 'policy/no-date', 3],
  ])('%s does not fit the scenario', (text, code, line) => {
    const result = checkPolicy(policyOf(text), [subjectOf()], null);
    expect(result.diagnostics.map((each) => [each.code, each.span?.line])).toEqual([[code, line]]);
  });
});

describe('the JSON Schema', () => {
  const path = new URL('../../schema/policy.schema.json', import.meta.url);
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(policySchema());

  test('is what schema/ holds', async () => {
    await expect(await schemaText(policySchema())).toMatchFileSnapshot(path.pathname);
  });

  test('takes the example of the documentation', () => {
    const docs = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');
    const example =
      /```yaml\n(# yaml-language-server[\s\S]*?crossover_policy: 1[\s\S]*?)```/u.exec(docs)?.[1] ?? '';
    const parsed = parsePolicy(example, 'policy.yaml');
    expect(parsed.diagnostics).toEqual([]);
    expect(validate(plain(example))).toBe(true);
  });

  test.each(wrong.filter(([, , code]) => /unknown-key|missing-key|empty|version|wrong-type/u.test(code)))(
    'refuses %s',
    (_, text) => {
      expect(validate(plain(text))).toBe(false);
    },
  );
});

/** As an editor's YAML reader gives it. */
function plain(text: string): unknown {
  const read = readDocument(text, 'policy.yaml');
  if (!read.ok) throw new Error('not YAML');
  const value = (node: LocatedNode): unknown => {
    if (node.type === 'map')
      return Object.fromEntries([...node.entries.values()].map((each) => [each.key, value(each.value)]));
    if (node.type === 'list') return node.items.map(value);
    if (node.type === 'null') return null;
    if (node.text === 'true' || node.text === 'false') return node.text === 'true';
    return /^-?\d+(?:\.\d+)?$/u.test(node.text) ? Number(node.text) : node.text;
  };
  return value(read.value);
}
