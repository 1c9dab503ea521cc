import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { catalogFiles, commandIn, folderWith, scenarioText } from './ci-files.ts';

/** One of each kind that must not reach a reader: escapes of a terminal, direction, marks without width, halves, tags. */
const hostile = [
  '\u001b[31m',
  '\u001b]8;;http://example.com\u0007',
  '\u0000\u0008\u007f\u009b1m',
  '\u00ad\u061c\u200b\u200e\u200f',
  '\u202e\u202d\u2066\u2069',
  '\u2028\u2029\u2060\ufeff\ufff9',
  '\u{e0041}\u{e007f}',
].join('x');

const acted =
  // oxlint-disable-next-line no-control-regex -- this is what must not be found
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

/** As YAML writes it: every unit as an escape. */
const quoted = `"${Array.from({ length: hostile.length }, (_, at) => `\\u${hostile.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;

const named = scenarioText({ name: quoted });
const files = {
  ...catalogFiles,
  'a.yaml': named,
  'b.yaml': named.replace('2M', '3M'),
  'null.yaml': named.replace('catalog: prices', 'catalog: "a\0b"'),
  'unknown.yaml': `${named}${quoted}: 1\n`,
  'value.yaml': named.replace('volume: 2M requests/month', `volume: ${quoted}`),
  'reference.yaml': named.replace('buy: acme/chat', `buy: ${quoted}`),
  'raw.yaml': `crossover: 1\nname: a\u202e\u200b\u{e0041}\nworkloads: 1\n`,
  'policy.yaml': 'crossover_policy: 1\nbudgets: { total: 1 USD/month }\nforbid_inputs: [stated]\n',
  'quotes.csv': `provider,gpu,price_per_gpu_hour\n${hostile.replaceAll('\u0000', '')},h100,2.1\n`,
};

const results: readonly (readonly string[])[] = [
  ...['table', 'markdown', 'json', 'csv', 'focus', 'html', 'svg'].map((format) => [
    'run',
    'b.yaml',
    '--format',
    format,
  ]),
  ...['table', 'markdown', 'json', 'csv', 'junit', 'sarif'].map((format) => [
    'check',
    'b.yaml',
    '--policy',
    'policy.yaml',
    '--format',
    format,
  ]),
  ...['table', 'markdown', 'json', 'csv'].map((format) => [
    'compare',
    'a.yaml',
    'b.yaml',
    '--format',
    format,
  ]),
  ...['table', 'markdown', 'json', 'csv'].map((format) => [
    'explain',
    'b.yaml',
    'workloads.chat.attempts',
    '--format',
    format,
  ]),
  ['sweep', 'b.yaml', '--vary', 'workloads.chat.volume=1M,2M requests/month'],
  ['breakeven', 'b.yaml', '--solve', 'workloads.chat.volume'],
  ['quotes', 'quotes.csv', '--scenario', 'b.yaml'],
];

const mistakes: readonly (readonly string[])[] = [
  ['run', 'unknown.yaml'],
  ['run', 'value.yaml'],
  ['run', 'reference.yaml'],
  ['run', 'raw.yaml'],
  ['run', 'null.yaml'],
  ['run', `${hostile.replaceAll('\u0000', '')}.yaml`],
  ['run', 'a.yaml', '--set', `${hostile}=1`],
  ['run', 'a.yaml', '--set', `workloads.chat.volume=${hostile}`],
  ['run', 'a.yaml', '--catalog', hostile],
  ['run', 'a.yaml', `--${hostile}`],
  ['run', 'a.yaml', '--format', hostile],
  [hostile],
  ['explain', 'a.yaml', hostile],
  ['sweep', 'a.yaml', '--vary', `${hostile}=1,2`],
  ['breakeven', 'a.yaml', '--solve', hostile],
];

/** Line ends of CSV are of the format; a return inside a field is quoted. */
function shown(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

test.each(results)('what %s of %s %s %s %s %s prints is plain text', async (...argv) => {
  const { code, stdout, stderr } = await commandIn(await folderWith(files), ...argv);
  expect(stderr.replaceAll(/warning\[.*\n(?: .*\n)*/gu, '')).toBe('');
  // 2 where what is asked for allows no answer.
  expect([0, 1, 2]).toContain(code);
  expect(stdout.length).toBeGreaterThan(50);
  expect(acted.exec(shown(stdout))).toBeNull();
  expect(acted.exec(stderr)).toBeNull();
});

test.each([
  ['run', 'b.yaml'],
  ['compare', 'a.yaml', 'b.yaml'],
  ['check', 'b.yaml', '--policy', 'policy.yaml'],
  ['quotes', 'quotes.csv', '--scenario', 'b.yaml'],
])('what a workbook of %s %s shows is plain text', async (...argv) => {
  const cwd = await folderWith(files);
  const { code } = await commandIn(cwd, ...argv, '--format', 'xlsx', '--out', 'a.xlsx');
  expect([0, 1, 2]).toContain(code);
  const parts = Object.entries(unzipSync(readFileSync(join(cwd, 'a.xlsx'))));
  expect(parts.length).toBeGreaterThan(5);
  for (const [name, bytes] of parts) {
    const text = new TextDecoder().decode(bytes);
    expect([name, acted.exec(shown(text))?.[0]]).toEqual([name, undefined]);
    // Spreadsheets read _x001B_ as an escape of their own.
    expect([name, /_x(?!005F_)[0-9a-f]{4}_/iu.exec(text)?.[0]]).toEqual([name, undefined]);
  }
});

test.each(mistakes.map((argv, at) => [at, argv] as const))(
  'what mistake %i is told of is plain text',
  async (_, argv) => {
    const { code, stdout, stderr } = await commandIn(await folderWith(files), ...argv);
    expect([2, 3]).toContain(code);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^(?:.*: )?error\[/u);
    expect(acted.exec(stderr)).toBeNull();
  },
);
