import type { SweepAxis, SweepResult, SweepWorkload } from '../../../../analysis/index.ts';
import { CellNames, type Exact } from '../../../../formula/index.ts';
import type { Model } from '../../../../model/index.ts';
import { formatCompact } from '../../../numbers/format-number.ts';
import type { SheetCell } from '../package/sheet.ts';
import type { Workbook } from '../package/workbook.ts';
import { WorkbookBuilder, type SheetBuilder } from './builder.ts';
import { formula, headers, number, text } from './cells.ts';
import { addCheck } from './check-sheet.ts';
import { plainFormat } from './formats.ts';
import {
  addPoints,
  type CellsSoFar,
  type Point,
  type PointsQuestion,
  type PointsSheet,
} from './grid/points.ts';
import { addInputs } from './inputs-sheet.ts';
import { addSources } from './list-sheets.ts';

/** A sheet has 16,384 columns; nobody reads that many, and a larger sweep is a table of figures. */
const mostPoints = 400;
const mostLines = 6;
const chartRows = 20;

const words = {
  results: 'What each option costs',
  steps: '',
  inputs: 'What is varied',
  formulas: 'Steps of the formulas',
  total: '',
};

/**
 * A sweep as a workbook that computes: a column for each point, every cost a formula of the varied inputs there and of all other
 * inputs. Null where the varied inputs decide which formulas there are, or where there are too many points.
 */
export function sweepWorkbook(result: SweepResult, model: Model): Workbook | null {
  const { axes, workloads, currency } = result;
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > mostPoints || axes.some(({ path }) => model.structural.has(path))) return null;
  const workbook = new WorkbookBuilder();
  const summary = workbook.sheet('Summary', [30, 24, 24, 20, 20, 20, 20, 20]);
  let cells: CellsSoFar = { names: new CellNames(), inputs: [] };
  const sheets = workloads.map((workload) => {
    const made = addPoints(
      workbook,
      {
        workload: workload.id,
        currency,
        title: `${workload.id} over ${axes.map(({ label }) => label).join(' and ')}`,
        remark:
          'Every cost is a formula of the values in yellow and of the sheet Inputs; change either and it follows.',
        words,
        options: formulasOf(workload, model),
        points: [...workload.cells].map(({ at }) => pointOf(axes, at)),
        computed: costsOf(workload),
      },
      cells,
    );
    ({ cells } = made);
    return { workload, made };
  });
  addInputs(workbook, cells.inputs, model.structural);
  fillSummary(summary, result, sheets);
  for (const { made } of sheets) made.addRest();
  addSources(workbook, cells);
  addCheck(
    workbook,
    sheets.flatMap(({ made }) => made.checks),
  );
  return workbook.build(result.scenario.name, `Costs over a range, prices of ${result.catalog.asOf}`);
}

function formulasOf(workload: SweepWorkload, model: Model): PointsQuestion['options'] {
  const options = model.workloads.find(({ id }) => id === workload.id)?.options ?? [];
  return workload.options.flatMap(({ id }) => {
    const statement = options.find((each) => each.id === id)?.statement ?? null;
    return statement === null ? [] : [{ id, monthly: statement.monthly }];
  });
}

function costsOf({ cells }: SweepWorkload): (option: number, point: number) => Exact | null {
  const all = [...cells].map(({ monthly }) => monthly);
  return (option, point) => all[point]?.[option] ?? null;
}

function pointOf(axes: readonly SweepAxis[], at: readonly Exact[]): Point {
  const named = axes.map(({ path }, index) => [path, at[index]] as const);
  return {
    title: at.map((value) => formatCompact(value.toSignificantDigits(4))).join(' / '),
    values: new Map(
      named.flatMap(([path, value]) =>
        value === undefined ? [] : [[path, { number: value, role: 'input' }] as const],
      ),
    ),
  };
}

/** Which option is the cheapest at each point, live, and for one input a chart of the costs over it. */
function fillSummary(
  sheet: SheetBuilder,
  result: SweepResult,
  sheets: readonly { readonly workload: SweepWorkload; readonly made: PointsSheet }[],
): void {
  sheet.add(
    [text(result.scenario.name, 'title')],
    [
      text(
        'The cheapest option at each point. It follows the inputs, and the values of the points.',
        'muted',
      ),
    ],
    [],
  );
  const [axis, other] = result.axes;
  for (const { workload, made } of sheets) {
    const top = sheet.next;
    sheet.add(
      [text(workload.id, 'heading')],
      headers(...result.axes.map(({ label, unit }) => `${label}, ${unit}`), 'The cheapest'),
    );
    for (const [point, { at, cheapest }] of [...workload.cells].entries())
      sheet.add([
        ...result.axes.map(({ path }, index) => inputCell(made.input(path, point), at[index] ?? null)),
        formula(made.cheapest(point), cheapest ?? 'none'),
      ]);
    if (axis !== undefined && other === undefined && made.input(axis.path, 0) !== null)
      addChart(sheet, result.currency, axis, workload, made, top);
    while (sheet.next < top + chartRows + 2) sheet.add([]);
  }
}

/** What does not depend on the input has no cell for it. */
function inputCell(cell: string | null, value: Exact | null): SheetCell {
  return cell === null ? number(value, plainFormat) : formula(cell, value);
}

function addChart(
  sheet: SheetBuilder,
  currency: string,
  { path, label, unit, values }: SweepAxis,
  { id, options }: SweepWorkload,
  made: PointsSheet,
  top: number,
): void {
  const over = (cell: (point: number) => string): string =>
    `${cell(0)}:${
      cell(values.length - 1)
        .split('!')
        .at(-1) ?? ''
    }`;
  sheet.chart({
    title: `${id}: cost a month over ${label}`,
    xTitle: `${label}, ${unit}`,
    yTitle: `${currency} a month`,
    series: options.slice(0, mostLines).map((option) => ({
      name: made.name(option.id),
      x: over((point) => made.input(path, point) ?? ''),
      y: over((point) => made.monthly(option.id, point)),
    })),
    from: { row: top, column: 4 },
    to: { row: top + chartRows, column: 12 },
  });
}
