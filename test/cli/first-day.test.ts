import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { builtProgram } from '../support/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

// What people write on their first day, and what the message has to tell them. A hint may respell, convert or name the
// place; it never keeps the number and changes the unit.

const base = `crossover: 1
catalog: 2026-11
workloads:
  chat:
    volume: 6M requests/month
    tokens: { input: 1500, output: 350 }
    options:
      api: { buy: openai/gpt-4o-mini }
`;
/** The same with GPUs and people, for mistakes in those. */
const built = base
  .replace(
    'workloads:',
    `clusters:
  gpus: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demand, utilization: 70% }
teams: { ops: { headcount: 0.5, loaded_cost: 190k USD/year } }
workloads:`,
  )
  .concat('      own: { build: gpus, team: ops }\n');

const folder = mkdtempSync(join(tmpdir(), 'first-day-'));

async function run(text: string, ...more: readonly string[]) {
  writeFileSync(join(folder, 'support.yaml'), text);
  const { environment, stdout, stderr } = recordedEnvironment({ cwd: folder });
  const code = await runCli(['run', 'support.yaml', ...more], environment);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** What is replaced, by what, what has to be said, and what must not be. */
const mistakes: readonly (readonly [
  from: string,
  to: string,
  says: readonly string[],
  never?: readonly string[],
])[] = [
  ['6M requests/month', '200k/month', ["'200k requests/month'", "'200k tokens/month'"]],
  ['6M requests/month', '500k requests', ["say per what, such as '500k requests/month'"]],
  ['catalog: 2026-11', 'catalog: 2026-11\noffers: [{ id: a, gpu: h100-sxm, node: 8, term: on-demand, hourly: 8 USD }]', ["say per what, such as '8 USD/hour'"]],
  ['6M requests/month', '6M', ["'6M requests/month'"]],
  ['6M requests/month', '6,000,000 requests/month', ["'6000000 requests/month'"]],
  ['6M requests/month', '6M calls/month', ['requests/month'], ["'6M tokens/month'"]],
  ['    volume:', '    peak_to_average: 3\n    volume:', ['workloads.chat.load.peak_to_average']],
  ['    volume:', '    active: 100 hours/month\n    volume:', ['workloads.chat.load.active']],
  ['    tokens: { input: 1500, output: 350 }', '    input: 1500', ['workloads.chat.tokens.input']],
  ['      api: {', '      api: { min_score: 0.8,', ['workloads.chat.constraints.min_score']],
  ['workloads:', 'headcount: 2\nworkloads:', ['teams.NAME.headcount']],
  ['workloads:', 'gpus_per_replica: 2\nworkloads:', ['clusters.NAME.gpus_per_replica']],
  ['workloads:', 'workload:', ["'workloads'"]],
  ['    volume:', '    volumne:', ["'volume'"]],
  ['output: 350', 'ouput: 350', ["'output'"]],
  ['    volume:', '    load: 3\n    volume:', ["'3'", 'its keys are', 'peak_to_average']],
  ['    volume:', '    growth: 10%\n    volume:', ["'10%/month'", "'10%/year'"]],
  ['output: 350', 'output: 350, cached: 80', ["'80%'"]],
  ['output: 350', 'output: 350, cached: 120%', ['120%']],
  ['openai/gpt-4o-mini', 'gpt-4o-mini', ['openai/gpt-4o-mini']],
  ['openai/gpt-4o-mini', 'openai/gpt-4o-mimi', ['openai/gpt-4o-mini']],
  ['catalog: 2026-11', 'catalog: 2026-10', ['2026-11']],
  ['crossover: 1\n', '', ['crossover']],
  ['crossover: 1', 'crossover: 2', ['1']],
  ['catalog: 2026-11', 'catalog: 2026-11\nas_of: 03.12.2026', ["'2026-12-03'"]],
  ['catalog: 2026-11', 'catalog: 2026-11\ncurrency: EURO', ['EUR']],
  ['    volume:', '    overheads: { infrastructure: { fixed: 60k €/month } }\n    volume:', ['EUR/USD'], ["'60k USD"]],
  ['{ buy: openai/gpt-4o-mini }', '{ build: gpus }', ['gpus']],
  ['{ buy: openai/gpt-4o-mini }', '{ buy: openai/gpt-4o-mini, build: gpus }', ['build']],
  ['input: 1500', 'input: -5', ['-5']],
  ['    options:', '    volume: 3M requests/month\n    options:', ['volume']],
  ['output: 350 }', 'output: 350', ['support.yaml:']],
  ['    tokens: {', '\ttokens: {', ['support.yaml:']],
  ['utilization: 70%', 'utilization: 70', ["'70%'"]],
  ['utilization: 70%', 'utilization: 170%', ['at most 1 (100%)', "'170%'"]],
  ['utilization: 70%', 'utilisation: 70%', ["'utilization'"]],
  ['llama-3.1-8b', 'llama3.1-8b', ["did you mean 'llama-3.1-8b'"]],
  ['lambda/h100-sxm/on-demand', 'lambda/h100/on-demand', ["'lambda/h100-sxm/on-demand'"], ['b200']],
  ['team: ops', 'team: opps', ["there is no team 'opps'", "'ops'"]],
  ['build: gpus', 'build: gpu', ["there is no cluster 'gpu'", "'gpus'"]],
  ['190k USD/year', '190k USD', ["'190k USD/year'"]],
  ['190k USD/year', '190,000 USD/year', ["'190000 USD/year'"], ["'190 USD"]],
  ['190k USD/year', '60 thousand', ["'60k USD/year'"]],
  ['headcount: 0.5', 'headcount: half', ['in digits']],
  ['6M requests/month', 'six million requests/month', ['in digits']],
  ['6M requests/month', '6M tickets/month', ['requests/month']],
  ['    tokens: { input: 1500, output: 350 }\n', '', ['a volume in requests needs the tokens of a request']],
  ['    tokens: { input: 1500, output: 350 }', '    tokens: 1500', ['its keys are input, output']],
  ['input: 1500, output: 350', 'input: 1500', ["the key 'output' is missing"]],
  ['input: 1500', 'input: 1500 characters', ['expected a number of tokens/request']],
  ['output: 350', 'output: lots', ["found 'lots'"]],
  ['    options:', '    choices:', ["the key 'options' is missing"]],
  ['    options:\n      api:', '    options:\n      - api:', ['name of your own', 'buy: openai/gpt-4o-mini']],
  ['workloads:', 'prices: [ { id: acme/x, input: 15 cents/Mtok, output: 1 USD/Mtok } ]\nworkloads:', ["'0.15 USD/Mtok'"]],
  ['workloads:', 'prices: [ { id: acme/x, input: 0.15, output: 1 USD/Mtok } ]\nworkloads:', ["'0.15 USD/Mtok'"]],
  ['workloads:', 'prices: [ { id: acme/x, input: 1 USD/Mtok } ]\nworkloads:', ["the key 'output' is missing"]],
  ['    volume:', '    constraints: { latency: 200ms }\n    volume:', ['dedicated', 'ttft: 200ms']],
  ['    volume:', '    constraints: { budget: 5k USD/month }\n    volume:', ['horizon.budget or plan.budget']],
  ['    volume:', '    load: { peak_to_average: 0.5 }\n    volume:', ['at least 1']],
  ['    volume:', '    retries: 3\n    volume:', ['its keys are max, failure_rate']],
  ['    volume:', '    growth: 4\n    volume:', ["'4%/month' or '4%/year'"]],
  ['catalog: 2026-11', 'catalog: 2026-11\nas_of: yesterday', ['a date such as 2026-11-01']],
  ['catalog: 2026-11', 'catalog: newest', ['2026-11, 2026-12']],
  ['catalog: 2026-11', 'catalog: 2026-11\nhorizon: 3 years', ['its keys are start, months']],
]; // prettier-ignore

/** The whole file: empty, a list, a text, JSON without workloads. */
const wrongFiles: readonly (readonly [text: string, says: string])[] = [
  ['', 'the file is empty'],
  ['- a\n- b\n', "a map that begins with 'crossover: 1', found a list"],
  ['just a text\n', "a map that begins with 'crossover: 1'"],
  ['{"crossover": 1}', "the key 'workloads' is missing"],
];

describe('a mistake in a scenario', () => {
  for (const [from, to, says, never = []] of mistakes) {
    test(`${from.trim()} written as ${to.trim()}`, async () => {
      const text = base.includes(from) ? base : built;
      expect(text).toContain(from);
      const { code, stderr } = await run(text.replace(from, () => to));
      expect(code).toBeGreaterThan(0);
      for (const part of says) expect(stderr).toContain(part);
      for (const part of never) expect(stderr).not.toContain(part);
    });
  }

  test.each(wrongFiles)('the file %j', async (text, says) => {
    const { code, stderr } = await run(text);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  test('there are eighty of them, with those of the command line and what is read as it is meant', () => {
    expect(mistakes.length + wrongFiles.length + commandLines.length).toBeGreaterThanOrEqual(80);
  });

  test('a ratio with a slash is read', async () => {
    const ratio = (text: string) =>
      run(
        base
          .replace('6M requests/month', `100M tokens/month\n    ratio: ${text}`)
          .replace(/ *tokens:.*\n/u, ''),
      );
    const [colon, slash] = [await ratio("'4:1'"), await ratio('4/1')];
    expect(slash.code).toBe(0);
    expect(slash.stdout).toBe(colon.stdout);
  });

  test.each([
    ['6M requests/month', '6 million requests/month'],
    ['6M requests/month', '6MM requests per month'],
    ['6M requests/month', '6M requests a month'],
    ['catalog: 2026-11', 'catalog: 2026-11\nteams: { ops: { headcount: 1, loaded_cost: $190k/year } }'],
    [
      'catalog: 2026-11',
      'catalog: 2026-11\nteams: { ops: { headcount: 1, loaded_cost: 190 thousand dollars per year } }',
    ],
  ])('%s as %s is read', async (from, to) => {
    const [plain, spelled] = [await run(base), await run(base.replace(from, () => to))];
    expect(spelled.code).toBe(0);
    expect(spelled.stdout).toBe(plain.stdout);
  });

  test('a volume by the day is converted, not respelled: 6M a day at 730/24 days is 182.5M a month', async () => {
    const { code, stdout } = await run(
      base.replace('6M requests/month', '6M requests/day'),
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as {
      readonly workloads: readonly { readonly volume: { readonly requests: string } }[];
    };
    expect(result.workloads[0]?.volume.requests).toBe('182500000');
  });
});

const commandLines: readonly (readonly [words: readonly string[], says: readonly string[]])[] = [
  [['run', 'quickstart'], ["'quick-start'"]],
  [['run', 'support.yml'], ["'support.yaml'"]],
  [['run', 'suport.yaml'], ["'support.yaml'"]],
  [
    ['run', 'support.yaml', '--out', 'nowhere/x.json'],
    ['--out nowhere/x.json', 'the folder nowhere'],
  ],
  [['run', 'support.yaml', '--details', '--brief'], ['--details and --brief']],
  [['run', 'support.yaml', '--as-of', 'tomorrow'], ['2026-11-01']],
  [['run', 'support.yaml', '--width', 'wide'], ['whole number']],
  [['run', 'support.yaml', '--format', 'yaml'], ['table, markdown, json, csv']],
  [['run', 'support.yaml', '--set', 'volume'], ['PATH=VALUE']],
  [['run', 'support.yaml', '--set', 'workloads.chat.volum=1M requests/month'], ['workloads.chat.volume']],
  [['run', 'support.yaml', '--detail'], ['--details']],
  [['simulate', 'support.yaml', '--samples', 'lots'], ['10000']],
  [['simulate', 'support.yaml', '--seed', 'x'], ['whole number']],
  [['rum', 'support.yaml'], ['`run`']],
  [['version'], ['`--version`']],
  [['explain', 'support.yaml', 'workloads.chat.volum'], ['workloads.chat.volume']],
];

test.each(commandLines)('crossover %j', async (words, says) => {
  writeFileSync(join(folder, 'support.yaml'), base);
  const { environment, stderr } = recordedEnvironment({ cwd: folder });
  const code = await runCli(words, environment);
  expect(code).toBeGreaterThan(0);
  for (const part of says) expect(stderr()).toContain(part);
});

describe('input as people have it', () => {
  let program = '';
  beforeAll(async () => {
    program = await builtProgram();
  }, 120_000);
  const crossover = (input: string, ...words: readonly string[]) =>
    execFileSync(process.execPath, [program, ...words], { input, encoding: 'utf8' });

  test('- is standard input', () => {
    expect(crossover(base, 'run', '-', '--brief')).toContain('chat: api (buy)');
    // 7M x 0.000435 USD a request, beside 6M in the file.
    writeFileSync(join(folder, 'support.yaml'), base);
    const compared = crossover(base.replace('6M requests/month', '7M requests/month'), 'compare', join(folder, 'support.yaml'), '-');
    expect(compared).toMatch(/2,610[^]*3,045/u);
  }); // prettier-ignore

  test('every flag of init says in words what it answers', async () => {
    const { environment, stdout } = recordedEnvironment();
    expect(await runCli(['init', '--help'], environment)).toBeLessThan(3);
    expect(stdout()).not.toMatch(/<answer> +such as/u);
    expect(stdout()).toMatch(/--count <answer> +How many requests, users, documents or seats a month/u);
  });

  test('a folder stands for its scenarios, .yml too', async () => {
    mkdirSync(join(folder, 'all'), { recursive: true });
    writeFileSync(join(folder, 'all', 'one.yaml'), base);
    writeFileSync(join(folder, 'all', 'two.yml'), base.replace('  chat:', '  voice:'));
    writeFileSync(join(folder, 'all', 'note.txt'), 'not a scenario');
    const { environment, stdout } = recordedEnvironment({ cwd: folder });
    expect(await runCli(['run', 'all', '--brief'], environment)).toBe(0);
    expect(stdout()).toContain('chat: api (buy)');
    expect(stdout()).toContain('voice: api (buy)');
  });
});

test('a result that was saved before its options had a cost by request and by user can still be compared', async () => {
  writeFileSync(join(folder, 'support.yaml'), base);
  const saved = recordedEnvironment({ cwd: folder });
  expect(await runCli(['run', 'support.yaml', '--format', 'json'], saved.environment)).toBe(0);
  const earlier = saved.stdout().replaceAll(/^ *"per_(?:request|user)": .*\n/gmu, '');
  expect(earlier).not.toBe(saved.stdout());
  writeFileSync(join(folder, 'earlier.json'), earlier);
  const { environment, stdout, stderr } = recordedEnvironment({ cwd: folder });
  expect(await runCli(['compare', 'earlier.json', 'support.yaml'], environment)).toBe(0);
  expect(stderr()).toBe('');
  expect(stdout()).toContain('Nothing changed');
});

test('addresses lists every input with its unit, range and source', async () => {
  writeFileSync(join(folder, 'support.yaml'), base);
  const { environment, stdout } = recordedEnvironment({ cwd: folder });
  expect(await runCli(['addresses', 'support.yaml', '--format', 'json'], environment)).toBe(0);
  const { inputs } = JSON.parse(stdout()) as { inputs: readonly Record<string, unknown>[] };
  expect(inputs.find(({ address }) => address === 'workloads.chat.volume')).toMatchObject({
    value: '6000000',
    unit: 'request/month',
    kind: 'stated',
    source: 'support.yaml:5',
    minimum: '0',
  });
});

describe('the first screen', () => {
  const screen = async (name: string, width: number): Promise<readonly string[]> => {
    const { environment, stdout } = recordedEnvironment();
    expect(await runCli(['run', name, '--quiet', '--width', String(width)], environment)).toBe(0);
    return stdout().trimEnd().split('\n');
  };

  const bundled = readdirSync(new URL('../../scenarios/', import.meta.url))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace('.yaml', ''));
  test.each(bundled)('has at most 24 lines: %s', async (name) => {
    const [lines, narrow] = [await screen(name, 100), await screen(name, 80)];
    // A terminal of the usual size shows 24 lines of 80 characters.
    expect([
      narrow.length <= 24,
      lines.length <= 24,
      Math.max(...narrow.map(({ length }) => length)) <= 80,
    ]).toEqual([true, true, true]);
    const text = lines.join('\n');
    for (const part of ['/month', '/Mtok', 'Next']) expect(text).toContain(part);
    // Of several workloads or cases it is a table.
    if (text.includes('Verdict')) return;
    for (const part of ['/year', 'Why', 'Prices', 'Range', 'P10 to P90']) expect(text).toContain(part);
  });

  test.each([80, 100, 120])('has at most 40 lines for 25 workloads: width %d', async (width) => {
    const workload = base.slice(base.indexOf('  chat:'));
    const named = (index: number) => workload.replace('chat', `customer-support-${index}`);
    const many = Array.from({ length: 25 }, (_, index) => named(index)).join('');
    const { code, stdout } = await run(base.slice(0, base.indexOf('  chat:')) + many, '--width', String(width));
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    // One line each, with the answer and its cost.
    expect(lines.filter((line) => /^customer-support-\d+ .*2,610/u.test(line))).toHaveLength(25);
  }); // prettier-ignore

  test('a year is twelve months and a request its share of the month', async () => {
    // (1500 × 0.15 + 350 × 0.60) / 1e6 = 0.000435 USD a request; × 6M = 2,610 USD a month, 31,320 a year.
    const { stdout } = await run(base);
    expect(stdout).toContain('2,610 USD/month');
    expect(stdout).toContain('31,320 USD/year');
    expect(stdout).toContain('0.000435 USD/request');
  });
});
