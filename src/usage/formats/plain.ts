import { outcomeOfStatus, type UsageFormat } from './format.ts';

/** The columns of a table of one's own; `--map` names others for them. */
export const plainColumns = [
  'timestamp',
  'requests',
  'model',
  'status',
  'input_tokens',
  'cached_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost',
  'team',
] as const;
export type PlainColumn = (typeof plainColumns)[number];

/** A table of one's own: a row for each attempt, or for several requests where it has a column that counts them. */
export const plainTable: UsageFormat = {
  id: 'table',
  title: 'a table of requests',
  container: 'table',
  signature: [['timestamp'], ['input_tokens'], ['output_tokens']],
  grain: 'attempt',
  currency: 'USD',
  meaning: (row, sql) => {
    const status = row.text('status');
    return {
      at: sql.instant(row.text('timestamp')),
      requests: `coalesce(${sql.whole(row.text('requests'))}, 1)`,
      model: row.text('model'),
      outcome: `CASE WHEN ${sql.whole(status)} IS NOT NULL THEN ${outcomeOfStatus(sql.whole(status))} WHEN lower(${status}) IN ('error', 'failed', 'failure') THEN 'failed' WHEN lower(${status}) IN ('rejected', 'timed_out', 'aborted') THEN lower(${status}) ELSE 'delivered' END`,
      input: sql.whole(row.text('input_tokens')),
      cached: sql.whole(row.text('cached_tokens')),
      cacheWrite: sql.whole(row.text('cache_write_tokens')),
      cachedTokens: { convention: 'proved by kind', kind: "'all'" },
      output: sql.whole(row.text('output_tokens')),
      reasoning: sql.whole(row.text('reasoning_tokens')),
      cost: sql.decimal(row.text('cost')),
      team: row.text('team'),
    };
  },
  rules: ['times without a zone are taken as UTC'],
};
