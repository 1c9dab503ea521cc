import type { Exact } from '../../../../formula/index.ts';
import type { SheetCell } from '../package/sheet.ts';
import type { CellRole, NumberFormat } from '../package/styles.ts';
import { plainFormat } from './formats.ts';

/** A text; whatever it starts with, it stays text. */
export function text(value: string, role: CellRole = 'plain', wrap = false): SheetCell {
  return { content: { text: value }, role, format: plainFormat, wrap };
}

/** A number that nothing in the workbook computes; empty where it is unknown. */
export function number(value: Exact | null, format: NumberFormat, role: CellRole = 'plain'): SheetCell {
  if (value === null || !value.isFinite()) return text('not known', 'muted');
  return { content: { number: value }, role, format };
}

/** A formula with the value that it has for the inputs as stated. */
export function formula(
  of: string,
  value: Exact | string | null,
  format: NumberFormat = plainFormat,
  role: CellRole = 'plain',
): SheetCell {
  const known = value === null || typeof value === 'string' || value.isFinite() ? value : null;
  return { content: { formula: of, value: known }, role, format };
}

export function headers(...titles: readonly string[]): readonly SheetCell[] {
  return titles.map((title) => text(title, 'header', true));
}
