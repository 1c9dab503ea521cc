import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { profileOfAnswer } from './answered-profile.ts';
import { discardLogs, openLogs, type LogFile, type OpenLogs } from '../io/index.ts';
import {
  chooseFormat,
  countsQuery,
  duckdb,
  hourQuery,
  meaningQuery,
  pagesMissing,
  pagesQuery,
  profileQuery,
  proofQuery,
  readAnswer,
  strangersQuery,
  type AnswerRow,
  type FormatWishes,
  type Meaning,
  type ProfileAnswer,
  type ProfileScope,
  type UsageFormat,
  type UsageResult,
} from '../usage/index.ts';

/** How a log is to be read. */
export interface LogQuestion extends FormatWishes {
  /** Whether cached tokens lie within the input; null leaves it to the format. */
  readonly cached: 'within' | 'beside' | null;
  readonly zone: string;
  /** The first instant that counts, and the first that counts no more; null for no bound. */
  readonly from: string | null;
  readonly until: string | null;
  /** The date of today. */
  readonly today: string;
}

/** A log that was read, still open for other questions. */
export interface ProfiledLog {
  readonly profile: Omit<UsageResult, 'scenario'>;
  readonly answer: ProfileAnswer;
  readonly format: UsageFormat;
  /** The rows of the log without their format, and how they were judged. */
  readonly meaning: Meaning;
  readonly scope: ProfileScope;
  readonly query: OpenLogs['query'];
}

/** Reads log files of one kind into a profile, and hands it on with the log still open; it is closed when `use` is done. */
export async function withProfile<T>(
  files: readonly LogFile[],
  question: LogQuestion,
  use: (log: ProfiledLog) => Promise<Result<T>>,
): Promise<Result<T>> {
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  if (kinds.length > 1) {
    await discardLogs(files);
    return fail(
      problem(
        'usage/mixed-formats',
        `these files are of several kinds (${kinds.join(', ')}); profile each kind on its own`,
      ),
    );
  }
  const logs = await openLogs(files);
  if (!logs.ok) {
    await discardLogs(files);
    return logs;
  }
  try {
    const read = await profileOf(logs.value, files, question);
    return read.ok ? await use(read.value) : read;
  } finally {
    logs.value.close();
    await discardLogs(files);
  }
}

async function profileOf(
  logs: OpenLogs,
  files: readonly LogFile[],
  question: LogQuestion,
): Promise<Result<ProfiledLog>> {
  const recognized = chooseFormat(logs.sample, files[0]?.name ?? '', question);
  if (!recognized.ok) return recognized;
  const { format, because } = recognized.value;
  const source = logs.source(new Map(question.columns));
  const meaning = meaningQuery(format, source, duckdb, question.cached);
  const proved = meaning.needsProof ? await logs.query(proofQuery(meaning.rows)) : ok([]);
  if (!proved.ok) return proved;
  const { zone, from, until } = question;
  const future = yetToCome(question.today);
  const kinds = proved.value.flatMap(([kind]) => kind ?? []);
  const scope: ProfileScope = { proved: kinds, grain: format.grain, zone, from, until, future };
  const rows = await answerOf(logs, meaning, scope);
  if (!rows.ok) return rows;
  const strangers =
    format.everyHas !== undefined && source.container === 'documents'
      ? await logs.query(strangersQuery(source, format.everyHas, duckdb))
      : ok([]);
  if (!strangers.ok) return strangers;
  const unreadable =
    (meaning.hasUnreadable ? 0 : await logs.unreadable()) + Number(strangers.value[0]?.[0] ?? 0);
  const answer = readAnswer(rows.value);
  const names = files.map(({ name }) => name);
  const pages =
    format.paged === true && source.container === 'documents'
      ? await logs.query(pagesQuery(source, duckdb))
      : ok([]);
  if (!pages.ok) return pages;
  const rules = pages.value.some(([more, last]) => more !== '0' && last === '0')
    ? [pagesMissing, ...format.rules]
    : format.rules;
  const asRead = { ...format, rules };
  const profile = profileOfAnswer(answer, { format: asRead, because, files: names, zone, unreadable });
  if (!profile.ok) return profile;
  return ok({ profile: profile.value, answer, format, meaning, scope, query: logs.query });
}

/** The answer of a log, in one scan, or where scans are cheap in one for each kind of answer. */
async function answerOf(
  logs: OpenLogs,
  meaning: Meaning,
  scope: ProfileScope,
): Promise<Result<readonly AnswerRow[]>> {
  if (!logs.isCheapToScan) return logs.query(profileQuery(meaning, duckdb, scope));
  const hours = await logs.query(hourQuery(meaning, duckdb, scope));
  if (!hours.ok) return hours;
  const isEveryRowGood = hours.value.every(([about]) => about !== 'problem');
  const counts = await logs.query(countsQuery(meaning, duckdb, scope, isEveryRowGood));
  return counts.ok ? ok([...hours.value, ...counts.value]) : counts;
}

/** Midnight UTC after tomorrow has ended everywhere: a clock that is ahead of ours by a zone is not in the future. */
export function yetToCome(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + 2 * 86_400_000).toISOString().slice(0, 10);
}
