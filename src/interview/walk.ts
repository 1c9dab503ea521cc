import type { Result } from '../diagnostics/index.ts';
import { readChoice } from './known.ts';
import { questions } from './questions/index.ts';
import type { Known, Question, Suggestion } from './types.ts';

/** The questions that have to be answered, given what is known so far and suggestions for the rest, in order. */
export function questionsFor(known: Known): readonly Question[] {
  return walk(known).asked;
}

/** What is known, with the suggestion in place of every answer that is not given. */
export function completed(known: Known): Known {
  return walk(known).known;
}

/** What is suggested as the answer to a question: all that comes before it is taken as answered or suggested. */
export function suggestionFor(question: Question, known: Known): Suggestion {
  return question.suggest(walk(known, question.id).known);
}

/** The answer as it is kept, or what is wrong with it. */
export function readAnswer(question: Question, text: string, known: Known): Result<string> {
  const before = walk(known, question.id).known;
  if (question.read !== undefined) return question.read(text, before);
  return readChoice(text, question.choices?.(before) ?? [], question.id);
}

/** The choices of a question; undefined where any text can be an answer. */
export function choicesOf(
  question: Question,
  known: Known,
): ReturnType<NonNullable<Question['choices']>> | undefined {
  return question.choices?.(walk(known, question.id).known);
}

/** The words of a question. */
export function askingOf(question: Question, known: Known): string {
  return typeof question.ask === 'string' ? question.ask : question.ask(walk(known, question.id).known);
}

export function withAnswer(known: Known, id: string, value: string): Known {
  return { ...known, answers: new Map([...known.answers, [id, value]]) };
}

export function withoutAnswer(known: Known, id: string): Known {
  return { ...known, answers: new Map([...known.answers].filter(([each]) => each !== id)) };
}

interface Walk {
  readonly known: Known;
  readonly asked: readonly Question[];
}

function walk(known: Known, until?: string): Walk {
  const asked: Question[] = [];
  let full: Known = { ...known, answers: new Map() };
  for (const question of questions) {
    if (question.id === until) break;
    const given = known.answers.get(question.id);
    if (question.applies !== undefined && !question.applies(full)) continue;
    asked.push(question);
    full = withAnswer(full, question.id, given ?? question.suggest(full).value);
  }
  return { known: full, asked };
}
