/**
 * Logs and bills of what was used. Descriptions of log formats are data, in `formats`; each says in SQL what a row means.
 * One query makes a small answer of a log, in the database where the log lies, and the answer becomes a profile and a
 * workload. SQL leaves this room, rows of text enter; nothing here opens a file or a database.
 */
export { usageFormats, type UsageFormat } from './formats/index.ts';
export { plainColumns, type PlainColumn } from './formats/plain.ts';
export { chooseFormat, type FormatWishes } from './choose-format.ts';
export type { LogSample, Recognized } from './recognize.ts';
export { columnsRead, meaningQuery, type Meaning, type ColumnType, type LogSource } from './relation.ts';
export { duckdb } from './sql/duckdb.ts';
export {
  databases,
  serverQuery,
  tableName,
  type Database,
  type ServerQuestion,
  type ServerTable,
} from './server-query.ts';
export { quoted, type Dialect, type Sql } from './sql/dialect.ts';
export { answerColumns, profileQuery, scanQueries } from './profile/query.ts';
export { pagesMissing, pagesQuery, strangersQuery } from './documents.ts';
export { boundsQuery, noTime, proofQuery, unreadableLine, type ProfileScope } from './profile/judged.ts';
export {
  readAnswer,
  rowsCounted,
  wereLeftOut,
  type AnswerRow,
  type ProfileAnswer,
} from './profile/answer.ts';
export { makeProfile, type ProfileQuestion } from './profile/make.ts';
export { fourDigits, periodText } from './profile/words.ts';
export { resolutions, tellsHours, type Resolution } from './profile/resolution.ts';
export type { UsagePart, UsageResult } from './profile/result.ts';
export { scenarioText, type ScenarioNames } from './scenario-text.ts';
export { matchModel } from './match-model.ts';
export * from './price/index.ts';
export * from './against/index.ts';
