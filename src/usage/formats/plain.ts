import { did, outcomeOfStatus, type UsageFormat } from './format.ts';

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
  'key',
  'feature',
] as const;
export type PlainColumn = (typeof plainColumns)[number];

/** A table of one's own: a row for each attempt, or for several requests where it has a column that counts them. */
export const plainTable: UsageFormat = {
  id: 'table',
  title: 'a table of requests',
  container: 'either',
  signature: [['timestamp'], ['input_tokens'], ['output_tokens']],
  grain: 'attempt',
  currency: 'USD',
  meaning: (row) => {
    const [status, code] = [row.text('status'), row.whole('status')];
    return {
      at: row.instant('timestamp'),
      requests: row.text('requests') === 'NULL' ? '1' : `coalesce(${row.whole('requests')}, 1)`,
      model: row.text('model'),
      // What most rows say is told from the text alone.
      outcome: row.isWhole('status')
        ? outcomeOfStatus(code)
        : `CASE WHEN ${status} = '200' THEN ${did.delivered} WHEN ${code} IS NOT NULL THEN ${outcomeOfStatus(code)} WHEN ${status} IS NULL THEN ${did.delivered} WHEN lower(${status}) IN ('error', 'failed', 'failure') THEN ${did.failed} WHEN lower(${status}) = 'rejected' THEN ${did.rejected} WHEN lower(${status}) = 'timed_out' THEN ${did.timed_out} WHEN lower(${status}) = 'aborted' THEN ${did.aborted} ELSE ${did.delivered} END`,
      input: row.whole('input_tokens'),
      cached: row.whole('cached_tokens'),
      cacheWrite: row.whole('cache_write_tokens'),
      cachedTokens: { convention: 'within' },
      output: row.whole('output_tokens'),
      reasoning: row.whole('reasoning_tokens'),
      cost: row.decimal('cost'),
      team: row.text('team'),
      key: row.text('key'),
      feature: row.text('feature'),
    };
  },
  rules: [
    'cached tokens are assumed to be included in the input count, unless --cached beside is given',
    'times without a time zone are read as UTC',
  ],
};
