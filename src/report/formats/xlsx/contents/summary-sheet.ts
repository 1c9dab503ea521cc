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
  sheet.add(
    [
      text('All workloads, each standing alone', 'total'),
      text('', 'total'),
      formula(`SUM($C$${first}:$C$${last})`, result.portfolio.monthly, money, 'total'),
      text('', 'total'),
      number(result.portfolio.monthly, money, 'total'),
    ],
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
