import type { PlaceResult } from '../../../../analysis/index.ts';
import {
  Exact,
  ExactReading,
  readSpreadsheet,
  type Node,
  type Overrides,
} from '../../../../formula/index.ts';
import type { Portfolio } from '../../../../model/index.ts';
import { documentOf } from '../../../results/document-of.ts';
import type { Workbook } from '../package/workbook.ts';
import { WorkbookBuilder } from './builder.ts';
import { addCalculation, addLeastTables } from './calculation-sheets.ts';
import { addCheck } from './check-sheet.ts';
import { addDocument } from './document-workbook.ts';
import { addInputs } from './inputs-sheet.ts';
import { addSources } from './list-sheets.ts';
import { LiveCells } from './live-cells.ts';
import { isChoice } from './plan-choices.ts';
import { fillPlan } from './plan-sheet.ts';

/**
 * The result of `place` as a workbook that computes: the plan as cells to choose in, and what it costs as a formula of these
 * and of the inputs. The plan stays as it is until somebody chooses; a spreadsheet does not look for another one.
 */
export function placeWorkbook(result: PlaceResult, portfolio: Portfolio): Workbook {
  const workbook = new WorkbookBuilder();
  const reading = readSpreadsheet(rootsOf(portfolio));
  const exact = new ExactReading(decisionsOf(result, portfolio));
  const live = new LiveCells(workbook, exact, reading);
  const plan = workbook.sheet('Plan', [34, 26, 14, 22, 22, 22, 22]);
  const decided = new Map(
    [...portfolio.choices.map(({ taken }) => taken), ...portfolio.amounts].map((each) => [
      each.address,
      each,
    ]),
  );
  const cells = new Map(reading.inputs.map((each) => [each.node.address, each.name]));
  addInputs(
    workbook,
    reading.inputs.filter(({ node }) => !decided.has(node.address)),
    portfolio.model.structural,
  );
  const checked = fillPlan({ workbook, sheet: plan, live, exact, cells }, result, portfolio);
  addDocument(workbook, documentOf(result));
  addCalculation(workbook, live, exact);
  addLeastTables(workbook, reading);
  addSources(workbook, reading);
  addCheck(workbook, checked);
  return workbook.build(result.scenario.name, `One plan for all workloads, prices of ${result.catalog.asOf}`);
}

function rootsOf({ choices, shared, clusters, teams, limits, monthly }: Portfolio): readonly Node[] {
  return [
    ...choices.flatMap(({ taken, own }) => [taken, own]),
    ...choices.flatMap(({ option: { statement } }) => (statement === null ? [] : [statement.monthly])),
    ...shared.map((each) => each.monthly),
    ...clusters.flatMap((each) => [
      each.replicas,
      each.nodes,
      each.gpus,
      each.monthly,
      ...each.kept.map(({ nodes }) => nodes),
    ]),
    ...teams.flatMap((each) => [each.headcount, each.monthly]),
    ...limits.flatMap(({ rows }) => rows.map(({ of }) => of)),
    monthly,
  ];
}

/** What the plan decides, by address. */
function decisionsOf({ portfolio: placed }: PlaceResult, portfolio: Portfolio): Overrides {
  const one = new Exact(1);
  const taken = portfolio.choices.flatMap((choice) =>
    placed.assignments.some((each) => isChoice(choice, each)) ? [[choice.taken.address, one] as const] : [],
  );
  return new Map([...taken, ...placed.amounts.map(({ address, count }) => [address, count] as const)]);
}
