import { did, type LogRow, type UsageFormat } from './format.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';

const within = [['resourceSpans'], ['scopeSpans'], ['spans']];
const sampling = 'where the collector samples, volumes are too low by the share that it drops';

/** The first of several attributes that is there: conventions renamed some. */
function first(row: LogRow, ...keys: readonly string[]): Sql {
  return keys.length === 1 ? row.attribute(keys[0] ?? '') : `coalesce(${keys.map(row.attribute).join(', ')})`;
}

const startedAt = (row: LogRow, sql: Dialect): Sql => sql.epoch(row.text('startTimeUnixNano'), 1_000_000_000);

/** Spans of OpenTelemetry's conventions for generative AI, of today and before, and of OpenLLMetry: OTLP as JSON. */
export const openTelemetrySpans: UsageFormat = {
  id: 'opentelemetry',
  title: 'OpenTelemetry GenAI spans',
  container: 'documents',
  signature: [['resourceSpans', '0', 'scopeSpans', '0', 'spans', '0', 'traceId']],
  contains: 'gen_ai.',
  within,
  grain: 'attempt',
  currency: 'USD',
  keep: (row) =>
    `${first(row, 'gen_ai.operation.name', 'llm.request.type')} IN ('chat', 'generate_content', 'text_completion', 'completion', 'embeddings', 'embedding')`,
  identity: (row) => `concat(${row.text('traceId')}, ' ', ${row.text('spanId')})`,
  meaning: (row, sql) => {
    const error = row.attribute('error.type');
    return {
      at: startedAt(row, sql),
      requests: '1',
      model: first(row, 'gen_ai.response.model', 'gen_ai.request.model'),
      outcome: `CASE WHEN ${error} = '429' OR ${error} LIKE '%RateLimit%' THEN ${did.rejected} WHEN ${error} IN ('408', '504') OR lower(${error}) LIKE '%timeout%' THEN ${did.timed_out} WHEN ${error} IS NOT NULL OR ${row.text('status', 'code')} = '2' THEN ${did.failed} ELSE ${did.delivered} END`,
      input: sql.whole(first(row, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens')),
      cached: sql.whole(
        first(row, 'gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'),
      ),
      cacheWrite: sql.whole(
        first(
          row,
          'gen_ai.usage.cache_write.input_tokens',
          'gen_ai.usage.cache_creation.input_tokens',
          'gen_ai.usage.cache_creation_input_tokens',
        ),
      ),
      cachedTokens: {
        convention: 'proved by kind',
        kind: first(row, 'gen_ai.provider.name', 'gen_ai.system'),
      },
      output: sql.whole(first(row, 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens')),
      reasoning: sql.whole(row.attribute('gen_ai.usage.reasoning.output_tokens')),
      cost: null,
      team: row.attribute('gen_ai.conversation.team'),
    };
  },
  rules: ['spans of agents and tools repeat the tokens of the calls below them and are left out', sampling],
};

/** Spans of the OpenInference convention. */
export const openInferenceSpans: UsageFormat = {
  id: 'openinference',
  title: 'OpenInference spans',
  container: 'documents',
  signature: [['resourceSpans', '0', 'scopeSpans', '0', 'spans', '0', 'traceId']],
  contains: 'openinference.span.kind',
  within,
  grain: 'attempt',
  currency: 'USD',
  keep: (row) => `${row.attribute('openinference.span.kind')} IN ('LLM', 'EMBEDDING')`,
  identity: (row) => `concat(${row.text('traceId')}, ' ', ${row.text('spanId')})`,
  meaning: (row, sql) => ({
    at: startedAt(row, sql),
    requests: '1',
    model: row.attribute('llm.model_name'),
    outcome: `CASE WHEN ${row.text('status', 'code')} = '2' THEN ${did.failed} ELSE ${did.delivered} END`,
    input: sql.whole(row.attribute('llm.token_count.prompt')),
    cached: sql.whole(row.attribute('llm.token_count.prompt_details.cache_read')),
    cacheWrite: sql.whole(row.attribute('llm.token_count.prompt_details.cache_write')),
    cachedTokens: { convention: 'within' },
    output: sql.whole(row.attribute('llm.token_count.completion')),
    reasoning: sql.whole(row.attribute('llm.token_count.completion_details.reasoning')),
    cost: null,
    team: null,
  }),
  rules: ['only spans of models are counted; the input count includes cached tokens', sampling],
};
