import { did, type UsageFormat } from './format.ts';

const activityRules = [
  'a row covers a whole day; cached tokens are not shown',
  'with keys of one’s own the amount is OpenRouter’s fee alone, without the provider’s price',
];

/** OpenRouter's CSV with a row for each generation. */
export const openrouterGenerations: UsageFormat = {
  id: 'openrouter-generations',
  title: 'OpenRouter generations',
  container: 'table',
  signature: [['generation_id'], ['tokens_prompt'], ['tokens_completion'], ['cost_total'], ['cancelled']],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('generation_id'),
  meaning: (row) => ({
    at: row.instant('created_at'),
    requests: '1',
    model: row.text('model_permaslug'),
    outcome: `CASE WHEN ${row.text('cancelled')} = 'true' THEN ${did.aborted} WHEN ${row.text('finish_reason_normalized')} = 'error' THEN ${did.failed} ELSE ${did.delivered} END`,
    input: row.whole('tokens_prompt'),
    cached: row.whole('tokens_cached'),
    cacheWrite: null,
    cachedTokens: { convention: 'within' },
    output: row.whole('tokens_completion'),
    reasoning: row.whole('tokens_reasoning'),
    cost: row.decimal('cost_total'),
    team: row.text('api_key_name'),
    key: row.text('api_key_name'),
    feature: row.text('app_name'),
  }),
  rules: [
    'cached tokens lie within the input, reasoning within the output',
    'the amount already has the discount for cached tokens',
    'times have no time zone in this export and are read as UTC',
  ],
};

/** The daily CSV of OpenRouter's pages. */
export const openrouterDaily: UsageFormat = {
  id: 'openrouter-daily',
  title: 'OpenRouter daily activity',
  container: 'table',
  signature: [['Date'], ['Slug'], ['BYOK Usage'], ['Prompt Tokens'], ['Completion Tokens']],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row) => ({
    at: row.instant('Date'),
    requests: row.whole('Requests'),
    model: row.text('Slug'),
    outcome: did.delivered,
    input: row.whole('Prompt Tokens'),
    cached: null,
    cacheWrite: null,
    cachedTokens: { convention: 'within' },
    output: row.whole('Completion Tokens'),
    reasoning: row.whole('Reasoning Tokens'),
    cost: row.decimal('Usage'),
    team: null,
  }),
  rules: activityRules,
};

/** OpenRouter's activity API: a row for each day, model and provider. */
export const openrouterActivity: UsageFormat = {
  id: 'openrouter-activity',
  title: 'OpenRouter activity',
  container: 'documents',
  signature: [
    ['data', '0', 'byok_usage_inference'],
    ['data', '0', 'prompt_tokens'],
  ],
  within: [['data']],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row) => ({
    at: row.instant('date'),
    requests: row.whole('requests'),
    model: row.text('model'),
    outcome: did.delivered,
    input: row.whole('prompt_tokens'),
    cached: null,
    cacheWrite: null,
    cachedTokens: { convention: 'within' },
    output: row.whole('completion_tokens'),
    reasoning: row.whole('reasoning_tokens'),
    cost: row.decimal('usage'),
    team: null,
  }),
  rules: activityRules,
};
