import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import type { ColumnType } from '../../usage/index.ts';
import { decoded } from './decoded.ts';
import type { Server, ServerLimits, ServerVariables } from './server-types.ts';

/**
 * ClickHouse by HTTP, as every installation speaks it: `clickhouse://` over TLS, `clickhouse+http://` plain, on this machine
 * alone. The password is that of the address or of CLICKHOUSE_PASSWORD.
 */
export function clickhouseServer(
  address: string,
  limits: ServerLimits,
  variables: ServerVariables,
): Result<Server> {
  const isPlain = address.toLowerCase().startsWith('clickhouse+http:');
  const location = address.replace(/^[^:]+:/u, isPlain ? 'http:' : 'https:');
  if (!URL.canParse(location))
    return fail(
      problem('io/server', 'this is no address of a database', {
        hint: 'such as clickhouse://reader@host:8443/database',
      }),
    );
  const url = new URL(location);
  const name = `${address.slice(0, address.indexOf(':'))}://${url.host}${url.pathname}`;
  if (isPlain && !/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(url.hostname))
    return fail(
      problem('io/insecure-url', `${name}: plain http is only used on this machine itself`, {
        hint: 'use clickhouse:// with the port for TLS, such as 8443',
      }),
    );
  const user = decoded(url.username) || (variables['CLICKHOUSE_USER'] ?? 'default');
  const password = decoded(url.password) || (variables['CLICKHOUSE_PASSWORD'] ?? '');
  const settings = {
    database: decoded(url.pathname.slice(1)) || 'default',
    default_format: 'CSVWithNames',
    // Reading, and settings of one's own such as the time, are all that is allowed.
    readonly: '2',
    max_execution_time: String(Math.ceil(limits.timeLimit / 1000)),
    wait_end_of_query: '1',
  };
  const target = new URL(`${url.protocol}//${url.host}/?${new URLSearchParams(settings).toString()}`);
  const headers = {
    'X-ClickHouse-User': user,
    'X-ClickHouse-Key': password,
    'Content-Type': 'text/plain; charset=utf-8',
  };
  const query = async (sql: string): Promise<Result<string>> => ask(target, headers, sql, name, limits);
  return ok({
    database: 'clickhouse',
    name,
    query,
    columns: async (table) => {
      const answer = await query(`DESCRIBE TABLE ${table}`);
      if (!answer.ok) return answer;
      const { parse } = await import('csv-parse/sync');
      const rows: string[][] = parse(answer.value, { from_line: 2, relax_column_count: true });
      return ok(new Map(rows.map(([column = '', type = '']) => [column, columnType(type)])));
    },
  });
}

function columnType(type: string): ColumnType {
  const inner = type.replace(/^(?:LowCardinality\()?(?:Nullable\()?/u, '');
  if (/^U?Int\d/u.test(inner)) return 'whole';
  return inner.startsWith('DateTime') ? 'instant' : 'text';
}

async function ask(
  target: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  name: string,
  { timeLimit, sizeLimit }: ServerLimits,
): Promise<Result<string>> {
  try {
    const signal = AbortSignal.timeout(timeLimit + 15_000);
    const response = await fetch(target, { method: 'POST', headers, body, redirect: 'error', signal });
    const chunks: Uint8Array[] = [];
    let length = 0;
    const bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
    for await (const chunk of bytes) {
      length += chunk.length;
      if (length > sizeLimit)
        return fail(problem('io/too-large', `${name}: the answer is larger than ${String(sizeLimit)} bytes`));
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    // Settings of a server may send an error after the answer has begun.
    if (response.status === 200 && response.headers.get('X-ClickHouse-Exception-Code') === null)
      return ok(text);
    const reason = text.split('\n')[0]?.replace(/^Code: \d+\. /u, '') ?? '';
    return fail(problem('io/server', `${name}: ${reason.slice(0, 300) || `status ${response.status}`}`));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'TimeoutError')
      return fail(problem('io/timeout', `${name}: it took longer than ${String(timeLimit)} ms`));
    if (!(error instanceof TypeError)) throw error;
    const { cause } = error;
    const reason =
      cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : error.message;
    return fail(problem('io/not-reached', `${name}: no answer (${reason})`));
  }
}
