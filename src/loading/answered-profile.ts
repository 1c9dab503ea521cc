import { fail, ok, problem, type Result } from '../diagnostics/index.ts';
import {
  answerColumns,
  makeProfile,
  readAnswer,
  unreadableLine,
  type AnswerRow,
  type ProfileAnswer,
  type ProfileQuestion,
  type UsageResult,
} from '../usage/index.ts';

/** The profile that follows from an answer, or why none does. */
export function profileOfAnswer(
  answer: ProfileAnswer,
  question: ProfileQuestion,
): Result<Omit<UsageResult, 'scenario'>> {
  const profile = makeProfile(answer, question);
  if (profile !== null) return ok(profile);
  const { unreadable } = question;
  const rowsOf = (count: number): string => `${String(count)} ${count === 1 ? 'row' : 'rows'}`;
  const reasons = [
    ...answer.leftOut.map(({ reason, rows }) => `${rowsOf(rows)} with ${reason}`),
    ...(unreadable === 0 ? [] : [`${rowsOf(unreadable)} with ${unreadableLine}`]),
  ];
  return fail(
    problem(
      'usage/empty',
      `no row of this log could be counted${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`,
    ),
  );
}

/** An answer as a database's own client wrote it: CSV with the names of the columns, an empty field or \N for null. */
export async function answerOf(text: string, name: string): Promise<Result<ProfileAnswer>> {
  const { parse } = await import('csv-parse/sync');
  const wrong = (reason: string): Result<never> =>
    fail(
      problem('usage/answer', `${name}: ${reason}`, {
        hint: 'save what the query of --sql gives as CSV with its header, such as psql --csv does',
      }),
    );
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true });
  } catch {
    return wrong('no CSV');
  }
  const [header = [], ...values] = rows;
  if (header.length !== answerColumns.length || answerColumns.some((column, at) => header[at] !== column))
    return wrong('not the answer to the query of --sql');
  return ok(
    readAnswer(
      values.map((row): AnswerRow => row.map((each) => (each === '' || each === '\\N' ? null : each))),
    ),
  );
}
