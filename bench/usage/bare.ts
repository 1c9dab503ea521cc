/** Containers of the same rows. */
export const containers = ['parquet', 'csv', 'jsonl'] as const;
export type Container = (typeof containers)[number];

const types = {
  timestamp: 'TIMESTAMP',
  model: 'VARCHAR',
  status: 'INTEGER',
  input_tokens: 'BIGINT',
  cached_tokens: 'BIGINT',
  output_tokens: 'BIGINT',
  cost: 'DECIMAL(18, 10)',
} as const;

/** Rows of requests over two months, of three models, of which every fiftieth is rejected; written as Parquet, then as text. */
export function makeRows(rows: number, fileOf: (container: Container) => string): readonly string[] {
  const hashed = (seed: number, below: number): string => `CAST(hash(i * ${seed}) % ${below} AS BIGINT)`;
  const columns = [
    `TIMESTAMP '2026-09-01' + to_seconds(CAST(i * ${(61 * 86_400) / rows} AS BIGINT)) AS timestamp`,
    `['gpt-4o-mini', 'claude-haiku-4-5', 'gpt-4o'][1 + ${hashed(1, 3)}] AS model`,
    `CASE WHEN hash(i * 7) % 50 = 0 THEN 429 ELSE 200 END AS status`,
    `200 + ${hashed(3, 4000)} AS input_tokens`,
    `${hashed(5, 200)} AS cached_tokens`,
    `20 + ${hashed(11, 800)} AS output_tokens`,
    `CAST(${hashed(13, 1000)} / 1e6 AS DECIMAL(18, 10)) AS cost`,
  ];
  const from = `read_parquet('${fileOf('parquet')}')`;
  return [
    `COPY (SELECT ${columns.join(', ')} FROM range(${rows}) AS numbers(i)) TO '${fileOf('parquet')}'`,
    `COPY (FROM ${from}) TO '${fileOf('csv')}' (HEADER)`,
    `COPY (SELECT * REPLACE (strftime(timestamp, '%Y-%m-%dT%H:%M:%SZ') AS timestamp) FROM ${from}) TO '${fileOf('jsonl')}' (FORMAT json)`,
  ];
}

/** The file as a table whose columns are known beforehand, as somebody who knows the file writes it. */
function tableOf(container: Container, file: string): string {
  const columns = Object.entries(types).map(([name, type]) => `${name}: '${type}'`);
  switch (container) {
    case 'parquet':
      return `read_parquet('${file}')`;
    case 'csv':
      return `read_csv('${file}', columns = {${columns.join(', ')}})`;
    case 'jsonl':
      return `read_json('${file}', format = 'newline_delimited', columns = {${columns.join(', ')}})`;
  }
}

const classes =
  'CASE WHEN input_tokens <= 8000 THEN 0 WHEN input_tokens <= 32000 THEN 1 WHEN input_tokens <= 128000 THEN 2 WHEN input_tokens <= 200000 THEN 3 ELSE 4 END';

/**
 * The figures of a profile by a query for this very file: requests, tokens and cost by hour, model, status and class of
 * length, the busiest minute, and how many requests there are of each length, from which quantiles follow. Nothing is checked.
 * From Parquet, each part reads its own columns; text is parsed once.
 */
export function bareQuery(container: Container, file: string): string {
  const from = tableOf(container, file);
  return container === 'parquet'
    ? `SELECT 'hour' AS about, date_trunc('hour', timestamp) AS hour, model, status, ${classes} AS class,
  count(*) AS requests, sum(input_tokens) AS input, sum(cached_tokens) AS cached, sum(output_tokens) AS output, sum(cost) AS cost
FROM ${from} GROUP BY ALL
UNION ALL
SELECT 'minute', NULL, NULL, NULL, NULL, max(requests), NULL, NULL, NULL, NULL
FROM (SELECT date_trunc('minute', timestamp) AS minute, count(*) AS requests FROM ${from} GROUP BY minute)
UNION ALL
SELECT 'input', NULL, NULL, NULL, input_tokens, count(*), NULL, NULL, NULL, NULL
FROM ${from} WHERE status = 200 GROUP BY input_tokens
UNION ALL
SELECT 'output', NULL, NULL, NULL, output_tokens, count(*), NULL, NULL, NULL, NULL
FROM ${from} WHERE status = 200 GROUP BY output_tokens`
    : `WITH log AS (
  SELECT date_trunc('hour', timestamp) AS hour, date_trunc('minute', timestamp) AS minute, model, status, ${classes} AS class,
    CASE WHEN status = 200 THEN input_tokens END AS input_length, CASE WHEN status = 200 THEN output_tokens END AS output_length,
    input_tokens, cached_tokens, output_tokens, cost
  FROM ${from}
)
SELECT hour, model, status, class, minute, input_length, output_length,
  count(*) AS requests, sum(input_tokens) AS input, sum(cached_tokens) AS cached, sum(output_tokens) AS output, sum(cost) AS cost
FROM log GROUP BY GROUPING SETS ((hour, model, status, class), (minute), (input_length), (output_length))`;
}
