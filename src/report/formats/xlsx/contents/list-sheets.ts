import type { RunResult } from '../../../../analysis/index.ts';
import { citation, Exact, type SpreadsheetReading } from '../../../../formula/index.ts';
import type { WorkbookBuilder } from './builder.ts';
import { headers, number, text } from './cells.ts';
import { moneyFormat, statedFormat } from './formats.ts';

/** What a change of each input alone does, as crossover computed it. */
export function addSensitivity(workbook: WorkbookBuilder, result: RunResult): void {
  const money = moneyFormat(result.currency);
  const sheet = workbook.sheet('Sensitivity', [24, 36, 16, 16, 16, 18, 20, 20, 18, 52]);
  sheet.add(
    [text('Sensitivity', 'title')],
    [
      text(
        'One input moved, the others held: cost of the answer, as crossover computed it from the inputs as stated.',
        'muted',
      ),
    ],
    headers(
      'Workload',
      'Input',
      'Value',
      'Low',
      'High',
      'Unit',
      `Low, ${result.currency}/month`,
      `High, ${result.currency}/month`,
      'Answer changes at',
      'Address',
    ),
  );
  sheet.freeze();
  for (const { id, sensitivity } of result.workloads)
    for (const row of sensitivity)
      sheet.add([
        text(id),
        text(row.label),
        number(row.value, statedFormat(row.value, false)),
        number(row.low, statedFormat(row.low, false)),
        number(row.high, statedFormat(row.high, false)),
        text(row.unit),
        number(row.monthlyLow, money),
        number(row.monthlyHigh, money),
        row.flipsAt === null ? text('nowhere', 'muted') : number(row.flipsAt, '#,##0.00####'),
        text(row.path, 'muted'),
      ]);
}

/** Every source with how its figures are known, and how many inputs rest on it. */
export function addSources(workbook: WorkbookBuilder, reading: Pick<SpreadsheetReading, 'inputs'>): void {
  const sheet = workbook.sheet('Sources', [80, 14, 10, 80]);
  sheet.add([text('Sources', 'title')], headers('Source', 'Known as', 'Inputs', 'Which'));
  sheet.freeze();
  const bySource = new Map<
    string,
    { readonly source: string; readonly kind: string; readonly labels: string[] }
  >();
  for (const { node } of reading.inputs) {
    const { kind, origin } = node.provenance;
    const source = citation(origin);
    const known = bySource.get(`${kind} ${source}`) ?? { source, kind, labels: [] };
    known.labels.push(node.label);
    bySource.set(`${kind} ${source}`, known);
  }
  for (const { source, kind, labels } of bySource.values())
    sheet.add([
      text(source, 'plain', true),
      text(kind),
      number(new Exact(labels.length), '0'),
      text([...new Set(labels)].join(', '), 'muted', true),
    ]);
}
