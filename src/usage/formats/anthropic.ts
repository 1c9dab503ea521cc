import { did, type UsageFormat } from './format.ts';

const beside = 'input tokens, tokens read from the cache and tokens written to it are three separate counts';
const noCount =
  'requests are not counted in this report: the volume of tokens is known, tokens per request are not';

const noTier =
  'what ran as a batch or in another service tier is counted with the rest, though its price is another';

/** Anthropic's usage report by message: pages of buckets. */
export const anthropicUsage: UsageFormat = {
  id: 'anthropic-usage',
  title: 'Anthropic usage report',
  container: 'documents',
  signature: [['data', '0', 'results', '0', 'uncached_input_tokens']],
  within: [['data'], ['results']],
  paged: true,
  grain: 'bucket',
  currency: 'USD',
  meaning: (row, sql) => ({
    at: sql.instant(row.outer('starting_at')),
    until: sql.instant(row.outer('ending_at')),
    requests: null,
    model: row.text('model'),
    outcome: did.delivered,
    input: row.whole('uncached_input_tokens'),
    cached: row.whole('cache_read_input_tokens'),
    cacheWrite: `coalesce(${row.whole('cache_creation', 'ephemeral_5m_input_tokens')}, 0) + coalesce(${row.whole('cache_creation', 'ephemeral_1h_input_tokens')}, 0)`,
    cachedTokens: { convention: 'beside' },
    output: row.whole('output_tokens'),
    reasoning: null,
    cost: null,
    team: row.text('workspace_id'),
    key: row.text('api_key_id'),
  }),
  rules: [beside, noCount, noTier],
};

/** The usage CSV of Anthropic's console. */
export const anthropicConsole: UsageFormat = {
  id: 'anthropic-console',
  title: 'Anthropic console usage',
  container: 'table',
  signature: [['usage_date_utc'], ['usage_input_tokens_no_cache'], ['usage_output_tokens']],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row) => {
    const writes = [
      'usage_input_tokens_cache_write_5m',
      'usage_input_tokens_cache_write_1h',
      'usage_input_tokens_cache_write',
    ];
    return {
      at: row.instant('usage_date_utc'),
      requests: null,
      model: row.text('model_version'),
      outcome: did.delivered,
      input: row.whole('usage_input_tokens_no_cache'),
      cached: row.whole('usage_input_tokens_cache_read'),
      cacheWrite: writes.map((column) => `coalesce(${row.whole(column)}, 0)`).join(' + '),
      cachedTokens: { convention: 'beside' },
      output: row.whole('usage_output_tokens'),
      reasoning: null,
      cost: null,
      team: row.text('workspace'),
      key: row.text('api_key'),
    };
  },
  rules: [beside, noCount, noTier, 'a row holds a whole day, in UTC'],
};

/** Transcripts of Claude Code: a line for each message, written again while it streams. */
export const claudeCode: UsageFormat = {
  id: 'claude-code',
  title: 'Claude Code transcripts',
  container: 'documents',
  signature: [['sessionId'], ['message', 'usage', 'input_tokens']],
  grain: 'attempt',
  currency: 'USD',
  keep: (row) => `${row.text('message', 'usage', 'output_tokens')} IS NOT NULL`,
  identity: (row) => `concat(${row.text('message', 'id')}, ' ', ${row.text('requestId')})`,
  meaning: (row) => ({
    at: row.instant('timestamp'),
    requests: '1',
    model: row.text('message', 'model'),
    outcome: did.delivered,
    input: row.whole('message', 'usage', 'input_tokens'),
    cached: row.whole('message', 'usage', 'cache_read_input_tokens'),
    cacheWrite: row.whole('message', 'usage', 'cache_creation_input_tokens'),
    cachedTokens: { convention: 'beside' },
    output: row.whole('message', 'usage', 'output_tokens'),
    reasoning: null,
    cost: row.decimal('costUSD'),
    team: null,
  }),
  rules: [beside, 'a message that is written more than once while it streams counts once, as it stood last'],
};
