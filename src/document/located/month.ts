import type { ValueReader } from './report.ts';
import { reportAt } from './report.ts';
import { describeNode } from './node.ts';

/** A month of the calendar, `2026-11`. Months of this form compare as texts. */
export type IsoMonth = string;

/** Whether the text is a month of the calendar, `2026-11`. */
export function isMonth(value: string): value is IsoMonth {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(value);
}

/** A month of the calendar, `2026-11`. */
export const month: ValueReader<IsoMonth> = (node, address, report) => {
  if (node.type === 'scalar' && isMonth(node.text)) return node.text;
  const message = `expected a month such as 2026-11, found ${describeNode(node)}`;
  return reportAt(report, 'wrong-value', address, message, node);
};

/** Months from the first to the second: 1 from 2026-12 to 2027-01. */
export function monthsBetween(from: IsoMonth, to: IsoMonth): number {
  return numberOf(to) - numberOf(from);
}

/** The month that is so many later. */
export function monthAfter(from: IsoMonth, later: number): IsoMonth {
  const at = numberOf(from) + later;
  const year = Math.floor(at / 12);
  return `${String(year).padStart(4, '0')}-${String(at - 12 * year + 1).padStart(2, '0')}`;
}

function numberOf(month: IsoMonth): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;
}
