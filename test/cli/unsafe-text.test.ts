import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { gatewayNames } from '../../src/gateways/index.ts';
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
  'plan.yaml': `${named.replace('crossover: 1', 'crossover: 1\nhorizon: { start: 2027-01, months: 4 }\nset: { workloads.chat.volume: 3M requests/month }')}roadmap: { phases: { build: { months: 1-2, gate: ${quoted} } } }\n`,
  'ids.yaml': named.replaceAll('acme/chat', `${'a'.repeat(150)}/=1+1`),
  'log.jsonl': `${JSON.stringify({ request_id: hostile, call_type: 'acompletion', spend: 0.01, total_tokens: 1200, prompt_tokens: 1000, completion_tokens: 200, startTime: '2026-10-01T00:00:00Z', endTime: '2026-10-01T00:00:09Z', model: `gpt-4o${hostile}`, user: hostile, team_id: hostile, cache_hit: 'False', metadata: '{}' })}\n`,
  'claims.md': `acme/chat${hostile.replaceAll('\u0000', '')} costs 3 USD per million input tokens.\n`,
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
  ...['table', 'markdown', 'json', 'csv', 'html', 'svg'].flatMap((format) => [
    ['forecast', 'plan.yaml', '--format', format],
    ['place', 'b.yaml', '--format', format],
  ]),
  ...['table', 'json', 'csv'].flatMap((format) => [
    ['stress', 'b.yaml', '--format', format],
    ['usage', 'log.jsonl', '--format', format],
    ['usage', 'price', 'log.jsonl', '--options', 'b.yaml', '--by', 'model', '--format', format],
  ]),
  ...gatewayNames.map((gateway) => ['place', 'b.yaml', '--emit', gateway]),
  ['usage', 'log.jsonl', '--scenario'],
  ['addresses', 'b.yaml'],
  ['catalog', 'check-claims', 'claims.md'],
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
  ['usage', 't', '--sql', 'postgres', '--columns', `a${hostile},p,c`],
  ['usage', `t${hostile}`, '--sql', 'clickhouse', '--columns', 'a,p,c'],
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
