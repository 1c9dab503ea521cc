import { spawn } from 'node:child_process';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { quoted, type ColumnType } from '../../usage/index.ts';
import { decoded } from './decoded.ts';
import type { Server, ServerLimits, ServerVariables } from './server-types.ts';

/** PostgreSQL through its own client, psql, which knows every way to log in. */
export function postgresServer(address: string, limits: ServerLimits, variables: ServerVariables): Server {
  // What psql is called with can be seen by others here: no password is in it. One may hold what divides the parts of an address.
  const inQuery = /(?<=[?&])password=([^&]*)&?/u;
  const withoutQuery = address.replace(inQuery, '').replace(/[?&]$/u, '');
  const [, before = withoutQuery, atHost, after = ''] =
    /^([^:]+:\/\/[^:@/]*):(.*)(@[^@]*)$/u.exec(withoutQuery) ?? [];
  const password = inQuery.exec(address)?.[1] ?? atHost;
  const [plain, name] = [before + after, (before + after).replace(/\?.*$/u, '')];
  // The server itself refuses to write and to take longer.
  const options = `-c default_transaction_read_only=on -c statement_timeout=${String(limits.timeLimit)} -c TimeZone=UTC`;
  const env = {
    PGCONNECT_TIMEOUT: '15',
    ...variables,
    ...(password === undefined ? {} : { PGPASSWORD: decoded(password) }),
    PGOPTIONS: `${variables['PGOPTIONS'] ?? ''} ${options}`.trim(),
    PGCLIENTENCODING: 'UTF8',
    PGAPPNAME: 'crossover',
  };
  const query = async (sql: string): Promise<Result<string>> =>
    ask(['-X', '-q', '-w', '--csv', '-v', 'ON_ERROR_STOP=1', '-d', plain, '-c', sql], env, name, limits);
  return {
    database: 'postgres',
    name,
    query,
    columns: async (table) => {
      const sql = `SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = CAST(${quoted(table, "'")} AS regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;
      const answer = await query(sql);
      if (!answer.ok) return answer;
      const { parse } = await import('csv-parse/sync');
      const rows: string[][] = parse(answer.value, { from_line: 2 });
      return ok(new Map(rows.map(([column = '', type = '']) => [column, columnType(type)])));
    },
  };
}

function columnType(type: string): ColumnType {
  if (type === 'smallint' || type === 'integer' || type === 'bigint') return 'whole';
  return type === 'timestamp without time zone' ? 'instant' : 'text';
}

async function ask(
  words: readonly string[],
  env: ServerVariables,
  name: string,
  { timeLimit, sizeLimit }: ServerLimits,
): Promise<Result<string>> {
  return new Promise((resolve) => {
    const client = spawn('psql', words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let [length, said] = [0, ''];
    const end = (answer: Result<string>): void => {
      clearTimeout(timer);
      client.kill('SIGKILL');
      resolve(answer);
    };
    const timer = setTimeout(() => {
      end(fail(problem('io/timeout', `${name}: it took longer than ${String(timeLimit)} ms`)));
    }, timeLimit + 15_000);
    client.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > sizeLimit)
        end(fail(problem('io/too-large', `${name}: the answer is larger than ${String(sizeLimit)} bytes`)));
    });
    client.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(0, 4_000);
    });
    client.on('error', () => {
      end(
        fail(
          problem('io/server', `${name}: the client of PostgreSQL, psql, is not installed here`, {
            hint: "install PostgreSQL's client (postgresql-client), or print the query with --sql postgres and run it elsewhere",
          }),
        ),
      );
    });
    client.on('close', (code) => {
      const reason = said.split('\n')[0]?.replace(/^(?:psql: )?(?:error|ERROR|FATAL): +/u, '') ?? '';
      end(
        code === 0
          ? ok(Buffer.concat(chunks).toString('utf8'))
          : fail(problem('io/server', `${name}: ${reason.slice(0, 300)}`)),
      );
    });
  });
}
