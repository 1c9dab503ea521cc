import { did, type UsageFormat } from './format.ts';

/** Sessions of Codex: a line for each event; token counts are among them. */
export const codexSession: UsageFormat = {
  id: 'codex-session',
  title: 'Codex sessions',
  container: 'documents',
  signature: [['payload', 'info', 'last_token_usage', 'input_tokens']],
  everyHas: 'payload',
  grain: 'attempt',
  currency: 'USD',
  keep: (row) =>
    `${row.text('payload', 'type')} = 'token_count' AND ${row.text('payload', 'info', 'last_token_usage', 'input_tokens')} IS NOT NULL`,
  meaning: (row) => {
    const last = (key: string): string => row.whole('payload', 'info', 'last_token_usage', key);
    return {
      at: row.instant('timestamp'),
      requests: '1',
      model: row.text('payload', 'info', 'model'),
      outcome: did.delivered,
      input: last('input_tokens'),
      cached: last('cached_input_tokens'),
      cacheWrite: null,
      cachedTokens: { convention: 'within' },
      output: last('output_tokens'),
      reasoning: last('reasoning_output_tokens'),
      cost: null,
      team: null,
    };
  },
  rules: [
    'the tokens of each turn are counted, not the totals of the session, which grow from turn to turn',
    'the input count includes cached tokens',
  ],
};
