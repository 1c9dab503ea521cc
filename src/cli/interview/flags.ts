import { resolve } from 'node:path';
import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { questions, questionsFor, readAnswer, withAnswer, type Known } from '../../interview/index.ts';
import { findLogFiles } from '../../io/index.ts';
import { withProfile } from '../../loading/index.ts';
import type { Environment } from '../environment.ts';

/** The answers that were given as flags, by commander's names for them, and what else `init` takes. */
export interface Flags {
  readonly catalog?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly logs?: string;
  readonly countBy?: string;
}

/** Answers of flags are read as those of a person; the logs that they name are read as well. */
export async function answersOf(
  flags: Flags,
  start: Known,
  environment: Pick<Environment, 'cwd' | 'today'>,
): Promise<Result<Known>> {
  const given = new Map<string, string>(
    questions.flatMap(({ id }) => {
      const value = (flags as Readonly<Record<string, unknown>>)[camelCased(id)];
      return typeof value === 'string' ? [[id, value] as const] : [];
    }),
  );
  if (given.has('logs') && !given.has('count-by')) given.set('count-by', 'logs');
  let known = start;
  for (const question of questions) {
    const text = given.get(question.id);
    if (text === undefined) continue;
    const read = readAnswer(question, text, known);
    if (!read.ok) return fail(...read.diagnostics.map((each) => ({ ...each, message: `--${each.message}` })));
    known = withAnswer(known, question.id, read.value);
    if (question.id !== 'logs') continue;
    const profile = await readLogs(read.value, environment);
    if (!profile.ok) return profile;
    known = { ...known, profile: profile.value };
  }
  const asked = new Set(questionsFor(known).map(({ id }) => id));
  const unused = [...given.keys()].find((id) => !asked.has(id));
  if (unused === undefined) return ok(known);
  const message = `--${unused} has no effect with these answers`;
  return fail(problem('cli/unused-option', message));
}

/** What the logs of a file or folder say. */
export async function readLogs(
  name: string,
  { cwd, today }: Pick<Environment, 'cwd' | 'today'>,
): Promise<Result<NonNullable<Known['profile']>>> {
  const found = await findLogFiles([{ name, path: resolve(cwd, name) }]);
  if (!found.ok) return found;
  const question = {
    columns: [],
    named: null,
    cached: null,
    zone: 'UTC',
    from: null,
    until: null,
    today: today(),
  };
  return withProfile(found.value, question, ({ profile }) => Promise.resolve(ok(profile)));
}

function camelCased(id: string): string {
  return id.replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}
