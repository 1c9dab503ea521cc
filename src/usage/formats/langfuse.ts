import { did, type LogRow, type RowMeaning, type UsageFormat } from './format.ts';
import type { Sql } from '../sql/dialect.ts';

interface Columns {
  readonly at: string;
  readonly usage: string;
  readonly model: string;
  readonly cost: string;
  readonly message: string;
}

function meaning(row: LogRow, names: Columns): RowMeaning {
  const part = (...keys: readonly string[]): Sql =>
    `coalesce(${keys.map((key) => row.whole(names.usage, key)).join(', ')}, 0)`;
  const sum = (...parts: readonly Sql[]): Sql => `(${parts.join(' + ')})`;
  const input = sum(part('input'), part('input_audio_tokens'));
  const cached = part(
    'input_cached_tokens',
    'input_cache_read',
    'cache_read_input_tokens',
    'prompt_details.cache_read',
  );
  // By how long the cache keeps them, in place of the count of both and never beside it.
  const byAge = sum(part('input_cache_creation_5m'), part('input_cache_creation_1h'));
  const written = `coalesce(${row.whole(names.usage, 'input_cache_creation')}, ${row.whole(names.usage, 'cache_creation_input_tokens')}, ${byAge})`;
  const reasoning = part('output_reasoning_tokens', 'output_reasoning');
  const predicted = ['accepted', 'rejected'].map((kind) => part(`output_${kind}_prediction_tokens`));
  const output = sum(part('output'), reasoning, part('output_audio_tokens'), ...predicted);
  const total = row.whole(names.usage, 'total');
  const message = row.text(names.message);
  return {
    at: row.instant(names.at),
    requests: '1',
    model: row.text(names.model),
    outcome: `CASE WHEN ${row.text('level')} = 'ERROR' THEN CASE WHEN ${message} LIKE '%429%' OR ${message} LIKE '%rate limit%' THEN ${did.rejected} WHEN lower(${message}) LIKE '%timeout%' OR lower(${message}) LIKE '%timed out%' THEN ${did.timed_out} ELSE ${did.failed} END ELSE ${did.delivered} END`,
    input,
    cached,
    cacheWrite: written,
    // The row's own total proves it: older integrations put all of the input into `input`.
    cachedTokens: {
      convention: 'by row',
      isWithin: `(${cached} + ${written} > 0 AND ${total} = ${input} + ${output})`,
    },
    output,
    reasoning,
    cost: row.decimal(names.cost),
    team: null,
    feature: row.text('tags'),
  };
}

const rules = [
  'only generations and embeddings are counted: spans and agents repeat the tokens of what they call',
  'input, cached and reasoning tokens are separate counts, except in rows whose total shows that the input count includes cached tokens',
];
const isGeneration = (row: LogRow): Sql => `${row.text('type')} IN ('GENERATION', 'EMBEDDING')`;

/** Langfuse observations as its blob export writes them. */
export const langfuseExport: UsageFormat = {
  id: 'langfuse-export',
  title: 'Langfuse observations (export)',
  container: 'table',
  signature: [['trace_id'], ['type'], ['start_time'], ['provided_model_name'], ['usage_details']],
  grain: 'attempt',
  replaced: true,
  currency: 'USD',
  keep: isGeneration,
  identity: (row) => row.text('id'),
  meaning: (row) =>
    meaning(row, {
      at: 'start_time',
      usage: 'usage_details',
      model: 'provided_model_name',
      cost: 'total_cost',
      message: 'status_message',
    }),
  rules,
};

/** Langfuse observations as its pages download them. */
export const langfuseDownload: UsageFormat = {
  id: 'langfuse-download',
  title: 'Langfuse observations (download)',
  container: 'documents',
  signature: [['traceId'], ['type'], ['startTime'], ['usageDetails']],
  everyHas: 'traceId',
  grain: 'attempt',
  currency: 'USD',
  keep: isGeneration,
  identity: (row) => row.text('id'),
  meaning: (row) =>
    meaning(row, {
      at: 'startTime',
      usage: 'usageDetails',
      model: 'model',
      cost: 'totalCost',
      message: 'statusMessage',
    }),
  rules,
};
