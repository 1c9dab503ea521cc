import { did, type RowMeaning, type UsageFormat } from './format.ts';
import type { LogRow } from './format.ts';

function usage(row: LogRow, at: string, until: string): RowMeaning {
  return {
    at,
    until,
    requests: row.whole('num_model_requests'),
    model: row.text('model'),
    outcome: did.delivered,
    input: row.whole('input_tokens'),
    cached: row.whole('input_cached_tokens'),
    cacheWrite: row.whole('input_cache_write_tokens'),
    cachedTokens: { convention: 'within' },
    output: row.whole('output_tokens'),
    reasoning: null,
    cost: null,
    team: row.text('project_id'),
    key: row.text('api_key_id'),
  };
}

const rules = [
  'cached and cache-written tokens lie within the input count, reasoning within the output',
  'only what succeeded is counted: failures, retries and the sizes of single requests are not in this report',
  'what ran as a batch or in another service tier is counted with the rest, though its price is another',
];

/** OpenAI's usage API: pages of buckets, each with its results. */
export const openaiUsage: UsageFormat = {
  id: 'openai-usage',
  title: 'OpenAI usage API',
  container: 'documents',
  signature: [['data', '0', 'results', '0', 'num_model_requests']],
  within: [['data'], ['results']],
  paged: true,
  grain: 'bucket',
  currency: 'USD',
  meaning: (row, sql) =>
    usage(row, sql.epoch(row.outer('start_time'), 1), sql.epoch(row.outer('end_time'), 1)),
  rules: [...rules, 'a bucket without results is an hour or a day without traffic'],
};

/** The CSV of OpenAI's dashboard. */
export const openaiDashboard: UsageFormat = {
  id: 'openai-dashboard',
  title: 'OpenAI usage dashboard',
  container: 'table',
  signature: [
    ['start_time'],
    ['num_model_requests'],
    ['input_tokens'],
    ['output_tokens'],
    ['input_cached_tokens'],
  ],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row, sql) => usage(row, sql.epoch(row.text('start_time'), 1), sql.epoch(row.text('end_time'), 1)),
  rules,
};
