import { did, type UsageFormat } from './format.ts';

/** Amazon Bedrock's model invocation log, version 1.0. */
export const bedrockLog: UsageFormat = {
  id: 'bedrock-log',
  title: 'Amazon Bedrock invocation log',
  container: 'documents',
  signature: [['schemaType'], ['modelId'], ['requestId'], ['operation']],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('requestId'),
  meaning: (row) => {
    const [error, model] = [row.text('errorCode'), row.text('modelId')];
    return {
      at: row.instant('timestamp'),
      requests: '1',
      model,
      outcome: `CASE WHEN ${error} LIKE 'Throttling%' THEN ${did.rejected} WHEN ${error} LIKE '%Timeout%' THEN ${did.timed_out} WHEN ${error} IS NOT NULL THEN ${did.failed} ELSE ${did.delivered} END`,
      input: row.whole('input', 'inputTokenCount'),
      cached: row.whole('input', 'cacheReadInputTokenCount'),
      cacheWrite: row.whole('input', 'cacheWriteInputTokenCount'),
      cachedTokens: { convention: 'by row', isWithin: `${model} NOT LIKE '%anthropic.%'` },
      output: row.whole('output', 'outputTokenCount'),
      reasoning: null,
      cost: null,
      team: row.text('requestMetadata', 'team'),
    };
  },
  rules: [
    'the input count excludes cached tokens for Anthropic’s models and includes them for others',
    'only calls in regions and accounts where logging is on are in this log',
  ],
};
