import { did, type UsageFormat } from './format.ts';

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
  meaning: (row, sql) => {
    const usage = (...path: string[]): string => row.text('metadata', 'usage_object', ...path);
    const [input, output] = [row.whole('prompt_tokens'), row.whole('completion_tokens')];
    const code = row.text('metadata', 'error_information', 'error_code');
    const failure = row.text('metadata', 'error_information', 'error_class');
    return {
      at: row.instant('startTime'),
      requests: '1',
      model: row.text('model'),
      outcome: `CASE WHEN ${row.text('cache_hit')} = 'True' OR ${sql.contains(row.text('request_id'), '_cache_hit')} THEN ${did.gateway_cache}
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
      cost: row.decimal('spend'),
      team: row.text('team_id'),
    };
  },
  rules: [
    'each attempt is a row of its own; answers from the gateway’s own cache called no model and are left out',
    'a stream with no output is counted as aborted; what the provider billed for it is not in this log',
    'times without a zone are UTC',
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
    const code = row.text('error_information', 'error_code');
    const started = row.text('startTime');
    return {
      at: `coalesce(${sql.instant(started)}, ${sql.epoch(started, 1)})`,
      requests: '1',
      model: row.text('model'),
      outcome: `CASE WHEN ${row.text('cache_hit')} = 'true' THEN ${did.gateway_cache} WHEN ${code} = '429' THEN ${did.rejected} WHEN ${code} IN ('408', '504') OR ${row.text('error_information', 'error_class')} LIKE '%Timeout%' THEN ${did.timed_out} WHEN ${row.text('status')} = 'failure' THEN ${did.failed} ELSE ${did.delivered} END`,
      input: row.whole('prompt_tokens'),
      cached: row.whole('metadata', 'usage_object', 'prompt_tokens_details', 'cached_tokens'),
      cacheWrite: row.whole('metadata', 'usage_object', 'cache_creation_input_tokens'),
      cachedTokens: { convention: 'proved by kind', kind: row.text('call_type') },
      output: row.whole('completion_tokens'),
      reasoning: null,
      cost: row.decimal('response_cost'),
      team: row.text('metadata', 'user_api_key_team_id'),
    };
  },
  rules: ['each attempt is a document of its own', 'times without a zone are UTC'],
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
  }),
  rules: [
    'a row holds a whole day; failed requests are in a column of their own and are not counted here',
    'the table by tag counts a request once for each of its tags: use the one by team or user',
  ],
};
