import type {
  SensitivityAnalysis,
  SensitivityParameter,
  SensitivityWorkload,
} from '../../../../analysis/index.ts';
import { CellNames, inputsOf } from '../../../../formula/index.ts';
import type { Model } from '../../../../model/index.ts';
import { documentOf } from '../../../results/document-of.ts';
import type { Workbook } from '../package/workbook.ts';
import { WorkbookBuilder, type SheetBuilder } from './builder.ts';
import { formula, headers, text } from './cells.ts';
import { addCheck } from './check-sheet.ts';
import { addDocument } from './document-workbook.ts';
import { moneyFormat, plainFormat } from './formats.ts';
import { addPoints, type CellsSoFar, type Point, type PointsSheet } from './grid/points.ts';
import { addInputs } from './inputs-sheet.ts';
import { addSources } from './list-sheets.ts';

const words = {
  results: 'What the option costs',
  steps: '',
  inputs: 'What is moved',
  formulas: 'Steps of the formulas',
  total: '',
};

/**
 * A sensitivity analysis as a workbook that computes: a column for each end of each input, the cost there a formula. Shares of
 * the variance and what information is worth come from samples, which cells do not draw: they stand as figures.
 */
export function sensitivityWorkbook(result: SensitivityAnalysis, model: Model): Workbook | null {
  const workbook = new WorkbookBuilder();
  const summary = workbook.sheet('Summary', [24, 40, 18, 18, 24, 24, 24]);
  let cells: CellsSoFar = { names: new CellNames(), inputs: [] };
  const sheets = result.workloads.flatMap((workload) => {
    const statement =
      model.workloads.find(({ id }) => id === workload.id)?.options.find(({ id }) => id === workload.option)
        ?.statement ?? null;
    if (workload.option === null || statement === null) return [];
    const inputs = new Set(inputsOf(statement.monthly).map(({ address }) => address));
    const moved = workload.parameters.filter(
      ({ path, monthlyLow, monthlyHigh }) =>
        inputs.has(path) && monthlyLow !== null && monthlyHigh !== null && !model.structural.has(path),
    );
    if (moved.length === 0) return [];
    const made = addPoints(
      workbook,
      {
        workload: workload.id,
        currency: result.currency,
        title: `${workload.id}: each input alone from its low to its high value`,
        remark:
          'Every cost is a formula of the values in yellow and of the sheet Inputs; change either and it follows.',
        words,
        options: [{ id: workload.option, monthly: statement.monthly }],
        points: moved.flatMap(pointsOf),
        computed: (_, point) => {
          const parameter = moved[Math.floor(point / 2)];
          return (point % 2 === 0 ? parameter?.monthlyLow : parameter?.monthlyHigh) ?? null;
        },
      },
      cells,
    );
    ({ cells } = made);
    return [{ workload, moved, made, option: workload.option }];
  });
  if (sheets.length === 0) return null;
  addInputs(workbook, cells.inputs, model.structural);
  fillSummary(summary, result, sheets);
  for (const { made } of sheets) made.addRest();
  addDocument(workbook, documentOf(result));
  addSources(workbook, cells);
  addCheck(
    workbook,
    sheets.flatMap(({ made }) => made.checks),
  );
  return workbook.build(result.scenario.name, `What moves the cost, prices of ${result.catalog.asOf}`);
}

function pointsOf({ path, label, low, high }: SensitivityParameter): readonly Point[] {
  return [
    { title: `${label}, low`, values: new Map([[path, { number: low, role: 'input' }]]) },
    { title: `${label}, high`, values: new Map([[path, { number: high, role: 'input' }]]) },
  ];
}

interface Moved {
  readonly workload: SensitivityWorkload;
  readonly moved: readonly SensitivityParameter[];
  readonly made: PointsSheet;
  readonly option: string;
}

function fillSummary(sheet: SheetBuilder, result: SensitivityAnalysis, sheets: readonly Moved[]): void {
  const money = moneyFormat(result.currency);
  const perMonth = `${result.currency}/month`;
  sheet.add(
    [text(result.scenario.name, 'title')],
    [text('What the answer costs with one input at its low or high value, the others as stated.', 'muted')],
    [],
    headers(
      'Workload',
      'Input',
      'Low',
      'High',
      `At low, ${perMonth}`,
      `At high, ${perMonth}`,
      `Difference, ${perMonth}`,
    ),
  );
  sheet.freeze();
  for (const { workload, moved, made, option } of sheets)
    for (const [index, { path, label, unit, low, high, monthlyLow, monthlyHigh }] of moved.entries()) {
      const row = sheet.next + 1;
      sheet.add([
        text(workload.id),
        text(unit === '' ? label : `${label}, ${unit}`),
        formula(made.input(path, 2 * index) ?? '', low, plainFormat),
        formula(made.input(path, 2 * index + 1) ?? '', high, plainFormat),
        formula(made.monthly(option, 2 * index), monthlyLow, money),
        formula(made.monthly(option, 2 * index + 1), monthlyHigh, money),
        formula(
          `$F$${row}-$E$${row}`,
          monthlyLow === null ? null : (monthlyHigh?.minus(monthlyLow) ?? null),
          money,
        ),
      ]);
    }
}
