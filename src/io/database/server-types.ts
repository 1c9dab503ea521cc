import type { Result } from '../../diagnostics/index.ts';
import type { ColumnType, Database } from '../../usage/index.ts';

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
