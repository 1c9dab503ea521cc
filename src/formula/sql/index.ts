/** Formulas as expressions of a database, computed where the rows lie. */
export { readSql, withSteps, type SqlReading, type SqlStep } from './read-sql.ts';
