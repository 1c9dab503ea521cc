import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import type { ColumnType, Database } from '../../usage/index.ts';
import { clickhouseServer } from './clickhouse-server.ts';
import { postgresServer } from './postgres-server.ts';

/** What a question to a server may take. */
export interface ServerLimits {
  /** In milliseconds. */
  readonly timeLimit: number;
  /** Of an answer, in bytes. */
  readonly sizeLimit: number;
}

/** What is known of the machine that asks: passwords, and where programs lie. */
export type ServerVariables = Readonly<Record<string, string | undefined>>;

/** A database that somebody else keeps. Everything is asked of it read-only. */
export interface Server {
  readonly database: Extract<Database, 'postgres' | 'clickhouse'>;
  /** The address without its password. */
  readonly name: string;
  /** The answer to a query as CSV with a header; an empty field or \N is null. */
  readonly query: (sql: string) => Promise<Result<string>>;
  /** Columns of a table, whose name is quoted already, with what they hold. */
  readonly columns: (table: string) => Promise<Result<ReadonlyMap<string, ColumnType>>>;
}

/** Whether a name is the address of a database, and not that of a file. */
export function isServerAddress(name: string): boolean {
  return /^[a-z][a-z0-9+]+:\/\//iu.test(name);
}

/** A server by its address: `postgres://reader@host/database` or `clickhouse://reader@host:8443/database`. */
export function openServer(
  address: string,
  limits: ServerLimits,
  variables: ServerVariables,
): Result<Server> {
  const scheme = address.slice(0, address.indexOf(':')).toLowerCase();
  if (scheme === 'postgres' || scheme === 'postgresql') return ok(postgresServer(address, limits, variables));
  if (scheme.startsWith('clickhouse')) return clickhouseServer(address, limits, variables);
  return fail(
    problem('io/server', `${scheme}:// is not a database that can be read`, {
      hint: 'use postgres://reader@host/database or clickhouse://reader@host:8443/database; for others, usage TABLE --sql prints the query',
    }),
  );
}
