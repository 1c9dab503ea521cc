import { outcomeOfStatus, type LogRow, type RowMeaning, type UsageFormat } from './format.ts';
import type { Dialect } from '../sql/dialect.ts';

const noReference = "'00000000-0000-0000-0000-000000000000'";

function meaning(row: LogRow, sql: Dialect): RowMeaning {
  const reference = row.text('cache_reference_id');
  return {
    at: sql.instant(row.text('request_created_at')),
    requests: '1',
    model: row.text('model'),
    outcome: `CASE WHEN ${reference} <> ${noReference} THEN 'gateway_cache' ELSE ${outcomeOfStatus(sql.whole(row.text('response_status')))} END`,
    input: sql.whole(row.text('prompt_tokens')),
    cached: sql.whole(row.text('prompt_cache_read_tokens')),
    cacheWrite: sql.whole(row.text('prompt_cache_write_tokens')),
    cachedTokens: { convention: 'beside' },
    output: sql.whole(row.text('completion_tokens')),
    reasoning: null,
    cost: sql.decimal(row.text('costUSD')),
    team: null,
  };
}

const rules = ['input, cached and cache-written tokens are separate counts', 'a retry is a request of its own'];

/** Helicone's requests, as its API gives them. */
export const heliconeRequests: UsageFormat = {
  id: 'helicone-requests',
  title: 'Helicone requests',
  container: 'documents',
  signature: [['request_created_at'], ['response_status'], ['prompt_tokens'], ['cache_reference_id']],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('request_id'),
  meaning,
  rules,
};

/** The CSV of Helicone's export tool, which has no columns for the cache. */
export const heliconeExport: UsageFormat = {
  id: 'helicone-export',
  title: 'Helicone export',
  container: 'table',
  signature: [['response_id'], ['request_created_at'], ['response_status'], ['prompt_tokens'], ['cost']],
  grain: 'attempt',
  currency: 'USD',
  meaning: (row, sql) => ({ ...meaning(row, sql), cost: sql.decimal(row.text('cost')) }),
  rules: ['cached tokens are not in this export: use the API for them', 'a retry is a request of its own'],
};
