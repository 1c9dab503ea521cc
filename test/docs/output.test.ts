import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { resultSchemas } from '../../src/report/index.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';

const at = temporaryFolder();
const page = readFileSync(new URL('../../docs/output.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `crossover (.+?)` \| (\d+) \|/gmu)].map(
  ([, words = '', code = '']) => [words, Number(code)] as const,
);

const small = `crossover: 1
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok } ]
workloads:
  chat: { volume: 1M requests/month, tokens: { input: 900, output: 100 }, options: { api: { buy: acme/chat } } }
`;

beforeAll(() => {
  copyFileSync(new URL('../../docs/quotes.csv', import.meta.url), at('quotes.csv'));
  writeFileSync(at('budget.yaml'), 'crossover_policy: 1\nbudgets: { total: 1 USD/month }\n');
  mkdirSync(at('one'));
  writeFileSync(at('one', 'a.yaml'), small);
  writeFileSync(at('b.yaml'), small);
});

async function crossover(
  words: readonly string[],
): Promise<{ readonly code: number; readonly stdout: string }> {
  const { environment, stdout } = recordedEnvironment({ cwd: at() });
  const code = await runCli(words, environment);
  return { code, stdout: stdout() };
}

describe('docs/output.md says how commands end', () => {
  test('in some rows', () => expect(rows.length).toBeGreaterThan(14));
  test.each(rows)('crossover %s', async (words, code) => {
    expect((await crossover(words.split(' '))).code).toBe(code);
  });
});

describe('the shape of JSON follows from the command line', () => {
  const shapes = [
    [['b.yaml'], 'result'],
    [['one'], 'results'],
    [['one/a.yaml', 'b.yaml'], 'results'],
  ] as const;
  test.each(shapes)('run %j is a crossover/%s/1', async (files, name) => {
    const { code, stdout } = await crossover(['run', ...files, '--format', 'json']);
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as { readonly schema: string };
    expect(result.schema).toBe(`crossover/${name}/1`);
    const validate = new Ajv2020({ strict: false }).compile(resultSchemas().get(name) ?? false);
    expect(validate(result)).toBe(true);
  });
});
