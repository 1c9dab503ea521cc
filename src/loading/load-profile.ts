import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import { profileOfAnswer } from './answered-profile.ts';
import { discardLogs, openLogs, type LogFile, type LogWatch, type OpenLogs } from '../io/index.ts';
import {
  chooseFormat,
  columnsRead,
  boundsQuery,
  duckdb,
  meaningQuery,
  noTime,
  pagesMissing,
  pagesQuery,
  profileQuery,
  proofQuery,
  scanQueries,
  readAnswer,
  rowsCounted,
  strangersQuery,
  wereLeftOut,
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

/**
 * Reads log files of one kind into a profile, and hands it on with the log still open; it is closed when `use` is done. Where `watch`
 * ends it, it fails without a problem.
 */
export async function withProfile<T>(
  files: readonly LogFile[],
  question: LogQuestion,
  use: (log: ProfiledLog) => Promise<Result<T>>,
  watch?: LogWatch,
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
  const logs = await openLogs(files, watch);
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
  const rows = await answerOf(logs, meaning, scope, () => typedMeaning(logs, format, question));
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

/** What the log means where its reader gives counts and amounts as such; null where it cannot. */
function typedMeaning(logs: OpenLogs, format: UsageFormat, question: LogQuestion): Meaning | null {
  const renamed = new Map(question.columns);
  const types = columnsRead(format, renamed, duckdb);
  const source = types === null ? null : logs.typedSource(types, renamed);
  return source === null ? null : meaningQuery(format, source, duckdb, question.cached);
}

/**
 * The answer of a log, in one scan, or where scans are cheap in one for each kind of answer. A log of text is first read as the
 * counts and amounts that it should hold; where a row holds something else, again as text, to say what is wrong with which rows.
 */
async function answerOf(
  logs: OpenLogs,
  meaning: Meaning,
  scope: ProfileScope,
  typed: () => Meaning | null,
): Promise<Result<readonly AnswerRow[]>> {
  if (!logs.isCheapToScan) {
    const quick = typed();
    const rows = quick === null ? null : await logs.query(profileQuery(quick, duckdb, scope));
    // Rows without a time can be lines that hold nothing of a log.
    if (rows?.ok === true && !wereLeftOut(rows.value, noTime)) return rows;
    return logs.query(profileQuery(meaning, duckdb, scope));
  }
  const bounds = await logs.query(boundsQuery(meaning, duckdb, scope));
  if (!bounds.ok) return bounds;
  const [rows, ...never] = bounds.value[0] ?? [];
  const isNever = never.map((each) => each === 'true');
  const { hours, counts, problems } = scanQueries(meaning, duckdb, scope, isNever);
  const good = await logs.query(hours);
  if (!good.ok) return good;
  const isEveryRowGood = rowsCounted(good.value) === Number(rows);
  const others = isEveryRowGood ? ok([]) : await logs.query(problems);
  if (!others.ok) return others;
  const all = isEveryRowGood
    ? scanQueries(
        meaning,
        duckdb,
        scope,
        never.map(() => true),
      ).counts
    : counts;
  const counted = await logs.query(all);
  return counted.ok ? ok([...good.value, ...others.value, ...counted.value]) : counted;
}

/** Midnight UTC after tomorrow has ended everywhere: a clock that is ahead of ours by a zone is not in the future. */
export function yetToCome(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + 2 * 86_400_000).toISOString().slice(0, 10);
}
