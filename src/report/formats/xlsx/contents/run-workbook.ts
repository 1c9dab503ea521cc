import type { RunResult } from '../../../../analysis/index.ts';
import { ExactReading, readSpreadsheet, type Node } from '../../../../formula/index.ts';
import type { Model, OptionModel } from '../../../../model/index.ts';
import type { Workbook } from '../package/workbook.ts';
import { addBreakEven } from './break-even-sheet.ts';
import { WorkbookBuilder } from './builder.ts';
import { addCalculation, addLeastTables } from './calculation-sheets.ts';
import { addCheck } from './check-sheet.ts';
import { addInputs } from './inputs-sheet.ts';
import { addSensitivity, addSources } from './list-sheets.ts';
import { LiveCells } from './live-cells.ts';
import { addStatement, type StatementSheet } from './statement-sheet.ts';
import { fillSummary } from './summary-sheet.ts';

/** The result of `run` as a workbook that computes: inputs that can be changed, and every amount as a formula of them. */
export function runWorkbook(result: RunResult, model: Model): Workbook {
  const workbook = new WorkbookBuilder();
  const reading = readSpreadsheet(
    model.workloads.flatMap(({ demand, options }) => [demand.tokens, ...options.flatMap(figuresOf)]),
  );
  const exact = new ExactReading();
  const live = new LiveCells(workbook, exact, reading);
  const summary = workbook.sheet('Summary', [34, 26, 22, 26, 22, 16, 22, 26]);
  addInputs(workbook, reading.inputs, model.structural);
  const statements = result.workloads.map((workload, index): StatementSheet | null => {
    const formulas = model.workloads[index];
    return formulas === undefined ? null : addStatement(workbook, live, result, workload, formulas);
  });
  fillSummary(summary, result, statements);
  addBreakEven(workbook, result, model);
  addSensitivity(workbook, result);
  addCalculation(workbook, live, exact);
  addLeastTables(workbook, reading);
  addSources(workbook, reading);
  addCheck(
    workbook,
    statements.flatMap((each) => each?.checked ?? []),
  );
  return workbook.build(result.scenario.name, `AI workloads, prices of ${result.catalog.asOf}`);
}

/** The figures of an option that the workbook shows. */
function figuresOf({ statement }: OptionModel): readonly Node[] {
  if (statement === null) return [];
  const { lines, monthly, perMtok, hiddenMultiple, floorPerMtok, capacity } = statement;
  const others = [hiddenMultiple, floorPerMtok].flatMap((each) => (each === null ? [] : [each]));
  const reserved = capacity === null ? [] : [capacity.replicas, capacity.gpus, capacity.utilization];
  return [...lines.map((line) => line.monthly), monthly, perMtok, ...others, ...reserved];
}
