import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderDiagnostics } from '../../src/diagnostics/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { costIn, crossover, runJson } from './support.ts';

// The fifty slips of a first day, each made in one scenario that is right: what is said, and what is read all the same.

const right = `crossover: 1
name: Support desk
catalog: 2026-11
as_of: 2026-11-01
teams:
  mlops: { headcount: 0.5, loaded_cost: 190k USD/year }
clusters:
  inference:
    model: llama-3.1-8b
    offer: lambda/h100-sxm/on-demand
    platform: 400 USD/month
workloads:
  support-chat:
    volume: 6M requests/month
    tokens: { input: 1500, output: 350, cached: 40% }
    options:
      api: { buy: openai/gpt-4o-mini }
      own: { build: inference, team: mlops, setup: 60k USD, amortize: 24 months }
`;
const volume = 'volume: 6M requests/month';
const tokens = 'tokens: { input: 1500, output: 350, cached: 40% }';

/** What is written in place of what, and what has to be said of it, at which line. */
const refused: readonly (readonly [written: string, instead: string, line: number, said: string])[] = [
  [volume, 'volum: 6M requests/month', 14, "did you mean 'volume'?"],
  ['workloads:', 'workload:', 12, "did you mean 'workloads'?"],
  [volume, 'volume: 6000000', 14, "write it as '6000000 requests/month' or '6000000 tokens/month'"],
  ['190k USD/year', '190,000 USD/year', 6, "write it without commas: '190000 USD/year'"],
  ['cached: 40%', 'cached: 40', 15, "did you mean '40%'?"],
  ['cached: 40%', 'cached: 140%', 15, "at most 1 (100%), found '140%'"],
  ['build: inference', 'build: inferrence', 18, "did you mean 'inference'?"],
  ['team: mlops', 'team: ml-ops', 18, "did you mean 'mlops'?"],
  [tokens, 'input: 1500\n    output: 350', 15, 'it belongs at workloads.support-chat.tokens.input'],
  [`    ${volume}`, `\t${volume}`, 14, 'Tabs are not allowed as indentation'],
  [tokens, 'tokens: { input: 1500 }', 15, "the key 'output' is missing"],
  [
    right.slice(right.indexOf('      api:')),
    '      - { buy: openai/gpt-4o-mini }\n',
    17,
    "options by id, or 'auto'",
  ],
  ['as_of: 2026-11-01', 'as_of: 01.11.2026', 4, "did you mean '2026-11-01'?"],
  ['crossover: 1\n', '', 1, "begin the file with 'crossover: 1'"],
  ['crossover: 1', 'crossover: 2', 1, 'expected the format version 1'],
  ['openai/gpt-4o-mini }', 'openai/gpt-4o-mini, build: inference }', 17, 'make two options of it'],
  ['headcount: 0.5', 'headcount: -0.5', 6, 'expected at least 0'],
  [`${volume}\n    ${tokens}`, 'volume: 40M tokens/month', 13, "the key 'ratio' is missing"],
  ['catalog:', 'name: again\ncatalog:', 3, "the key 'name' is there twice"],
  ['amortize: 24 months }', 'amortize: 24 months', 19, 'not valid YAML'],
  ['headcount: 0.5', 'headcount: half', 6, "expected a number of FTE, found 'half'"],
  [tokens, `growth: 10%\n    ${tokens}`, 15, "'10%/month' or '10%/year'"],
  [tokens, `load: 3\n    ${tokens}`, 15, 'its keys are peak_to_average, active, hourly'],
  [tokens, `peak_to_average: 3\n    ${tokens}`, 15, 'workloads.support-chat.load.peak_to_average'],
  ['platform: 400 USD/month', 'utilization: 70', 11, "did you mean '70%'?"],
  [right, '', 1, 'the file is empty'],
  [right, '- a\n', 1, 'found a list'],
  ['input: 1500,', 'input: 1500 tokens/s,', 15, 'expected a number of tokens/request or tokens'],
  [volume, 'volume: 6 M requests / month', 14, "did you mean '6M requests/month'?"],
  [right.slice(right.indexOf('    options')), '', 13, "the key 'options' is missing"],
];

describe('a slip that is refused', () => {
  it.each(refused)('%j as %j', (written, instead, line, said) => {
    expect(right).toContain(written);
    const text = right.replace(written, instead);
    const { ok, diagnostics } = parseScenario({ file: 'desk.yaml', text });
    expect(ok).toBe(false);
    expect(renderDiagnostics(diagnostics, new Map([['desk.yaml', text]]))).toContain(said);
    expect(diagnostics.map(({ span }) => span?.line)).toContain(line);
  });
});

const cwd = mkdtempSync(join(tmpdir(), 'mistakes-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const written = (from: string, to: string): void => {
  expect(right).toContain(from);
  writeFileSync(join(cwd, 'desk.yaml'), right.replace(from, to));
};

describe('a name or a rate that nobody knows ends the command', () => {
  it.each([
    ['model: llama-3.1-8b', 'model: llama3.1-8b', "did you mean 'llama-3.1-8b'?"],
    [
      'lambda/h100-sxm',
      'lambda/h100',
      "did you mean 'lambda/h100-sxm/on-demand' or 'lambda/h100-pcie/on-demand'?",
    ],
    ['openai/gpt-4o-mini', 'gpt-4o-mini', "did you mean 'azure/gpt-4o-mini' or 'openai/gpt-4o-mini'?"],
    ['60k USD', '60k EUR', "'rates: { EUR/USD: ... }'"],
    ['60k USD', '60k €', "'rates: { EUR/USD: ... }'"],
  ])('%s as %s', async (from, to, said) => {
    written(from, to);
    const { code, stderr } = await crossover(cwd, 'run', 'desk.yaml');
    expect({ code, isSaid: stderr.includes(said), isDefect: /\n\s+at /u.test(stderr) }).toEqual({
      code: 2,
      isSaid: true,
      isDefect: false,
    });
  });
});

describe('what people write all the same is read as they mean it', () => {
  // 6M requests of 1,500 input tokens, 40 % of them cached, and 350 output: 6 · (900 · 0.15 + 600 · 0.075 + 350 · 0.60)
  const api = 2340;
  // 2,500 of set-up, 7,916.67 of people, 400 of platform, one GPU at 4.29 by 730 hours
  const own = 60_000 / 24 + (0.5 * 190_000) / 12 + 400 + 4.29 * 730;
  it.each([
    ['190k USD/year', '$190k/year', api, own],
    ['24 months', '2 years', api, own],
    // Of 11,100M tokens four fifths are input, none of it cached: 8,880 · 0.15 + 2,220 · 0.60. The GPUs stay one.
    [`${volume}\n    ${tokens}`, 'volume: 11.1B tokens/month\n    ratio: 4/1', 2664, own],
    ['400 USD/month', '400 USD/mo', api, own],
    ['workloads:', 'workloads:\n#', api, own],
    // A catalog that is newer than the day that is asked for knows what was charged then: the GPU at 3.99, of which there is one.
    ['catalog: 2026-11', 'catalog: 2026-12', api, own - (4.29 - 3.99) * 730],
    ['60k USD', '60 thousand USD', api, own],
    // 13 a day are 395.42 a month of 730 hours
    ['400 USD/month', '13 USD/day', api, own - 400 + (13 * 730) / 24],
    ['6M requests/month', '6 million requests/month', api, own],
    ['6M requests/month', '6MM requests/month', api, own],
    ['6M requests/month', '6M requests per month', api, own],
    // as many a day: 30.4 times as much, and what two GPUs more cost
    ['6M requests/month', '6M requests/day', (api * 730) / 24, null],
    [tokens, `constraints: { residency: EU }\n    ${tokens}`, ['residency'], ['residency']],
    [tokens, `constraints: { residency: germany }\n    ${tokens}`, ['residency'], ['residency']],
  ])('%s as %s', async (from, to, bought, built) => {
    written(from, to);
    const result = await runJson(cwd, 'desk.yaml');
    const [a, b] = [costIn(result, 'support-chat/api'), costIn(result, 'support-chat/own')];
    if (typeof bought === 'number') expect(a).toBeCloseTo(bought, 8);
    else expect(a).toEqual(bought);
    if (typeof built === 'number') expect(b).toBeCloseTo(built, 8);
    else if (built !== null) expect(b).toEqual(built);
  });

  it('a scenario in JSON is one in YAML', async () => {
    const text =
      '{"crossover": 1, "prices": [{"id": "a/b", "input": "0.15 USD/Mtok", "output": "0.60 USD/Mtok"}], "workloads": {"a": {"volume": "1M requests/month", "tokens": {"input": 10, "output": 5}, "options": {"x": {"buy": "a/b"}}}}}';
    writeFileSync(join(cwd, 'desk.yaml'), text);
    // 10 · 0.15 + 5 · 0.60
    expect(costIn(await runJson(cwd, 'desk.yaml'), 'a/x')).toBe(4.5);
  });
});
