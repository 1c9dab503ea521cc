import { did, outcomeOfStatus, type LogRow, type RowMeaning, type UsageFormat } from './format.ts';

const noReference = "'00000000-0000-0000-0000-000000000000'";

function meaning(row: LogRow, status: 'response_status' | 'status'): RowMeaning {
  const reference = row.text('cache_reference_id');
  return {
    at: row.instant('request_created_at'),
    requests: '1',
    model: row.text('model'),
    outcome: `CASE WHEN ${reference} <> ${noReference} THEN ${did.gateway_cache} ELSE ${outcomeOfStatus(row.whole(status))} END`,
    input: row.whole('prompt_tokens'),
    cached: row.whole('prompt_cache_read_tokens'),
    cacheWrite: row.whole('prompt_cache_write_tokens'),
    cachedTokens: { convention: 'beside' },
    output: row.whole('completion_tokens'),
    reasoning: null,
    cost: row.decimal('costUSD'),
    team: null,
  };
}

const rules = [
  'input, cached and cache-written tokens are separate counts',
  'a retry is a request of its own',
];

/** Helicone's requests, as its API gives them. */
export const heliconeRequests: UsageFormat = {
  id: 'helicone-requests',
  title: 'Helicone requests',
  container: 'documents',
  signature: [['request_created_at'], ['response_status'], ['prompt_tokens'], ['cache_reference_id']],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('request_id'),
  meaning: (row) => meaning(row, 'response_status'),
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
  meaning: (row) => ({ ...meaning(row, 'response_status'), cost: row.decimal('cost') }),
  rules: ['cached tokens are not in this export: use the API for them', 'a retry is a request of its own'],
};

/** The table of Helicone's own ClickHouse, `request_response_rmt`. */
export const heliconeTable: UsageFormat = {
  id: 'helicone-table',
  title: 'Helicone request_response_rmt',
  container: 'table',
  signature: [['request_created_at'], ['status'], ['prompt_tokens'], ['prompt_cache_read_tokens'], ['cost']],
  grain: 'attempt',
  replaced: true,
  currency: 'USD',
  identity: (row) => row.text('request_id'),
  meaning: (row, sql) => ({
    ...meaning(row, 'status'),
    cost: `(${row.whole('cost')} * ${sql.decimal("'0.000000001'")})`,
  }),
  rules: [...rules, 'amounts are stated in billionths of a dollar'],
};
