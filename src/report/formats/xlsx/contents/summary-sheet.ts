import type { RunResult } from '../../../../analysis/index.ts';
import type { SheetBuilder } from './builder.ts';
import { formula, headers, number, text } from './cells.ts';
import { moneyFormat, shareFormat } from './formats.ts';
import type { StatementSheet } from './statement-sheet.ts';

/** The answer for each workload, live beside what crossover answered, and what the reader should know of it. */
export function fillSummary(
  sheet: SheetBuilder,
  result: RunResult,
  statements: readonly (StatementSheet | null)[],
): void {
  const money = moneyFormat(result.currency);
  const { catalog, scenario, currency } = result;
  sheet.add(
    [text(scenario.name, 'title')],
    [
      text(
        'What each workload costs a month with its cheapest option. The first two figures follow the inputs.',
        'muted',
      ),
    ],
    [],
    headers(
      'Workload',
      'Cheapest now',
      `Cost now, ${currency}/month`,
      'As crossover answered',
      `Cost then, ${currency}/month`,
      'Verdict',
      'Saves against the next',
      'Next',
    ),
  );
  const first = sheet.next + 1;
  for (const [index, workload] of result.workloads.entries()) {
    const { placement } = workload;
    const chosen = workload.options.find(({ id }) => id === placement.option);
    const cells = statements[index]?.cheapest;
    const [next] = placement.alternatives;
    sheet.add([
      text(workload.id),
      cells === undefined ? text('none') : formula(cells.option, placement.option ?? 'none'),
      cells === undefined ? text('') : formula(cells.monthly, chosen?.monthly ?? null, money),
      text(placement.option ?? 'none'),
      number(chosen?.monthly ?? null, money),
      text(placement.verdict.replace('_', ' '), placement.verdict === 'clear' ? 'good' : 'bad'),
      placement.margin === null ? text('') : number(placement.margin, shareFormat),
      text(next?.option ?? ''),
    ]);
  }
  const last = sheet.next;
  const { monthly, cases } = result.portfolio;
  const rows = new Map(result.workloads.map(({ id }, index) => [id, index]));
  const totals =
    monthly === null
      ? cases.map((each) => ({
          name: `Case ${each.id}, each workload standing alone`,
          monthly: each.monthly,
          sum: sumOf(each.workloads.map((id) => first + (rows.get(id) ?? 0))),
        }))
      : [{ name: 'All workloads, each standing alone', monthly, sum: `SUM($C$${first}:$C$${last})` }];
  sheet.add(
    ...totals.map((each) => [
      text(each.name, 'total'),
      text('', 'total'),
      each.sum === null
        ? number(each.monthly, money, 'total')
        : formula(each.sum, each.monthly, money, 'total'),
      text('', 'total'),
      number(each.monthly, money, 'total'),
    ]),
    [],
  );
  if (result.warnings.length > 0) {
    sheet.add([text('Findings', 'heading')], ...result.warnings.map(({ message }) => [text(message)]), []);
  }
  sheet.add(
    [text('What this is computed from', 'heading')],
    [text('Price catalog'), text(catalog.version)],
    [text('Prices of'), text(catalog.asOf)],
    [text('Digest of the catalog'), text(catalog.digest, 'muted')],
    [text('Digest of the scenario'), text(scenario.digest, 'muted')],
    [],
    [text('Blue on yellow', 'input'), text('is an input: change it on the sheet Inputs')],
    [text('Black'), text('is computed; the sheet Check compares every figure with what crossover computed')],
  );
}

/** More cells than a function takes are not added up live. */
const mostCells = 200;

function sumOf(rows: readonly number[]): string | null {
  return rows.length > mostCells ? null : `SUM(${rows.map((row) => `$C$${row}`).join(',')})`;
}
