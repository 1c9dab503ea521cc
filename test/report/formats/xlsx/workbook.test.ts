import { afterEach, describe, expect, test } from 'vitest';
import { breakEven, runModel, type RunResult } from '../../../../src/analysis/index.ts';
import { readModel } from '../../../../src/library/index.ts';
import { render } from '../../../../src/report/index.ts';
import { partsOf } from '../../../support/spreadsheet.ts';

const quickStart = readModel('quick-start');

async function workbookOf(name: string): Promise<Uint8Array> {
  const model = await (name === 'quick-start' ? quickStart : readModel(name));
  if (!model.ok) throw new Error('the bundled scenario is broken');
  const { body } = await render(runModel(model.value), { format: 'xlsx', model: model.value });
  return body as Uint8Array;
}

const zone = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zone ?? 'UTC';
});

describe('a workbook', () => {
  test('has the same bytes in any time zone', async () => {
    process.env['TZ'] = 'Pacific/Kiritimati';
    const first = await workbookOf('quick-start');
    process.env['TZ'] = 'America/Los_Angeles';
    expect(await workbookOf('quick-start')).toEqual(first);
  });

  test('names no user, no machine, no time, no file outside and no program', async () => {
    const parts = partsOf(await workbookOf('quick-start'));
    const all = Object.values(parts).join('\n');
    expect(Object.keys(parts).filter((name) => /vba|external|media/iu.test(name))).toEqual([]);
    expect(all).not.toMatch(/dcterms|lastModifiedBy|TargetMode/u);
    expect(parts['docProps/core.xml']).toContain('<dc:creator>crossover</dc:creator>');
  });

  test('holds no formula longer than spreadsheets take, a load of 168 hours included', async () => {
    const parts = partsOf(await workbookOf('bursty-chat'));
    const formulas = Object.values(parts).flatMap((text) =>
      [...text.matchAll(/<f>([^<]*)<\/f>/gu)].map(([, formula = '']) => formula),
    );
    expect(formulas.length).toBeGreaterThan(2_000);
    expect(Math.max(...formulas.map(({ length }) => length))).toBeLessThan(4_096);
  });

  test('freezes its headers, prints whole widths and draws the break-even as a chart of cells', async () => {
    const parts = partsOf(await workbookOf('quick-start'));
    expect(parts['xl/worksheets/sheet2.xml']).toContain('<pane ySplit="3" topLeftCell="A4"');
    expect(parts['xl/workbook.xml']).toContain('_xlnm.Print_Area');
    expect(parts['xl/charts/chart1.xml']).toContain("<c:f>'Break-even'!$A$");
  });

  test('of another result, or of a saved one, holds the figures of its report', async () => {
    const model = await quickStart;
    if (!model.ok) throw new Error('the bundled scenario is broken');
    const crossings = breakEven(model.value, 'workloads.support-chat.volume');
    if (!crossings.ok) throw new Error('the volume could not be solved for');
    for (const result of [crossings.value, runModel(model.value)] as const) {
      const { body } = await render(result, { format: 'xlsx' });
      const all = Object.values(partsOf(body as Uint8Array)).join('');
      expect(all).toContain('gpt-4o-mini');
      expect(all).not.toContain('<f>');
    }
  });
});

/** The result with one text in place of every name, label and remark in it, as an attacker would choose it. */
function renamed(result: RunResult, name: string): RunResult {
  return {
    ...result,
    scenario: { ...result.scenario, name },
    warnings: [{ code: 'x', message: name }],
    workloads: result.workloads.map((workload) => ({
      ...workload,
      id: name,
      placement: { ...workload.placement, reason: name },
      options: workload.options.map((option) => ({
        ...option,
        id: name,
        title: name,
        notes: [name],
        lines: option.lines.map((line) => ({ ...line, label: name, formula: name, sources: [name] })),
      })),
    })),
  };
}

describe('a text in the place of any name', () => {
  const texts = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '=cmd|" /C calc"!A0',
    '=HYPERLINK("http://x")',
    "it's <b>&",
    ']]></f>',
    '_x0041_',
  ];

  test.each(texts)('stays a text: %s', async (name) => {
    const plain = await partsWith('plain');
    const hostile = await partsWith(name);
    expect(Object.keys(hostile)).toEqual(Object.keys(plain));
    for (const [part, text] of Object.entries(hostile)) {
      // Every part has as many elements of each kind as it has with plain names: nothing became a formula or ended an element.
      expect(elementsOf(text)).toEqual(elementsOf(plain[part] ?? ''));
      for (const [, formula = ''] of text.matchAll(/<f>([^<]*)<\/f>/gu))
        // A sheet may be called so; quoted, it is a name.
        expect(formula.replaceAll(/'(?:[^']|'')*'!/gu, '')).not.toMatch(/cmd|HYPERLINK|SUM\(A1\)|^[=+@]/u);
    }
    const texts =
      (hostile['xl/worksheets/sheet1.xml'] ?? '').match(/<t xml:space="preserve">[^<]*<\/t>/gu) ?? [];
    expect(texts.length).toBeGreaterThan(10);
    // Once edited in a spreadsheet, such a text would become a formula but for this mark.
    expect((hostile['xl/styles.xml'] ?? '').includes('quotePrefix="1"')).toBe(/^[=+\-@\t]/u.test(name));
  });
});

async function partsWith(name: string): Promise<Record<string, string>> {
  const model = await quickStart;
  if (!model.ok) throw new Error('the bundled scenario is broken');
  const result = renamed(runModel(model.value), name);
  const { body } = await render(result, { format: 'xlsx', model: model.value });
  return partsOf(body as Uint8Array);
}

function elementsOf(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [, name = ''] of text.matchAll(/<(\/?[a-z:]+)[\s/>]/giu))
    // Styles differ: what could become a formula has a style of its own.
    if (!/^\/?(?:xf|alignment)$/u.test(name)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
