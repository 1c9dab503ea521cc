import type { ForecastResult } from '../../../../../analysis/index.ts';
import { columnLetters } from '../../../../../formula/index.ts';
import type { WorkbookBuilder } from '../builder.ts';
import { formula, headers, number, text } from '../cells.ts';
import { moneyFormat, plainFormat } from '../formats.ts';

/** Columns before those of months: phase, first and last month, people, one-time, monthly, in all, gate. */
const before = 8;

/** The roadmap as a Gantt chart of cells: a phase's months are filled, and hold what it costs in them. */
export function addRoadmap(workbook: WorkbookBuilder, { roadmap, currency }: ForecastResult): void {
  if (roadmap === null) return;
  const { phases, months, total } = roadmap;
  const money = moneyFormat(currency);
  const sheet = workbook.sheet('Roadmap', [20, 10, 10, 9, 14, 14, 14, 44, ...months.map(() => 11)]);
  sheet.add(
    [text('Roadmap', 'title')],
    [text('Filled: the months of a phase. What is paid once is in its first month.', 'muted')],
    [],
    headers(
      'Phase',
      'First',
      'Last',
      'People',
      'One-time',
      'Monthly',
      'In all',
      'Gate',
      ...months.map(({ month }) => month),
    ),
  );
  sheet.freeze();
  const [first, last] = [columnLetters(before), columnLetters(before + months.length - 1)];
  const top = sheet.next + 1;
  for (const phase of phases) {
    const line = sheet.next + 1;
    sheet.add([
      text(phase.id),
      text(phase.from),
      text(phase.to),
      number(phase.people, plainFormat),
      number(phase.oneTime, money),
      number(phase.monthly, money),
      formula(`SUM(${first}${line}:${last}${line})`, phase.total, money),
      text(phase.gate ?? '', 'plain', true),
      ...phase.cash.map((paid, index) => {
        const month = months[index]?.month ?? '';
        return month >= phase.from && month <= phase.to ? number(paid, money, 'chosen') : null;
      }),
    ]);
  }
  const bottom = sheet.next;
  const sum = (column: string): string => `SUM(${column}${top}:${column}${bottom})`;
  sheet.add([
    text('All phases', 'total'),
    ...Array.from({ length: 5 }, () => text('', 'total')),
    formula(sum(columnLetters(6)), total, money, 'total'),
    text('', 'total'),
    ...months.map(({ cash }, index) => formula(sum(columnLetters(before + index)), cash, money, 'total')),
  ]);
}
