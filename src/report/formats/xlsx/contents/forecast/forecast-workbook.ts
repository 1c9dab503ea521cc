import type { ForecastResult, ForecastWorkload } from '../../../../../analysis/index.ts';
import { CellNames, ExactReading, type SpreadsheetReading } from '../../../../../formula/index.ts';
import {
  buildTimeline,
  eraModels,
  type Era,
  type Model,
  type Timeline,
  type VolumeSeries,
} from '../../../../../model/index.ts';
import { documentOf } from '../../../../results/document-of.ts';
import type { Workbook } from '../../package/workbook.ts';
import { WorkbookBuilder, type SheetBuilder } from '../builder.ts';
import { addCalculation, addLeastTables } from '../calculation-sheets.ts';
import { formula, headers, text } from '../cells.ts';
import { addCheck, type CheckedFigure } from '../check-sheet.ts';
import { moneyFormat } from '../formats.ts';
import { addDocument } from '../document-workbook.ts';
import { addInputs } from '../inputs-sheet.ts';
import { addSources } from '../list-sheets.ts';
import { LiveCells } from '../live-cells.ts';
import { eraFormulas, type EraFormulas } from './month-formulas.ts';
import { ColumnGrid } from '../grid/column-grid.ts';
import { addMovedInputs, addRates, type RateCells } from './moved-rows.ts';
import { addRoadmap } from './roadmap-sheet.ts';
import { addOption } from './option-rows.ts';
import { reserveSearches } from '../grid/searches.ts';

/** What the months of a forecast are formulas of. */
export interface ForecastSource {
  readonly model: Model;
  /** Volumes that were given month by month. */
  readonly volumes?: VolumeSeries;
}

/**
 * A forecast as a workbook that computes: inputs and rates to change, and every month of every option as formulas of them.
 * What an option pays and uses goes through the same ledger as the forecast itself, written in cells. Null where the scenario's
 * months cannot be put together.
 */
export function forecastWorkbook(
  result: ForecastResult,
  { model, volumes = new Map() }: ForecastSource,
): Workbook | null {
  const timeline = buildTimeline(model, volumes);
  const eras = timeline.ok ? eraModels(model, timeline.value) : timeline;
  if (!timeline.ok || !eras.ok) return null;
  const workbook = new WorkbookBuilder();
  const summary = workbook.sheet('Summary', [34, 26, 22, 22, 22, 22]);
  const rates = addRates(workbook, model, timeline.value);
  const context = {
    workbook,
    rates,
    model,
    timeline: timeline.value,
    eras: eras.value,
    series: volumes,
    result,
  };
  let cells: Pick<SpreadsheetReading, 'names' | 'inputs'> = { names: new CellNames(), inputs: [] };
  const months = result.workloads.map((workload) => {
    const made = workloadMonths(context, workload, cells);
    cells = made.cells;
    return { workload, ...made };
  });
  addInputs(workbook, cells.inputs, model.structural);
  fillSummary(summary, result, months);
  addRoadmap(workbook, result);
  addDocument(workbook, documentOf(result));
  for (const { formulas } of months) for (const each of formulas) addConstants(workbook, each);
  const [first] = months.flatMap(({ formulas }) => formulas);
  if (first !== undefined) addSources(workbook, cells);
  addCheck(
    workbook,
    months.flatMap(({ checks }) => checks),
  );
  return workbook.build(result.scenario.name, `Months of AI workloads, prices of ${result.catalog.asOf}`);
}

const words = {
  results: 'What each option costs',
  steps: 'How that adds up',
  inputs: 'Inputs of each month',
  formulas: 'Steps of the formulas',
  total: 'All months',
};

interface Context {
  readonly workbook: WorkbookBuilder;
  readonly rates: RateCells;
  readonly model: Model;
  readonly timeline: Timeline;
  readonly eras: readonly Era[];
  readonly series: VolumeSeries;
  readonly result: ForecastResult;
}

interface WorkloadMonths {
  readonly grid: ColumnGrid;
  readonly formulas: readonly EraFormulas[];
  readonly cells: Pick<SpreadsheetReading, 'names' | 'inputs'>;
  readonly checks: readonly CheckedFigure[];
}

/** The sheet of one workload's months. */
function workloadMonths(
  context: Context,
  workload: ForecastWorkload,
  before: Pick<SpreadsheetReading, 'names' | 'inputs'>,
): WorkloadMonths {
  const { workbook, rates, model, timeline, eras, series, result } = context;
  const { id } = workload;
  const grid = new ColumnGrid(words);
  const known = workload.options.filter(({ npv }) => npv !== null);
  const from = timeline.launches.get(id) ?? 0;
  let cells = before;
  const formulas = eras.flatMap((era, index) => {
    const [start, until] = [Math.max(from, era.from), eras[index + 1]?.from ?? timeline.months.length];
    if (start >= until) return [];
    const options = known.map((option) => option.id);
    const read = eraFormulas(grid, era, { id, options, timeline, from: start, until }, cells);
    const { names, inputs } = read.reading.constants;
    cells = { names, inputs };
    addMovedInputs(grid, read.moved, inputs, rates, { model, timeline, series });
    return [read];
  });
  grid.row('discount', 'inputs', 'what an amount at the beginning of the month is worth');
  for (let point = 0; point <= timeline.months.length; point += 1)
    grid.put('discount', point, {
      formula: `(1+${rates.discount})^-${point}`,
      value: timeline.discounts[point] ?? null,
    });
  const options = model.workloads.find((each) => each.id === id)?.options ?? [];
  const inFirst = eras[0]?.model.workloads.find((each) => each.id === id)?.options ?? options;
  const checks = known.map((option) => {
    const found = inFirst.find((each) => each.id === option.id);
    if (found === undefined) throw new Error(`${option.id} is not in the model`);
    return addOption(grid, found, option, {
      workload: id,
      currency: result.currency,
      from,
      timeline,
      eras,
      formulas,
    });
  });
  const widths = [44, 12, 18, ...timeline.months.map(() => 15), 15];
  const sheet = workbook.sheet(`Months ${id}`, widths);
  sheet.add(
    [text(`${id}, month by month`, 'title')],
    [
      text(
        'Every figure is a formula of the inputs and the rates. An option is in use from its first month on.',
        'muted',
      ),
    ],
    [],
  );
  const searches = reserveSearches(workbook, `Search ${id}`, grid, formulas);
  grid.write(sheet, timeline.months);
  searches(sheet);
  return { grid, formulas, cells, checks: checks.flatMap((each) => each()) };
}

/** What does not follow the month has one cell, as elsewhere. */
function addConstants(workbook: WorkbookBuilder, { reading }: EraFormulas): void {
  const { constants } = reading;
  const exact = new ExactReading();
  if (constants.steps.length > 0) addCalculation(workbook, new LiveCells(workbook, exact, constants), exact);
  addLeastTables(workbook, constants);
}

/** The total of every option, live, beside that of crossover. */
function fillSummary(
  sheet: SheetBuilder,
  result: ForecastResult,
  months: readonly { readonly workload: ForecastWorkload; readonly grid: ColumnGrid }[],
): void {
  const money = moneyFormat(result.currency);
  sheet.add(
    [text(result.scenario.name, 'title')],
    [
      text(
        `${result.horizon.months} months from ${result.horizon.start}. Change an input or a rate: every month and every total follows.`,
        'muted',
      ),
    ],
    [],
    headers('Workload', 'Option', 'Present value', 'Cash', 'CapEx', 'Expense'),
  );
  sheet.freeze();
  for (const { workload, grid } of months)
    for (const option of workload.options) {
      if (option.npv === null) continue;
      const total = (what: string): string => grid.at(`${option.id} ${what}`, 'total');
      const role = option.id === workload.best ? 'total' : 'plain';
      sheet.add([
        text(workload.id, role),
        text(option.id, role),
        formula(total('worth'), option.npv, money, role),
        formula(total('cash'), option.total, money, role),
        formula(total('capex'), null, money, role),
        formula(total('expense'), option.totalExpense, money, role),
      ]);
    }
  sheet.add(
    [],
    [text('In bold: the option of least present value by the inputs as crossover had them.', 'muted')],
  );
}
