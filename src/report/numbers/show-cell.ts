import { Exact } from '../../formula/index.ts';
import type { Cell, CellType } from '../document/document.ts';
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
  if (cell.value === null) return unknown;
  if (isText(cell.type)) return cell.value;
  const shown = formatters[cell.type](new Exact(cell.value));
  return cell.kind === 'estimated' ? `${estimateMark}${shown}` : shown;
}

/** A cell as people read it in a sentence: with its unit, large volumes shortened. */
export function showInProse(cell: Cell): string {
  if (cell.value === null) return 'unknown';
  const value = cell.type === 'volume' ? formatCompact(new Exact(cell.value)) : showValue(cell);
  return cell.unit === '' ? value : `${value} ${cell.unit}`;
}

function isText(type: CellType): type is 'text' | 'date' | 'source' {
  return type === 'text' || type === 'date' || type === 'source';
}

const formatters: Record<Exclude<CellType, 'text' | 'date' | 'source'>, (value: Exact) => string> = {
  money: formatMoney,
  cents: formatCents,
  'cents-change': formatCentsChange,
  'unit-price': formatQuantity,
  count: formatExact,
  quantity: formatQuantity,
  volume: formatQuantity,
  share: formatShare,
  change: formatChange,
  ratio: formatRatio,
  exact: formatExact,
};
