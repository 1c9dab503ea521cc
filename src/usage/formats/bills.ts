import { did, type LogRow, type RowMeaning, type UsageFormat } from './format.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';

/** What a line of a bill is for, told from its words. */
interface BillLine {
  readonly at: Sql;
  readonly until: Sql;
  readonly currency: Sql;
  readonly model: Sql;
  /** Words such as `Gemini 2.5 Pro Text Input`. */
  readonly words: Sql;
  /** Tokens of the line; null where it counts something else. */
  readonly tokens: Sql;
  readonly cost: Sql;
  readonly team: Sql;
}

/** A bill has a line for each kind of token, and no requests. Azure shortens words: `Inp`, `Outp`, `Cd Inp`, `Cd Wr`. */
function billed({ at, until, currency, model, words, tokens, cost, team }: BillLine): RowMeaning {
  const says = (...parts: readonly string[]): Sql =>
    `(${parts.map((part) => `lower(${words}) LIKE '%${part}%'`).join(' OR ')})`;
  const isOutput = says('outp', ' opt ', ' out ');
  const isCache = says('cache', 'cchd', ' cd ');
  const isRead = `(${isCache} AND NOT ${says('write', 'creation', ' wr ')})`;
  const isWrite = `(${isCache} AND NOT ${isRead})`;
  const isReasoning = `(${isOutput} AND ${says('thinking')})`;
  const where = (condition: Sql): Sql => `CASE WHEN ${condition} THEN ${tokens} ELSE 0 END`;
  return {
    at,
    until,
    currency: `upper(${currency})`,
    requests: null,
    model,
    outcome: did.delivered,
    input: where(`${says('inp')} AND NOT ${isOutput} AND NOT ${isCache}`),
    cached: where(`${isRead} AND NOT ${isOutput}`),
    cacheWrite: where(`${isWrite} AND NOT ${isOutput}`),
    cachedTokens: { convention: 'beside' },
    output: where(isOutput),
    reasoning: where(isReasoning),
    cost,
    team,
  };
}

const noRequests = 'a bill counts no requests: tokens per request are not known from it';

function openaiLine(
  row: LogRow,
  sql: Dialect,
  period: readonly [Sql, Sql],
  cost: Sql,
  currency: Sql,
): RowMeaning {
  const line = row.text('line_item');
  const unit = row.text('quantity_unit');
  const quantity = row.whole('quantity');
  return billed({
    at: sql.epoch(period[0], 1),
    until: sql.epoch(period[1], 1),
    currency,
    model: `CASE WHEN ${line} LIKE '%,%' THEN ${sql.before(line, ',')} ELSE ${line} END`,
    words: line,
    tokens: `CASE WHEN ${unit} = 'tokens' THEN ${quantity} WHEN ${unit} = '1000_tokens' THEN ${quantity} * 1000 ELSE 0 END`,
    cost,
    team: row.text('project_id'),
  });
}

/** OpenAI's costs API: pages of days. */
export const openaiCosts: UsageFormat = {
  id: 'openai-costs',
  title: 'OpenAI costs API',
  container: 'documents',
  signature: [
    ['data', '0', 'results', '0', 'amount'],
    ['data', '0', 'results', '0', 'line_item'],
    ['data', '0', 'start_time'],
  ],
  within: [['data'], ['results']],
  paged: true,
  grain: 'bucket',
  currency: 'USD',
  meaning: (row, sql) =>
    openaiLine(
      row,
      sql,
      [row.outer('start_time'), row.outer('end_time')],
      row.decimal('amount', 'value'),
      row.text('amount', 'currency'),
    ),
  rules: [noRequests, 'it does not show credits and discounts separately'],
};

/** The costs CSV of OpenAI's dashboard. */
export const openaiDashboardCosts: UsageFormat = {
  id: 'openai-dashboard-costs',
  title: 'OpenAI dashboard costs',
  container: 'table',
  signature: [['start_time'], ['amount_value'], ['amount_currency'], ['line_item']],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row, sql) =>
    openaiLine(
      row,
      sql,
      [row.text('start_time'), row.text('end_time')],
      row.decimal('amount_value'),
      row.text('amount_currency'),
    ),
  rules: [noRequests, 'a day without an amount is a day without use'],
};

/** Anthropic's cost report: amounts in cents. */
export const anthropicCost: UsageFormat = {
  id: 'anthropic-cost',
  title: 'Anthropic cost report',
  container: 'documents',
  signature: [
    ['data', '0', 'results', '0', 'amount'],
    ['data', '0', 'results', '0', 'cost_type'],
    ['data', '0', 'starting_at'],
  ],
  within: [['data'], ['results']],
  paged: true,
  grain: 'bucket',
  currency: 'USD',
  meaning: (row, sql) =>
    billed({
      at: sql.instant(row.outer('starting_at')),
      until: sql.instant(row.outer('ending_at')),
      currency: row.text('currency'),
      model: row.text('model'),
      words: row.text('token_type'),
      tokens: '0',
      cost: `${row.decimal('amount')} * 0.01`,
      team: row.text('workspace_id'),
    }),
  rules: [noRequests, 'amounts are stated in cents', 'what the priority tier costs is not in this report'],
};

/** Anthropic's analytics of cost: amounts in cents, after discounts and before credits. */
export const anthropicAnalytics: UsageFormat = {
  id: 'anthropic-analytics',
  title: 'Anthropic cost analytics',
  container: 'documents',
  signature: [
    ['data', '0', 'cost', 'list_amount'],
    ['data', '0', 'group'],
  ],
  within: [['data']],
  paged: true,
  grain: 'bucket',
  currency: 'USD',
  meaning: (row) => ({
    ...billed({
      at: row.instant('starting_at'),
      until: row.instant('ending_at'),
      currency: row.text('cost', 'currency'),
      model: row.text('group', 'model'),
      words: "''",
      tokens: '0',
      cost: `${row.decimal('cost', 'amount')} * 0.01`,
      team: row.text('group', 'workspace_id'),
    }),
    requests: row.whole('cost', 'requests'),
  }),
  rules: [
    'amounts are stated in cents, after discounts and before credits',
    'rows by access group overlap: their sum is more than was paid',
  ],
};

/** The cost CSV of Anthropic's console. */
export const anthropicConsoleCost: UsageFormat = {
  id: 'anthropic-console-cost',
  title: 'Anthropic console costs',
  container: 'table',
  signature: [['usage_date_utc'], ['token_type'], ['cost_usd']],
  grain: 'bucket',
  currency: 'USD',
  meaning: (row) =>
    billed({
      at: row.instant('usage_date_utc'),
      until: 'NULL',
      currency: "'USD'",
      model: row.text('model'),
      words: row.text('token_type'),
      tokens: '0',
      cost: row.decimal('cost_usd'),
      team: row.text('workspace'),
    }),
  rules: [noRequests, 'each row is rounded to cents, so small rows are 0: no price can be derived from it'],
};

/** AWS Cost and Usage Report 2.0, its lines of Amazon Bedrock. */
export const awsBill: UsageFormat = {
  id: 'aws-cur',
  title: 'AWS Cost and Usage Report',
  container: 'table',
  signature: [
    ['line_item_usage_start_date'],
    ['line_item_product_code'],
    ['line_item_unblended_cost'],
    ['pricing_unit'],
  ],
  grain: 'bucket',
  currency: 'USD',
  keep: (row) => `${row.text('line_item_product_code')} LIKE '%Bedrock%'`,
  meaning: (row, sql) => {
    const amount = row.decimal('line_item_usage_amount');
    const unit = row.text('pricing_unit');
    const kind = row.text('line_item_usage_type');
    return billed({
      at: row.instant('line_item_usage_start_date'),
      until: row.instant('line_item_usage_end_date'),
      currency: row.text('line_item_currency_code'),
      model: `coalesce(${sql.after(row.text('line_item_resource_id'), '/')}, ${row.text('line_item_line_item_description')})`,
      words: kind,
      tokens: `CASE WHEN ${unit} = '1M tokens' THEN ${sql.rounded(`${amount} * 1000000`)} WHEN ${unit} = '1K tokens' THEN ${sql.rounded(`${amount} * 1000`)} ELSE 0 END`,
      cost: `coalesce(${row.decimal('line_item_net_unblended_cost')}, ${row.decimal('line_item_unblended_cost')})`,
      team: row.text('line_item_usage_account_id'),
    });
  },
  rules: [
    noRequests,
    'only lines of Amazon Bedrock are counted',
    'the net amount is used where there is a discount',
    'columns by user repeat a line for each user',
  ],
};

/** Google Cloud's detailed billing export, its lines of Vertex AI and Gemini. */
export const googleBill: UsageFormat = {
  id: 'google-billing',
  title: 'Google Cloud billing export',
  container: 'documents',
  signature: [
    ['billing_account_id'],
    ['sku', 'description'],
    ['usage_start_time'],
    ['usage', 'amount_in_pricing_units'],
  ],
  everyHas: 'billing_account_id',
  grain: 'bucket',
  currency: 'USD',
  keep: (row) =>
    `(${row.text('service', 'description')} LIKE 'Vertex AI%' OR ${row.text('service', 'description')} LIKE '%Gemini%')`,
  meaning: (row) => {
    const words = row.text('sku', 'description');
    return billed({
      at: row.instant('usage_start_time'),
      until: row.instant('usage_end_time'),
      currency: row.text('currency'),
      model: words,
      words,
      tokens: `CASE WHEN ${row.text('usage', 'pricing_unit')} = 'count' THEN ${row.whole('usage', 'amount_in_pricing_units')} ELSE 0 END`,
      cost: `${row.decimal('cost')} + ${row.sumOver(['credits'], 'amount')}`,
      team: row.text('project', 'id'),
    });
  },
  rules: [
    noRequests,
    'only lines of Vertex AI and Gemini are counted',
    'credits are subtracted from the cost',
    'thinking tokens have a line of their own and count as output',
  ],
};

/** Vendors put the unit of tokens into ConsumedUnit, or into PricingUnit alone, as 1K tokens; Azure counts Units, and its meter says tokens. */
function focusTokens(row: LogRow, sql: Dialect, words: Sql): Sql {
  const unit = `lower(${row.text('PricingUnit')})`;
  const priced = row.decimal('PricingQuantity');
  const times = (factor: string): Sql => sql.rounded(`${priced} * ${factor}`);
  return `CASE WHEN lower(${row.text('ConsumedUnit')}) = 'tokens' OR (lower(${row.text('ConsumedUnit')}) = 'units' AND lower(${words}) LIKE '%tokens%') THEN ${row.whole('ConsumedQuantity')} WHEN ${unit} = 'tokens' THEN ${times('1')} WHEN ${unit} IN ('1k tokens', '1000 tokens') THEN ${times('1000')} WHEN ${unit} IN ('1m tokens', '1000000 tokens') THEN ${times('1000000')} ELSE 0 END`;
}

/** A bill in the FOCUS format, 1.0 to 1.4. */
export const focusBill: UsageFormat = {
  id: 'focus',
  title: 'FOCUS bill',
  container: 'table',
  signature: [['BilledCost'], ['ChargePeriodStart'], ['ServiceName'], ['BillingCurrency']],
  grain: 'bucket',
  currency: 'USD',
  keep: (row) => `${row.text('ChargeCategory')} = 'Usage'`,
  meaning: (row, sql) => {
    const words = `coalesce(${row.text('SkuMeter')}, ${row.text('ChargeDescription')})`;
    return billed({
      at: row.instant('ChargePeriodStart'),
      until: row.instant('ChargePeriodEnd'),
      currency: row.text('BillingCurrency'),
      model: `coalesce(${row.text('SkuId')}, ${row.text('ServiceName')})`,
      words,
      tokens: focusTokens(row, sql, words),
      cost: row.decimal('BilledCost'),
      team: row.text('SubAccountName'),
    });
  },
  rules: [
    noRequests,
    'only charges for usage are counted, as billed: purchases, taxes and credits are not',
    'amounts and tokens below zero take back what was billed before, and are added',
  ],
};
