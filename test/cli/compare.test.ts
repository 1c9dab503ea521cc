import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFile } from 'node:fs/promises';
import type { Written } from '../support/written.ts';
import type { CompareResult } from '../../src/analysis/index.ts';
import { catalogFiles, commandIn, folderWith, scenarioText } from './ci-files.ts';

const files = {
  ...catalogFiles,
  'before.yaml': scenarioText(),
  'after.yaml': scenarioText({ price: 3, requests: '3M' }),
};

async function compared(cwd: string, ...argv: readonly string[]): Promise<Written<CompareResult>> {
  const { code, stdout, stderr } = await commandIn(cwd, 'compare', ...argv, '--format', 'json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Written<CompareResult>;
}

describe('compare', () => {
  test('two scenarios: the lines and the causes', async () => {
    const result = await compared(await folderWith(files), 'before.yaml', 'after.yaml');
    const [scenario] = result.scenarios;
    // 2M requests × (1500 × 2 + 350 × 8) USD/Mtok is below 730 hours of the GPU, 3M requests at 3 and 12 USD/Mtok above.
    expect(scenario?.workloads[0]).toMatchObject({
      id: 'chat',
      flipped: true,
      before: { option: 'api' },
      after: { option: 'own' },
      monthly: { before: '11600', after: '21900', change: '10300' },
    });
    const effects = scenario?.effects ?? [];
    const sum = effects.reduce((total, { change }) => total + Number(change), 0);
    expect(sum).toBeCloseTo(Number(scenario?.monthly.change), 9);
    expect(effects.map(({ group }) => group)).toEqual(['price', 'volume']);
  });

  test('a saved result with a scenario compares lines, and says that causes are not known', async () => {
    const cwd = await folderWith(files);
    await commandIn(cwd, 'run', 'before.yaml', '--format', 'json', '--out', 'before.json');
    const result = await compared(cwd, 'before.json', 'after.yaml');
    expect(result.scenarios[0]?.effects).toBeNull();
    expect(result.scenarios[0]?.not_attributed_because).toContain('saved result');
    const both = await compared(cwd, 'before.yaml', 'after.yaml');
    expect(result.scenarios[0]?.workloads.map(({ lines }) => lines)).toEqual(
      both.scenarios[0]?.workloads.map(({ lines }) => lines),
    );
  });

  test('folders, file by file', async () => {
    const cwd = await folderWith({
      'a/prices/catalog.yaml': catalogFiles['prices/catalog.yaml'] ?? '',
      'b/prices/catalog.yaml': catalogFiles['prices/catalog.yaml'] ?? '',
      'a/one.yaml': scenarioText(),
      'b/one.yaml': scenarioText({ price: 3 }),
      'a/same.yaml': scenarioText(),
      'b/same.yaml': scenarioText(),
      'a/old.yaml': scenarioText(),
      'b/new.yaml': scenarioText(),
      'b/policy.yaml': 'crossover_policy: 1\nmargin: 5%\n',
    });
    const result = await compared(cwd, 'a', 'b');
    expect(result.scenarios.map(({ name, changed }) => [name, changed])).toEqual([
      ['one', true],
      ['same', false],
    ]);
    expect(result).toMatchObject({ only_before: ['old'], only_after: ['new'] });
  });

  test('one scenario under two catalogs', async () => {
    const price = (amount: number): string => `- id: acme/chat
  channel: acme
  currency: USD
  prices:
    - { from: 2026-01-01, to: null, recorded: 2026-10-01, status: confirmed, input: ${amount} USD/Mtok, output: 8 USD/Mtok,
        kind: list, source: { url: 'https://example.com/prices', retrieved: 2026-10-01 } }
`;
    const manifest = catalogFiles['prices/catalog.yaml'] ?? '';
    const cwd = await folderWith({
      'old/catalog.yaml': manifest,
      'old/tokens.yaml': price(2),
      'new/catalog.yaml': manifest,
      'new/tokens.yaml': price(1),
      's.yaml':
        'crossover: 1\nworkloads:\n  w: { volume: 1M requests/month, tokens: { input: 1000, output: 100 }, options: { api: { buy: acme/chat } } }\n',
    });
    const result = await compared(cwd, 's.yaml', '--catalog', 'new', '--against', 'old');
    expect(result.scenarios[0]?.monthly).toMatchObject({ before: '2800', after: '1800', change: '-1000' });
    expect(result.scenarios[0]?.effects?.map(({ group, change }) => [group, change])).toEqual([
      ['price', '-1000'],
    ]);
  });

  test('asks for two sides', async () => {
    const cwd = await folderWith(files);
    expect(await commandIn(cwd, 'compare', 'before.yaml')).toMatchObject({ code: 2, stdout: '' });
  });

  test('says what is wrong with a side', async () => {
    const cwd = await folderWith({
      ...files,
      'empty/readme.txt': '',
      'wrong.json': '{"schema": "crossover/result/9"}',
    });
    const empty = await commandIn(cwd, 'compare', 'empty', 'after.yaml');
    expect(empty).toMatchObject({ code: 2 });
    expect(empty.stderr).toContain('compare/empty-folder');
    const wrong = await commandIn(cwd, 'compare', 'wrong.json', 'after.yaml');
    expect(wrong.stderr).toContain('wrong.json:1:12: error[report/unknown-schema]');
    expect(await commandIn(cwd, 'compare', 'missing.yaml', 'after.yaml')).toMatchObject({ code: 3 });
  });

  test('prints the same bytes in another folder', async () => {
    const print = async (format: string) =>
      (await commandIn(await folderWith(files), 'compare', 'before.yaml', 'after.yaml', '--format', format))
        .stdout;
    for (const format of ['table', 'markdown', 'json', 'csv'])
      expect(await print(format)).toBe(await print(format));
  });
});

test('report renders a saved result as run would have', async () => {
  const cwd = await folderWith(files);
  await commandIn(cwd, 'run', 'before.yaml', '--format', 'json', '--out', 'saved.json');
  await writeFile(join(cwd, 'before.yaml'), 'broken');
  for (const format of ['table', 'markdown', 'csv', 'json', 'focus']) {
    const again = await commandIn(cwd, 'report', 'saved.json', '--format', format);
    const whole = format === 'table' ? ['--details'] : [];
    const fresh = await commandIn(
      await folderWith(files),
      'run',
      'before.yaml',
      '--format',
      format,
      ...whole,
    );
    expect(again).toEqual({ code: 0, stdout: fresh.stdout, stderr: '' });
  }
  expect(await commandIn(cwd, 'report', 'before.yaml')).toMatchObject({ code: 2, stdout: '' });
});
