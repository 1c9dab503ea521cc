import { resolve } from 'node:path';
import { fail, problem, type Result } from '../../../diagnostics/index.ts';
import { readTextFile } from '../../../io/index.ts';
import { answerOf, profileOfAnswer, yetToCome } from '../../../loading/index.ts';
import {
  serverQuery,
  type Database,
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
  if (!text.ok) return text;
  const answer = await answerOf(text.value, file);
  if (!answer.ok) return answer;
  const { format, because } = query.value.recognized;
  return profileOfAnswer(answer.value, {
    format,
    because,
    files: [table.name],
    zone: question.zone,
    unreadable: 0,
  });
}

function askedOf(
  [name = '', ...others]: readonly string[],
  flags: TableFlags,
  environment: Environment,
): Result<{ readonly table: ServerTable; readonly question: ServerQuestion }> {
  const misused = misusedFlags(flags);
  if (!misused.ok) return misused;
  const { logFormat, map = [], cached, zone, from, until, columns } = flags;
  const listed = columns === undefined ? map.map(([, column]) => column) : columns.split(',');
  const wanted = listed.map((column) => column.trim()).filter((column) => column !== '');
  if (others.length > 0 || wanted.length === 0)
    return fail(
      problem('usage/table', 'a query is for one table, whose columns must be given', {
        hint: 'such as crossover usage public.requests --sql postgres --columns timestamp,model,input_tokens,output_tokens',
      }),
    );
  return {
    ok: true,
    diagnostics: [],
    value: {
      table: { name, columns: wanted },
      question: {
        named: logFormat ?? null,
        columns: map,
        cached: cached ?? null,
        zone,
        from: from ?? null,
        until: until ?? null,
        future: yetToCome(environment.today()),
      },
    },
  };
}
