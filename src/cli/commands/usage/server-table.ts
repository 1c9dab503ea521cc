import { resolve } from 'node:path';
import { fail, problem, withoutUnsafe, type Result } from '../../../diagnostics/index.ts';
import { openServer, readTextFile } from '../../../io/index.ts';
import { answerOf, profileOfAnswer, yetToCome } from '../../../loading/index.ts';
import {
  databases,
  serverQuery,
  tableName,
  type Database,
  type Recognized,
  type ServerQuestion,
  type ServerTable,
  type UsageResult,
} from '../../../usage/index.ts';
import { deliver } from '../../deliver.ts';
import type { Environment } from '../../environment.ts';
import type { ExitCode } from '../../exit-code.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { misusedFlags, type LogFlags } from './log-options.ts';

/** The flags of a table that lies in a database. */
export interface TableFlags extends LogFlags {
  readonly columns?: string;
  /** The table of a server. */
  readonly table?: string;
}

/** Many millions of lengths and hours do not fit into an answer that was made of sums. */
const largestAnswer = 200_000_000;

/** `crossover usage TABLE --sql DATABASE`: the query alone, for whoever may not connect. */
export async function printQuery(
  session: Session,
  names: readonly string[],
  flags: TableFlags,
  database: Database,
  out: string | undefined,
): Promise<ExitCode> {
  const { environment } = session;
  const asked = askedOf(names, flags, environment);
  if (!asked.ok) return reportDiagnostics(environment, asked.diagnostics);
  const query = serverQuery(asked.value.table, database, asked.value.question);
  if (!query.ok) return reportDiagnostics(environment, query.diagnostics);
  return deliver(session, query.value.sql, out);
}

/** The profile that follows from what the query gave. */
export async function fromAnswer(
  names: readonly string[],
  flags: TableFlags,
  file: string,
  environment: Environment,
): Promise<Result<Omit<UsageResult, 'scenario'>>> {
  const asked = askedOf(names, flags, environment);
  if (!asked.ok) return asked;
  const { table, question } = asked.value;
  const query = serverQuery(table, 'duckdb', question);
  if (!query.ok) return query;
  const text = await readTextFile(resolve(environment.cwd, file), { name: file, sizeLimit: largestAnswer });
  return text.ok ? profileOf(text.value, file, query.value.recognized, table.name, question) : text;
}

/** The profile of a table that a server keeps: it is asked for its columns, and then for sums. */
export async function fromServer(
  address: string,
  flags: TableFlags,
  environment: Environment,
): Promise<Result<Omit<UsageResult, 'scenario'>>> {
  const misused = misusedFlags(flags);
  if (!misused.ok) return misused;
  const { table: name, timeLimit = 300 } = flags;
  if (name === undefined)
    return fail(
      problem('usage/table', 'a server has many tables: say which with --table', {
        hint: 'such as crossover usage postgres://reader@host/database --table public.requests',
      }),
    );
  const limits = { timeLimit: timeLimit * 1000, sizeLimit: largestAnswer };
  const server = openServer(address, limits, environment.env);
  if (!server.ok) return server;
  const { database } = server.value;
  const columns = await server.value.columns(tableName(name, databases[database]));
  if (!columns.ok) return columns;
  const table = { name, columns: [...columns.value.keys()], types: columns.value };
  const question = questionOf(flags, environment);
  const query = serverQuery(table, database, question);
  if (!query.ok) return query;
  const answer = await server.value.query(query.value.sql.replace(/;\n$/u, ''));
  const at = `${server.value.name} ${name}`;
  return answer.ok ? profileOf(answer.value, at, query.value.recognized, at, question) : answer;
}

async function profileOf(
  text: string,
  from: string,
  { format, because }: Recognized,
  name: string,
  { zone }: ServerQuestion,
): Promise<Result<Omit<UsageResult, 'scenario'>>> {
  const answer = await answerOf(text, from);
  if (!answer.ok) return answer;
  return profileOfAnswer(answer.value, { format, because, files: [name], zone, unreadable: 0 });
}

function questionOf(
  { logFormat, map = [], cached, zone, from, until }: TableFlags,
  environment: Environment,
): ServerQuestion {
  return {
    named: logFormat ?? null,
    columns: map,
    cached: cached ?? null,
    zone,
    from: from ?? null,
    until: until ?? null,
    future: yetToCome(environment.today()),
  };
}

function askedOf(
  [name = '', ...others]: readonly string[],
  flags: TableFlags,
  environment: Environment,
): Result<{ readonly table: ServerTable; readonly question: ServerQuestion }> {
  const misused = misusedFlags(flags);
  if (!misused.ok) return misused;
  const { map = [], columns } = flags;
  const listed = columns === undefined ? map.map(([, column]) => column) : columns.split(',');
  const wanted = listed.map((column) => column.trim()).filter((column) => column !== '');
  if (others.length > 0 || wanted.length === 0)
    return fail(
      problem('usage/table', 'a query is for one table, whose columns must be given', {
        hint: 'such as crossover usage public.requests --sql postgres --columns timestamp,model,input_tokens,output_tokens',
      }),
    );
  const hidden = [name, ...wanted].find((each) => withoutUnsafe(each) !== each);
  if (hidden !== undefined)
    return fail(problem('usage/table', `'${hidden}' has characters that are not seen in a query`));
  return {
    ok: true,
    diagnostics: [],
    value: {
      table: { name, columns: wanted },
      question: questionOf(flags, environment),
    },
  };
}
