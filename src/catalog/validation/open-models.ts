import { warning, type Diagnostic } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { rowAt } from '../dated-rows.ts';
import { allOwn, type IsOwn } from './own-entries.ts';
import type { Catalog, TokenEntry, TokenPriceRow } from '../types.ts';

/** How much dearer than the others a price has to be to look forgotten. */
const factor = new Exact('1.25');
/** With fewer other sellers there is no usual price. */
const fewestOthers = 2;
/** A price that was looked up in this time is what the seller asks, however dear it is. */
const freshDays = 45;

interface Sold {
  readonly entry: TokenEntry;
  readonly row: TokenPriceRow;
}

/**
 * Open models have many sellers, and get cheaper: a price that nobody has looked up again for long, while those who were
 * looked up later ask less, is likely one of the past. It is doubtful, not wrong.
 */
export function validateOpenModels(
  { tokens, models, date }: Pick<Catalog, 'tokens' | 'models' | 'date'>,
  isOwn: IsOwn = allOwn,
): readonly Diagnostic[] {
  const byModel = new Map<string, Sold[]>();
  for (const entry of tokens.values()) {
    const row = rowAt(entry.rows, date, null);
    if (row === undefined || entry.model === null || !models.has(entry.model)) continue;
    const key = `${entry.model} in ${entry.currency}`;
    byModel.set(key, [...(byModel.get(key) ?? []), { entry, row }]);
  }
  return [...byModel].flatMap(([, sold]) =>
    sold.flatMap((each) => (isOwn(each.entry) ? checkStale(each, sold, date) : [])),
  );
}

function checkStale({ entry, row }: Sold, sold: readonly Sold[], date: string): readonly Diagnostic[] {
  const { retrieved } = row.source;
  if (retrieved === null) return [];
  if ((Date.parse(date) - Date.parse(retrieved)) / 86_400_000 <= freshDays) return [];
  const later = sold.filter((other) => (other.row.source.retrieved ?? '') > retrieved);
  if (later.length < fewestOthers) return [];
  const [own, usual] = [sumOf(row), medianOf(later.map((other) => sumOf(other.row)))];
  if (own.lt(usual.times(factor))) return [];
  const message = `${entry.id}: input and output cost ${own.toFixed()} together, retrieved on ${retrieved}; ${later.length} sellers of ${entry.model ?? ''} retrieved later charge ${usual.toFixed()}`;
  return [warning('catalog/stale-open-model', message, { span: entry.span })];
}

function sumOf({ input, output }: TokenPriceRow): Exact {
  return input.plus(output);
}

function medianOf(values: readonly Exact[]): Exact {
  const sorted = values.toSorted((a, b) => a.cmp(b));
  const at = (index: number): Exact => sorted[index] ?? new Exact(0);
  return at(Math.floor(sorted.length / 2))
    .plus(at(Math.ceil(sorted.length / 2) - 1))
    .div(2);
}
