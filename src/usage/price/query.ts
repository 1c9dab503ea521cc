import { withSteps } from '../../formula/index.ts';
import type { Workload } from '../../scenario/index.ts';
import { judgedRows, type ProfileScope } from '../profile/judged.ts';
import { did } from '../formats/index.ts';
import type { Meaning } from '../relation.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';
import { readRowPrices, type RowPrices } from './row-prices.ts';

/** What the cost of a log can be broken down by. */
export const priceKeys = ['day', 'hour', 'team', 'key', 'feature', 'model'] as const;
export type PriceKey = (typeof priceKeys)[number];

/**
 * Every row of a log that counts, with `called_at`, `outcome`, its tokens, and what it would have cost under each option:
 * `price_0`, `price_1` and so on, in the order of the options, to twelve decimals. What was rejected cost nothing, what timed
 * out cost its input. Null is a price that is not known.
 */
export function pricedRows(
  meaning: Meaning,
  prices: RowPrices,
  workload: Workload,
  sql: Dialect,
  scope: ProfileScope,
): Sql {
  const { columns, reading } = readRowPrices(prices, workload, sql);
  const inputs = columns.map(([name, of]) => `${of} AS ${name}`).join(', ');
  const called = `(SELECT *, ${inputs} FROM judged WHERE problem IS NULL AND outcome <> ${did.gateway_cache})`;
  let next = 0;
  const take = (): Sql => reading.values[next++] ?? 'NULL';
  const amounts = prices.options.map(({ slacks }, index) => {
    const [input, whole] = [take(), take()];
    const known = slacks.map(() => `${take()} >= 0`);
    const amount = sql.money(
      `CASE outcome WHEN ${did.rejected} THEN 0e0 WHEN ${did.timed_out} THEN ${input} ELSE ${whole} END`,
    );
    const value = known.length === 0 ? amount : `CASE WHEN ${known.join(' AND ')} THEN ${amount} END`;
    return `${value} AS price_${String(index)}`;
  });
  const kept = [
    'called_at',
    'outcome',
    'requests',
    'model',
    'team',
    'api_key',
    'feature',
    'total_input',
    'cached',
    'cache_write',
    'output',
  ];
  return `WITH ${judgedRows(meaning, sql, scope)}
SELECT ${[...kept, ...amounts].join(',\n  ')}
FROM ${withSteps(called, reading)} AS called`;
}

const keyColumns: Readonly<Record<Exclude<PriceKey, 'day' | 'hour'>, Sql>> = {
  team: 'team',
  key: 'api_key',
  feature: 'feature',
  model: 'model',
};

/** The part of the log that a row belongs to, as text. */
function partOf(by: PriceKey, sql: Dialect, zone: string): Sql {
  if (by === 'day') return sql.dateText('called_at', zone);
  return by === 'hour'
    ? sql.localText(sql.hourStart(sql.hourOf('called_at')), zone)
    : sql.text(keyColumns[by]);
}

/**
 * What the log would have cost under each option: a row for each part, finished or not: rows, requests, and for each option
 * the sum and how many of the rows have no known price. All columns are text.
 */
export function priceQuery(
  meaning: Meaning,
  prices: RowPrices,
  workload: Workload,
  sql: Dialect,
  scope: ProfileScope,
  by: PriceKey,
): Sql {
  const sums = prices.options.flatMap((_, index) => [
    `${sql.sumText(`price_${String(index)}`)} AS sum_${String(index)}`,
    `${sql.text(`sum(CASE WHEN price_${String(index)} IS NULL THEN 1 ELSE 0 END)`)} AS unknown_${String(index)}`,
  ]);
  const [part, isFinished] = [
    partOf(by, sql, scope.zone),
    `CASE WHEN outcome IN (${did.delivered}, ${did.aborted}) THEN 'finished' ELSE 'failed' END`,
  ];
  return `SELECT ${[`${part} AS part`, `${isFinished} AS ending`, `${sql.text('count(*)')} AS row_count`, `${sql.sumText('requests')} AS request_count`, ...sums].join(',\n  ')}
FROM (
${pricedRows(meaning, prices, workload, sql, scope)}
) AS priced
GROUP BY ${part}, ${isFinished}
ORDER BY 1, 2`;
}
