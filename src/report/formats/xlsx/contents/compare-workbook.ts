import type { Change, CompareResult, WorkloadComparison } from '../../../../analysis/index.ts';
import { CellNames, ExactReading, readSpreadsheet, type Exact } from '../../../../formula/index.ts';
import type { Model, Statement } from '../../../../model/index.ts';
import { documentOf } from '../../../results/document-of.ts';
import type { SheetCell } from '../package/sheet.ts';
import type { Workbook } from '../package/workbook.ts';
import { WorkbookBuilder, type SheetBuilder } from './builder.ts';
import { addCalculation, addLeastTables } from './calculation-sheets.ts';
import { formula, headers, text } from './cells.ts';
import { addCheck, type CheckedFigure } from './check-sheet.ts';
import { addDocument } from './document-workbook.ts';
import { moneyFormat } from './formats.ts';
import { addInputs } from './inputs-sheet.ts';
import { LiveCells } from './live-cells.ts';

/** One of the two scenarios, as cells. */
interface Side {
  readonly name: 'before' | 'after';
  readonly live: LiveCells;
  readonly statementOf: (workload: string, option: string | null) => Statement | null;
  readonly addInputs: () => void;
  readonly addRest: () => void;
}

/**
 * A comparison of two scenarios as a workbook that computes: the formulas of both, each with its own inputs, and every change as
 * the difference of two cells. Null for more than one pair.
 */
export function compareWorkbook(
  result: CompareResult,
  { before, after }: { readonly before: Model; readonly after: Model },
): Workbook | null {
  const [scenario] = result.scenarios;
  if (scenario === undefined || result.scenarios.length > 1) return null;
  const workbook = new WorkbookBuilder();
  const names = new CellNames();
  const sheet = workbook.sheet('Summary', [34, 34, 34, 22, 22, 22]);
  const sides = [sideOf(workbook, names, 'before', before), sideOf(workbook, names, 'after', after)] as const;
  for (const side of sides) side.addInputs();
  sheet.add(
    [text(`${result.before} and ${result.after}`, 'title')],
    [text('Every cost and every change follows the inputs of its side.', 'muted')],
    [],
  );
  const checks = scenario.workloads.flatMap((workload) =>
    addWorkload(sheet, sides, workload, scenario.currency),
  );
  for (const side of sides) side.addRest();
  addDocument(workbook, documentOf(result));
  addCheck(workbook, checks);
  return workbook.build(`${result.before} and ${result.after}`, 'What changed');
}

function sideOf(workbook: WorkbookBuilder, all: CellNames, name: Side['name'], model: Model): Side {
  const statements = model.workloads.flatMap(({ id, options }) =>
    options.flatMap((option) =>
      option.statement === null ? [] : [{ workload: id, option: option.id, statement: option.statement }],
    ),
  );
  const reading = readSpreadsheet(
    statements.flatMap(({ statement }) => [
      ...statement.lines.map(({ monthly }) => monthly),
      statement.monthly,
    ]),
    { names: all.within(name), inputs: [] },
  );
  const exact = new ExactReading();
  const live = new LiveCells(workbook, exact, reading);
  return {
    name,
    live,
    statementOf: (workload, option) =>
      statements.find((each) => each.workload === workload && each.option === option)?.statement ?? null,
    addInputs: () => {
      addInputs(workbook, reading.inputs, model.structural, `Inputs ${name}`);
    },
    addRest: () => {
      addCalculation(workbook, live, exact, `Calculation ${name}`);
      addLeastTables(workbook, reading);
    },
  };
}

/** All options, then the lines of those that are chosen. */
function addWorkload(
  sheet: SheetBuilder,
  [before, after]: readonly [Side, Side],
  { id, before: was, after: is, options, lines }: WorkloadComparison,
  currency: string,
): readonly CheckedFigure[] {
  const money = moneyFormat(currency);
  const checks: CheckedFigure[] = [];
  const cell = (
    side: Side,
    option: string | null,
    line: string | null,
    value: Exact | null,
  ): SheetCell | null => {
    const statement = side.statementOf(id, option);
    const node = line === null ? statement : statement?.lines.find((each) => each.id === line);
    if (node === null || node === undefined || option === null || value === null) return null;
    checks.push({
      workload: id,
      option,
      what: `${line ?? 'monthly'} ${side.name}`,
      live: side.live.reference(node.monthly),
      computed: value,
      format: money,
      places: 2,
    });
    return side.live.guarded(node.monthly, money);
  };
  const row = (titles: readonly string[], cells: readonly (SheetCell | null)[], { change }: Change): void => {
    const at = sheet.next + 1;
    sheet.add([
      ...titles.map((title) => text(title)),
      ...cells,
      formula(`N($E$${at})-N($D$${at})`, change, money),
    ]);
  };
  const titles = [`Before, ${currency}/month`, `After, ${currency}/month`, `Change, ${currency}/month`];
  sheet.add([text(id, 'heading')], headers('Option', 'Was', 'Is', ...titles));
  for (const option of options)
    row(
      [option.id, option.was ?? '', option.is ?? ''],
      [cell(before, option.id, null, option.before), cell(after, option.id, null, option.after)],
      option,
    );
  const [first, second] = [was?.option ?? null, is?.option ?? null];
  sheet.add([], headers('Line of the chosen option', first ?? 'none', second ?? 'none', ...titles));
  for (const line of lines)
    row(
      [line.label, '', ''],
      [cell(before, first, line.id, line.before), cell(after, second, line.id, line.after)],
      line,
    );
  sheet.add([]);
  return checks;
}
