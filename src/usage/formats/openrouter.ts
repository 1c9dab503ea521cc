import type { UsageFormat } from './format.ts';

/** OpenRouter's CSV with a row for each generation. */
export const openrouterGenerations: UsageFormat = {
  id: 'openrouter-generations',
  title: 'OpenRouter generations',
  container: 'table',
  signature: [['generation_id'], ['tokens_prompt'], ['tokens_completion'], ['cost_total'], ['cancelled']],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('generation_id'),
  meaning: (row, sql) => ({
    at: sql.instant(row.text('created_at')),
    requests: '1',
    model: row.text('model_permaslug'),
    outcome: `CASE WHEN ${row.text('cancelled')} = 'true' THEN 'aborted' WHEN ${row.text('finish_reason_normalized')} = 'error' THEN 'failed' ELSE 'delivered' END`,
    input: sql.whole(row.text('tokens_prompt')),
    cached: sql.whole(row.text('tokens_cached')),
    cacheWrite: null,
    cachedTokens: { convention: 'within' },
    output: sql.whole(row.text('tokens_completion')),
    reasoning: sql.whole(row.text('tokens_reasoning')),
    cost: sql.decimal(row.text('cost_total')),
    team: row.text('api_key_name'),
  }),
  rules: [
    'cached tokens lie within the input, reasoning within the output',
    'the amount already has the discount for cached tokens',
    'times have no zone in this export and are taken as UTC',
  ],
};

/** OpenRouter's activity API: a row for each day, model and provider. */
export const openrouterActivity: UsageFormat = {
  id: 'openrouter-activity',
  title: 'OpenRouter activity',
  container: 'documents',
  signature: [['data', '0', 'byok_usage_inference'], ['data', '0', 'prompt_tokens']],
  within: [['data']],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row, sql) => ({
    at: sql.instant(row.text('date')),
    requests: sql.whole(row.text('requests')),
    model: row.text('model'),
    outcome: "'delivered'",
    input: sql.whole(row.text('prompt_tokens')),
    cached: null,
    cacheWrite: null,
    cachedTokens: { convention: 'within' },
    output: sql.whole(row.text('completion_tokens')),
    reasoning: sql.whole(row.text('reasoning_tokens')),
    cost: sql.decimal(row.text('usage')),
    team: null,
  }),
  rules: [
    'a row holds a whole day; cached tokens are not told apart',
    'with keys of one’s own the amount is OpenRouter’s fee alone, without the provider’s price',
  ],
};
