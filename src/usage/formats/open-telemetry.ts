import { did, type LogRow, type RowMeaning, type UsageFormat } from './format.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';

const sampling = 'where the collector samples, volumes are too low by the share that it drops';

/** The first of several attributes that is there: conventions renamed some. */
function first(row: LogRow, ...keys: readonly string[]): Sql {
  return keys.length === 1 ? row.attribute(keys[0] ?? '') : `coalesce(${keys.map(row.attribute).join(', ')})`;
}

const startedAt = (row: LogRow, sql: Dialect): Sql => sql.epoch(row.text('startTimeUnixNano'), 1_000_000_000);

const operation = (row: LogRow): Sql => first(row, 'gen_ai.operation.name', 'llm.request.type');

const isModelSpan = (row: LogRow): Sql =>
  `CASE WHEN ${operation(row)} IS NULL THEN ${row.attribute('openinference.span.kind')} IN ('LLM', 'EMBEDDING') ELSE ${operation(row)} IN ('chat', 'generate_content', 'text_completion', 'completion', 'embeddings', 'embedding') END`;

/** A span of any of the conventions: instrumentations of several write to one collector. One that follows two has its own operation, and is read as that says. */
function meaning(row: LogRow, sql: Dialect): RowMeaning {
  const error = row.attribute('error.type');
  const either = (openInference: string, ...keys: readonly string[]): Sql =>
    `CASE WHEN ${operation(row)} IS NULL THEN ${row.attribute(openInference)} ELSE ${first(row, ...keys)} END`;
  const count = (openInference: string, ...keys: readonly string[]): Sql =>
    sql.whole(either(openInference, ...keys));
  return {
    at: startedAt(row, sql),
    requests: '1',
    model: either('llm.model_name', 'gen_ai.response.model', 'gen_ai.request.model'),
    outcome: `CASE WHEN ${error} = '429' OR ${error} LIKE '%RateLimit%' THEN ${did.rejected} WHEN ${error} IN ('408', '504') OR lower(${error}) LIKE '%timeout%' THEN ${did.timed_out} WHEN ${error} IS NOT NULL OR ${row.text('status', 'code')} = '2' THEN ${did.failed} WHEN ${row.attribute('gen_ai.response.finish_reasons')} = 'error' THEN ${did.aborted} ELSE ${did.delivered} END`,
    input: count('llm.token_count.prompt', 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'),
    cached: count(
      'llm.token_count.prompt_details.cache_read',
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_read_input_tokens',
    ),
    cacheWrite: count(
      'llm.token_count.prompt_details.cache_write',
      'gen_ai.usage.cache_write.input_tokens',
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.cache_creation_input_tokens',
    ),
    cachedTokens: {
      convention: 'proved by kind',
      kind: either('openinference.span.kind', 'gen_ai.provider.name', 'gen_ai.system'),
    },
    output: count(
      'llm.token_count.completion',
      'gen_ai.usage.output_tokens',
      'gen_ai.usage.completion_tokens',
    ),
    reasoning: count('llm.token_count.completion_details.reasoning', 'gen_ai.usage.reasoning.output_tokens'),
    cost: null,
    team: row.attribute('gen_ai.conversation.team'),
  };
}

const spans = {
  container: 'documents',
  signature: [['resourceSpans', '0', 'scopeSpans', '0', 'spans', '0', 'traceId']],
  within: [['resourceSpans'], ['scopeSpans'], ['spans']],
  everyHas: 'resourceSpans',
  grain: 'attempt',
  currency: 'USD',
  keep: isModelSpan,
  identity: (row) => `concat(${row.text('traceId')}, ' ', ${row.text('spanId')})`,
  meaning,
} satisfies Partial<UsageFormat>;

/** Spans of OpenTelemetry's conventions for generative AI, of today and before, and of OpenLLMetry: OTLP as JSON. */
export const openTelemetrySpans: UsageFormat = {
  ...spans,
  id: 'opentelemetry',
  title: 'OpenTelemetry GenAI spans',
  contains: 'gen_ai.',
  rules: ['spans of agents and tools repeat the tokens of the calls below them and are left out', sampling],
};

/** Spans of the OpenInference convention. */
export const openInferenceSpans: UsageFormat = {
  ...spans,
  id: 'openinference',
  title: 'OpenInference spans',
  contains: 'openinference.span.kind',
  rules: ['only spans of models are counted; the input count includes cached tokens', sampling],
};
