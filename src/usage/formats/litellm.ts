import { did, type LogRow, type RowMeaning, type UsageFormat } from './format.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';

/** What spend logs and payloads say of an attempt in the same words. */
function attempt(
  row: LogRow,
  sql: Dialect,
  id: string,
  error: readonly string[],
): Omit<RowMeaning, 'at' | 'cost' | 'team'> {
  const usage = (...path: readonly string[]): Sql => row.text('metadata', 'usage_object', ...path);
  const [input, output] = [row.whole('prompt_tokens'), row.whole('completion_tokens')];
  const [code, failure] = [row.text(...error, 'error_code'), row.text(...error, 'error_class')];
  return {
    requests: '1',
    model: row.text('model'),
    outcome: `CASE WHEN ${row.text('cache_hit')} IN ('True', 'true') OR ${sql.contains(row.text(id), '_cache_hit')} THEN ${did.gateway_cache}
        WHEN ${code} = '429' THEN ${did.rejected}
        WHEN ${code} IN ('408', '504') OR ${failure} LIKE '%Timeout%' THEN ${did.timed_out}
        WHEN ${row.text('status')} = 'failure' THEN ${did.failed}
        WHEN ${output} = 0 AND ${input} > 0 AND ${row.text('call_type')} NOT LIKE '%embedding%' THEN ${did.aborted}
        ELSE ${did.delivered} END`,
    input,
    cached: sql.whole(
      `coalesce(${usage('prompt_tokens_details', 'cached_tokens')}, ${usage('cache_read_input_tokens')})`,
    ),
    cacheWrite: sql.whole(
      `coalesce(${usage('cache_creation_input_tokens')}, ${usage('prompt_tokens_details', 'cache_creation_tokens')})`,
    ),
    cachedTokens: { convention: 'proved by kind', kind: row.text('call_type') },
    output,
    reasoning: sql.whole(usage('completion_tokens_details', 'reasoning_tokens')),
    feature: row.text('request_tags'),
  };
}

const shared = [
  'a stream with no output is counted as aborted; what the provider billed for it is not in this log',
  'times without a zone are UTC',
];

/** `LiteLLM_SpendLogs`, exported from the proxy's database: a row for each attempt. */
export const litellmSpendLogs: UsageFormat = {
  id: 'litellm-spend-logs',
  title: 'LiteLLM spend logs',
  container: 'either',
  textKeys: ['metadata'],
  signature: [
    ['request_id'],
    ['startTime'],
    ['prompt_tokens'],
    ['completion_tokens'],
    ['spend'],
    ['cache_hit'],
  ],
  grain: 'attempt',
  currency: 'USD',
  meaning: (row, sql) => ({
    ...attempt(row, sql, 'request_id', ['metadata', 'error_information']),
    at: row.instant('startTime'),
    cost: row.decimal('spend'),
    team: row.text('team_id'),
    key: row.text('api_key'),
  }),
  rules: [
    'each attempt is a row of its own; answers from the gateway’s own cache called no model and are left out',
    ...shared,
    'the amounts include the proxy’s own discounts and margins: neither list price nor bill',
  ],
};

/** The payload that LiteLLM hands to its loggers, a document for each attempt. */
export const litellmPayload: UsageFormat = {
  id: 'litellm-payload',
  title: 'LiteLLM logging payload',
  container: 'documents',
  signature: [['call_type'], ['startTime'], ['response_cost'], ['prompt_tokens'], ['hidden_params']],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('id'),
  meaning: (row, sql) => {
    const started = row.text('startTime');
    return {
      ...attempt(row, sql, 'id', ['error_information']),
      at: `coalesce(${sql.instant(started)}, ${sql.epoch(started, 1)})`,
      cost: row.decimal('response_cost'),
      team: row.text('metadata', 'user_api_key_team_id'),
      key: row.text('metadata', 'user_api_key_alias'),
    };
  },
  rules: ['each attempt is a document of its own', ...shared],
};

/** LiteLLM's daily tables: a row for each day, key and model. */
export const litellmDaily: UsageFormat = {
  id: 'litellm-daily',
  title: 'LiteLLM daily spend',
  container: 'table',
  signature: [
    ['date'],
    ['api_requests'],
    ['failed_requests'],
    ['prompt_tokens'],
    ['cache_read_input_tokens'],
  ],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row) => ({
    at: row.instant('date'),
    requests: row.whole('successful_requests'),
    model: row.text('model'),
    outcome: did.delivered,
    input: row.whole('prompt_tokens'),
    cached: row.whole('cache_read_input_tokens'),
    cacheWrite: row.whole('cache_creation_input_tokens'),
    cachedTokens: { convention: 'within' },
    output: row.whole('completion_tokens'),
    reasoning: null,
    cost: row.decimal('spend'),
    team: row.text('team_id'),
    key: row.text('api_key'),
  }),
  rules: [
    'a row holds a whole day; failed requests are in a column of their own and are not counted here',
    'the table by tag counts a request once for each of its tags: use the one by team or user',
  ],
};
