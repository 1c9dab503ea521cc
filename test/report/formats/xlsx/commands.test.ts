import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quotesText } from '../../../../bench/growth/inputs.ts';
import { runCli } from '../../../../src/cli/program.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { recordedEnvironment } from '../../../cli/frame-environment.ts';
import { hasSpreadsheet, recalculate, withoutValues } from '../../../support/spreadsheet.ts';

// The workbooks of sweep, sensitivity, compare and quotes, as the commands write them. Their values are taken out, and LibreOffice
// computes them: as they are, and with inputs changed in the file, which has to be what the command gives with `--set`.

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const quotesFile = join(folder, 'quotes.csv');
writeFileSync(quotesFile, quotesText(6));

interface Case {
  readonly name: string;
  readonly command: readonly string[];
  /** Cells, by what `--set` calls them, and their unit. */
  readonly set: Readonly<Record<string, string>>;
  /** Before the names of cells, where there are two sides. */
  readonly sides?: readonly string[];
  /** So many figures are checked at least. */
  readonly figures: number;
}

const chat = 'workloads.support-chat';
const cases: readonly Case[] = [
  {
    name: 'sweep-one',
    command: ['sweep', 'quick-start', '--vary', `${chat}.volume=1M..100M:5:log`],
    set: {
      'teams.mlops.headcount': '0.4',
      'prices.openai/gpt-4o-mini.output': '0.7 USD/Mtok',
      'offers.lambda/h100-sxm/on-demand.hourly': '2.8 USD/hour',
    },
    figures: 15,
  },
  {
    // Each point has searches of its own.
    name: 'sweep-searched',
    command: ['sweep', 'bursty-chat', '--vary', 'workloads.chat.volume=4M,9M,30M'],
    set: { 'teams.mlops.headcount': '0.4', 'offers.lambda/h100-sxm/on-demand.hourly': '3.5 USD/hour' },
    figures: 9,
  },
  {
    name: 'sweep-two',
    command: [
      'sweep',
      'quick-start',
      '--vary',
      `${chat}.volume=1M,50M`,
      '--vary',
      'prices.openai/gpt-4o-mini.input=0.1,0.2,0.4',
    ],
    set: { 'prices.openai/gpt-4o-mini.output': '0.7 USD/Mtok', 'teams.mlops.headcount': '0.4' },
    figures: 18,
  },
  {
    name: 'sensitivity',
    command: ['sensitivity', 'quick-start', '--uncertain', 'default', '--samples', '64'],
    set: { 'prices.openai/gpt-4o-mini.input': '0.2 USD/Mtok', [`${chat}.tokens.cached`]: '0.3' },
    figures: 2,
  },
  {
    name: 'compare',
    command: ['compare', 'article-as-published', 'article-at-list-prices'],
    set: { hours_per_month: '700' },
    sides: ['before.', 'after.'],
    figures: 20,
  },
  {
    name: 'quotes',
    command: ['quotes', quotesFile],
    set: { hours_per_month: '700', 'prices.openai/gpt-4o-mini.output': '0.7 USD/Mtok' },
    figures: 30,
  },
];

async function workbookOf(name: string, command: readonly string[]): Promise<Uint8Array> {
  const out = join(folder, `${name}.xlsx`);
  const { environment, stderr } = recordedEnvironment();
  const code = await runCli([...command, '--format', 'xlsx', '--out', out, '--quiet'], environment);
  if (code !== 0) throw new Error(stderr());
  return readFileSync(out);
}

let sheets: Awaited<ReturnType<typeof recalculate>> = new Map();

describe.runIf(hasSpreadsheet)('commands, recalculated by a spreadsheet program', () => {
  beforeAll(async () => {
    const workbooks = new Map<string, Uint8Array>();
    for (const { name, command, set, sides = [''] } of cases) {
      const body = await workbookOf(name, command);
      workbooks.set(name, withoutValues(body));
      const flags = Object.entries(set).flatMap(([address, value]) => ['--set', `${address}=${value}`]);
      const asked = await workbookOf(`${name}-set`, [...command, ...flags]);
      workbooks.set(`${name}-set`, withoutValues(asked));
      const changed = Object.entries(set).flatMap(([address, value]) =>
        sides.map((side) => [side + address.replaceAll(/[^\w.]/gu, '_'), value.split(' ')[0] ?? ''] as const),
      );
      workbooks.set(`${name}-changed`, withoutValues(body, new Map(changed)));
    }
    sheets = await recalculate(workbooks);
  }, 240_000);

  const checkOf = (name: string): readonly (readonly string[])[] => sheets.get(name)?.get('Check') ?? [];

  test.each(cases)('$name: every figure to the cent, and no cell with an error', ({ name, figures }) => {
    for (const each of [name, `${name}-changed`])
      for (const [sheet, rows] of sheets.get(each) ?? [])
        expect([sheet, rows.flat().filter((cell) => /^(?:#[A-Z/0!?]+|Err:\d+)/u.test(cell))]).toEqual([
          sheet,
          [],
        ]);
    const check = checkOf(name);
    expect(check[4]?.[1]).toBe('every figure agrees');
    expect(check.slice(7).every(([, , , , , difference]) => difference === '0')).toBe(true);
    expect(check.slice(7).length).toBeGreaterThanOrEqual(figures);
  });

  test.each(cases)('$name: inputs changed in the file give what --set gives', ({ name }) => {
    const [changed, set] = [checkOf(`${name}-changed`).slice(7), checkOf(`${name}-set`).slice(7)];
    // What decides which figures there are may be another with other values.
    const expected = new Map(
      set.map(([workload, option, what, , value]) => [`${workload} ${option} ${what}`, value]),
    );
    let compared = 0;
    for (const [workload, option, what, live = ''] of changed) {
      const value = expected.get(`${workload} ${option} ${what}`);
      if (value === undefined) continue;
      expect(new Exact(live).minus(value).abs().lt('0.0051'), `${option} ${what}: ${live} not ${value}`).toBe(
        true,
      );
      compared += 1;
    }
    expect(compared).toBe(changed.length);
    expect(checkOf(`${name}-changed`)[4]?.[1]).not.toBe('every figure agrees');
  });
});
