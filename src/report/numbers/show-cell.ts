import type { Exact } from '../../formula/index.ts';
import type { Cell, FigureType, TextCell } from '../document/document.ts';
import {
  formatCents,
  formatCentsChange,
  formatChange,
  formatCompact,
  formatExact,
  formatMoney,
  formatQuantity,
  formatRatio,
  formatShare,
} from './format-number.ts';

const unknown = '—';
/** Stands before figures that rest on an estimate. */
export const estimateMark = '~';

/** A cell as people read it in a table whose column names the unit. */
export function showValue(cell: Cell): string {
  if (isText(cell)) return cell.value ?? unknown;
  if (cell.value === null) return unknown;
  const shown = formatters[cell.type](cell.value);
  return cell.kind === 'estimated' ? `${estimateMark}${shown}` : shown;
}

/** A cell as people read it in a sentence: with its unit, large volumes shortened. */
export function showInProse(cell: Cell): string {
  if (cell.value === null) return 'unknown';
  const value = cell.type === 'volume' && cell.value !== null ? formatCompact(cell.value) : showValue(cell);
  return cell.unit === '' ? value : `${value} ${cell.unit}`;
}

export function isText(cell: Cell): cell is TextCell {
  return cell.type === 'text' || cell.type === 'date' || cell.type === 'source';
}

const formatters: Record<FigureType, (value: Exact) => string> = {
  money: formatMoney,
  cents: formatCents,
  'cents-change': formatCentsChange,
  'unit-price': formatQuantity,
  count: formatExact,
  quantity: formatQuantity,
  volume: formatQuantity,
  compact: formatCompact,
  share: formatShare,
  change: formatChange,
  ratio: formatRatio,
  exact: formatExact,
};
