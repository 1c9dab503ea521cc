import { did, outcomeOfStatus, type UsageFormat } from './format.ts';

const noSplit = 'this log does not show cached tokens: the whole input is treated as uncached';

/** Logs of Cloudflare's AI Gateway, as its API gives them. */
export const cloudflareGateway: UsageFormat = {
  id: 'cloudflare-gateway',
  title: 'Cloudflare AI Gateway logs',
  container: 'documents',
  signature: [
    ['result', '0', 'tokens_in'],
    ['result', '0', 'tokens_out'],
    ['result', '0', 'status_code'],
  ],
  within: [['result']],
  textKeys: ['metadata'],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('id'),
  meaning: (row) => {
    const status = row.whole('status_code');
    const input = row.whole('tokens_in');
    return {
      at: row.instant('created_at'),
      requests: '1',
      model: row.text('model'),
      outcome: `CASE WHEN ${row.text('cached')} = 'true' THEN ${did.gateway_cache} WHEN ${status} < 400 AND ${input} IS NULL THEN ${did.aborted} ELSE ${outcomeOfStatus(status)} END`,
      input,
      cached: null,
      cacheWrite: null,
      cachedTokens: { convention: 'within' },
      output: row.whole('tokens_out'),
      reasoning: null,
      cost: row.decimal('cost'),
      team: row.text('metadata', 'team'),
    };
  },
  rules: [
    noSplit,
    'a success without tokens is counted as aborted',
    'the amounts are the gateway’s estimates',
  ],
};

/** Kong's AI audit log. */
export const kongProxy: UsageFormat = {
  id: 'kong-ai-proxy',
  title: 'Kong AI proxy log',
  container: 'documents',
  signature: [
    ['ai', 'proxy', 'usage', 'prompt_tokens'],
    ['ai', 'proxy', 'meta', 'request_model'],
  ],
  grain: 'attempt',
  currency: 'USD',
  meaning: (row, sql) => {
    const usage = (...path: readonly string[]): string => row.text('ai', 'proxy', 'usage', ...path);
    return {
      at: sql.epoch(row.text('started_at'), 1_000),
      requests: '1',
      model: `coalesce(${row.text('ai', 'proxy', 'meta', 'response_model')}, ${row.text('ai', 'proxy', 'meta', 'request_model')})`,
      outcome: `CASE WHEN ${row.text('ai', 'proxy', 'cache', 'cache_status')} = 'Hit' THEN ${did.gateway_cache} ELSE ${outcomeOfStatus(row.whole('response', 'status'))} END`,
      input: sql.whole(usage('prompt_tokens')),
      cached: sql.whole(usage('prompt_tokens_details', 'cached_tokens')),
      cacheWrite: null,
      cachedTokens: { convention: 'within' },
      output: sql.whole(usage('completion_tokens')),
      reasoning: sql.whole(usage('completion_tokens_details', 'reasoning_tokens')),
      cost: sql.decimal(usage('cost')),
      team: row.text('consumer', 'username'),
    };
  },
  rules: ['cached tokens are shown from Kong 3.11 on', 'the amounts are 0 where no prices are configured'],
};

/** Portkey's log export. */
export const portkeyLogs: UsageFormat = {
  id: 'portkey-logs',
  title: 'Portkey log export',
  container: 'documents',
  signature: [['ai_model'], ['req_units'], ['res_units'], ['response_status_code']],
  grain: 'attempt',
  currency: 'USD',
  identity: (row) => row.text('id'),
  meaning: (row) => ({
    at: row.instant('created_at'),
    requests: '1',
    model: row.text('ai_model'),
    outcome: outcomeOfStatus(row.whole('response_status_code')),
    input: row.whole('req_units'),
    cached: null,
    cacheWrite: null,
    cachedTokens: { convention: 'within' },
    output: row.whole('res_units'),
    reasoning: null,
    cost: `${row.decimal('cost')} * 0.01`,
    team: row.text('metadata', 'team'),
  }),
  rules: [noSplit, 'amounts are stated in cents'],
};
