import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  compare,
  forecastModel,
  readSide,
  runModel,
  type RunResult,
  type Subject,
} from '../../src/analysis/index.ts';
import { Exact } from '../../src/formula/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import type { Model } from '../../src/model/index.ts';
import { crossover } from '../published/support.ts';
import { modelOf } from '../support/model.ts';

// `cases:` are alternatives: low, base and high stand side by side, and a total is only of what is paid together.

// 2 USD/Mtok in and out: 1,000 requests of 500 + 500 tokens are 1 Mtok, 2 USD.
const base = `prices: [ { id: acme/chat, input: 2 USD/Mtok, output: 2 USD/Mtok } ]
defaults: { tokens: { input: 500, output: 500 }, options: { api: { buy: acme/chat } } }
workloads:
  chat: { volume: 1M requests/month }
  search: { volume: 2M requests/month }
`;
// chat costs 1,000, 2,000 and 4,000; search, which no case changes, 4,000 in each of them.
const withCases = `${base}cases:
  low: { workloads: { chat: { volume: 500k requests/month } } }
  base:
  high: { workloads: { chat: { volume: 2M requests/month } } }
`;
const subject = (model: Model): Subject => ({ form: 'model', model });
const compared = (before: string, after: string) => {
  const found = compare(
    { name: 'before', subjects: new Map([['desk', subject(modelOf(before))]]) },
    { name: 'after', subjects: new Map([['desk', subject(modelOf(after))]]) },
  );
  return found.ok ? found.value : expect.fail();
};
const problemsOf = (yaml: string, set: Readonly<Record<string, string>> = {}): readonly string[] => {
  const overrides = Object.entries(set).map(([address, text]) => ({ address, text }));
  const read = parseScenario({ file: 'a.yaml', text: `crossover: 1\n${yaml}`, overrides });
  return read.diagnostics.map(({ message, hint }) => `${message} (${hint ?? ''})`);
};

describe('what is paid together', () => {
  test('each case has a total of its own, with what no case changes in it, and there is none of all', () => {
    const { portfolio, workloads } = runModel(modelOf(withCases));
    expect(workloads.map(({ id }) => id)).toEqual(['chat.low', 'chat.base', 'chat.high', 'search']);
    expect(portfolio.monthly).toBeNull();
    expect(
      portfolio.cases.map(({ id, workloads: ids, monthly }) => [id, ids.join(), monthly.toFixed()]),
    ).toEqual([
      ['low', 'chat.low,search', '5000'],
      ['base', 'chat.base,search', '6000'],
      ['high', 'chat.high,search', '8000'],
    ]);
  });

  test('a chosen case is the scenario with that case written into it', () => {
    // Where a figure stands is another place.
    const costsIn = ({ workloads }: RunResult) =>
      workloads.map(({ id, options }) => [id, ...options.map(({ monthly }) => monthly?.toFixed())]);
    const byHand = runModel(modelOf(base.replace('1M requests', '2M requests')));
    const chosen = runModel(modelOf(withCases, { set: { case: 'high' } }));
    const stated = runModel(modelOf(`case: high\n${withCases}`));
    for (const each of [chosen, stated]) {
      expect(costsIn(each)).toEqual(costsIn(byHand));
      expect(each.portfolio).toEqual(byHand.portfolio);
    }
    expect(chosen.portfolio.monthly?.toFixed()).toBe('8000');
  });

  test('what is set of a workload is set in every case, and can be set in one', () => {
    const costs = (address: string) =>
      runModel(modelOf(withCases, { set: { [address]: '1000' } })).portfolio.cases.map(({ monthly }) =>
        monthly.toFixed(),
      );
    // 1,500 tokens a request instead of 1,000, of chat alone.
    expect(costs('workloads.chat.tokens.input')).toEqual(['5500', '7000', '10000']);
    expect(costs('workloads.chat.high.tokens.input')).toEqual(['5000', '6000', '10000']);
  });

  test('a case may change options, and leave a required key to the cases', () => {
    const model = modelOf(`${base.replace('chat: { volume: 1M requests/month }', 'chat: {}')}cases:
  one: { workloads: { chat: { volume: 1M requests/month } } }
  ten: { workloads: { chat: { volume: 10M requests/month, options: { api: { monthly_minimum: 30k USD/month } } } } }`);
    const costs = readSide(model).portfolio.cases.map(({ monthly }) => monthly.toFixed());
    expect(costs).toEqual(['6000', '34000']);
  });
});

describe('no command adds cases up', () => {
  test('compare has a change for each case and none in its total', () => {
    const result = compared(withCases, withCases.replace('2 USD/Mtok, output', '4 USD/Mtok, output'));
    const [scenario] = result.scenarios;
    // Input costs twice as much: half of each amount is added.
    expect(scenario?.cases.map(({ id, change }) => [id, change.toFixed()])).toEqual([
      ['low', '2500'],
      ['base', '3000'],
      ['high', '4000'],
    ]);
    expect(scenario?.monthly.before).toBeNull();
    expect(scenario?.effects).toEqual([]);
    expect(result.totals.map(({ change }) => change.toFixed())).toEqual(['0']);
  });

  test('a case that is new is no cost that is added', () => {
    const [scenario] = compared(base, withCases).scenarios;
    expect(scenario?.cases.find(({ id }) => id === 'low')).toMatchObject({
      before: null,
      after: new Exact(5000),
    });
    expect(scenario?.monthly.change.toFixed()).toBe('0');
  });

  test('forecast has no total of all workloads', () => {
    const result = forecastModel(modelOf(withCases));
    expect(result.ok && result.value.portfolio).toBeNull();
  });

  const folder = mkdtempSync(join(tmpdir(), 'cases-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'desk.yaml'), `crossover: 1\n${withCases}`);

  test.each([
    // The dearest case, 8,000, has to be within the budget; 19,000, the sum of all three, never counts.
    ['budgets: { total: 8k USD/month }', 0, '8,000.00 USD/month in case high, the most expensive, within'],
    ['budgets: { total: 7k USD/month }', 1, '8,000.00 USD/month in case high, the most expensive, above'],
    ['budgets: { all_files: 8k USD/month }', 0, '1 file costs 8,000.00 USD/month in all'],
  ])('check: %s ends with %i', async (policy, code, said) => {
    writeFileSync(join(folder, 'policy.yaml'), `crossover_policy: 1\n${policy}\n`);
    const ran = await crossover(folder, 'check', 'desk.yaml', '--policy', 'policy.yaml', '--format', 'json');
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code, stderr: '' });
    expect(ran.stdout).toContain(said);
  });

  test.each(['table', 'markdown', 'csv', 'html'])('run as %s says no sum of them', async (format) => {
    const { stdout } = await crossover(folder, 'run', 'desk.yaml', '--format', format);
    expect(stdout).toMatch(/8,?000/u);
    // 1,000 + 2,000 + 4,000 of chat and 4,000 of search, or of search three times.
    expect(stdout).not.toMatch(/11,?000|19,?000/u);
  });
});

describe('what is wrong with cases', () => {
  test.each([
    [
      `${base}cases: { low: { workloads: { chta: {} } } }`,
      {},
      "cases.low.workloads.chta: there is no workload 'chta' (did you mean 'chat'?)",
    ],
    [withCases, { case: 'hihg' }, "case: there is no case 'hihg' (did you mean 'high'?)"],
    [base, { case: 'high' }, "case: there is no case 'high' (there is no 'cases' here at all)"],
    [
      `${base}cases: { low: { workload: {} } }`,
      {},
      "cases.low.workload: unknown key (did you mean 'workloads'?)",
    ],
  ])('%#', (yaml, set, said) => {
    expect(problemsOf(yaml, set).join('\n')).toContain(said);
  });

  test('a key that a workload does not have is found where it stands', () => {
    const read = parseScenario({
      file: 'a.yaml',
      text: `crossover: 1\n${base}cases:\n  low: { workloads: { chat: { volumee: 1 } } }\n`,
    });
    expect(read.diagnostics.map(({ span }) => span?.line)).toEqual([8]);
  });

  test('what is set below `cases` itself is refused, since it would come too late', () => {
    expect(problemsOf(withCases, { 'cases.low.workloads.chat.volume': '1' }).join()).toContain(
      'no such address',
    );
  });

  test('so many cases of so many workloads are refused', () => {
    const many = (count: number, text: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => text(index)).join('\n');
    const yaml = `${base}${many(100, (index) => `  w${index}: { volume: 1 request/month }`)}
cases:
${many(60, (index) => `  c${index}: { workloads: { ${many(100, (each) => `w${each}: {}`).replaceAll('\n', ', ')} } }`)}`;
    expect(problemsOf(yaml).join()).toContain('60 cases of 100 workloads are 6000 workloads; at most 5000');
  });
});
