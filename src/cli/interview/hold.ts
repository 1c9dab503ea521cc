import { renderDiagnostics, type Diagnostic } from '../../diagnostics/index.ts';
import {
  askingOf,
  choicesOf,
  completed,
  questionsFor,
  readAnswer,
  suggestionFor,
  withAnswer,
  withoutAnswer,
  type Known,
  type Question,
} from '../../interview/index.ts';
import type { Environment, Prompts, Reply } from '../environment.ts';
import { readLogs } from './flags.ts';
import { answerLines, estimateLine } from './show.ts';

interface Hooks {
  readonly exists: (file: string) => Promise<boolean>;
}

/**
 * Asks every open question, then whether to write the scenario, to change an answer or to leave. Esc goes back by one
 * question; what was answered there is suggested again. Nothing is written here.
 */
export async function hold(
  environment: Environment,
  prompts: Prompts,
  given: Known,
  hooks: Hooks,
): Promise<Known | 'interrupted' | 'left'> {
  const { stdout } = environment;
  stdout.write('Enter accepts the suggestion. Esc goes back, Ctrl-C quits without writing anything.\n\n');
  let known = given;
  const passed: string[] = [];
  /** Answers that were gone back over: suggested again. */
  const earlier = new Map<string, string>();
  for (;;) {
    const question = questionsFor(known).find(({ id }) => !known.answers.has(id));
    if (question === undefined) {
      const next = await review(environment, prompts, known, hooks);
      if (next === 'interrupted' || next === 'left' || next === 'write')
        return next === 'write' ? known : next;
      if (next === 'restart') {
        known = given;
        passed.length = 0;
        earlier.clear();
        continue;
      }
      if (next === 'back') {
        known = goBack(known, passed, earlier);
        continue;
      }
      earlier.set(next, known.answers.get(next) ?? '');
      known = next === 'kind' ? { ...given, answers: new Map() } : withoutAnswer(known, next);
      continue;
    }
    const reply = await askOne(environment, prompts, question, known, earlier.get(question.id));
    if (reply.is === 'interrupted') return 'interrupted';
    if (reply.is === 'back') {
      known = goBack(known, passed, earlier);
      continue;
    }
    const read = readAnswer(question, reply.value, known);
    if (!read.ok) {
      stdout.write(`${messageOf(read.diagnostics)}\n`);
      continue;
    }
    if (question.id === 'logs') {
      stdout.write(`  Reading ${read.value} ...\n`);
      const profile = await readLogs(read.value, environment);
      if (!profile.ok) {
        stdout.write(`${messageOf(profile.diagnostics)}\n`);
        continue;
      }
      known = { ...known, profile: profile.value };
    }
    known = withAnswer(known, question.id, read.value);
    passed.push(question.id);
    earlier.delete(question.id);
    stdout.write(`${estimateLine(known)}\n\n`);
  }
}

/** The state before the last answer; the first question has none before it. */
function goBack(known: Known, passed: string[], earlier: Map<string, string>): Known {
  const last = passed.pop();
  if (last === undefined) return known;
  earlier.set(last, known.answers.get(last) ?? '');
  return withoutAnswer(known, last);
}

async function askOne(
  { stdout }: Environment,
  prompts: Prompts,
  question: Question,
  known: Known,
  earlier: string | undefined,
): Promise<Reply> {
  const { value, why } = suggestionFor(question, known);
  const message = askingOf(question, known);
  const choices = choicesOf(question, known);
  const isOffered = choices?.some((each) => each.value === earlier) ?? true;
  const suggested = earlier !== undefined && isOffered ? earlier : value;
  stdout.write(`  ${suggested === value ? `${value}: ${why}` : `${suggested}: your earlier answer`}\n`);
  if (choices !== undefined && question.isSearched === true)
    return prompts.search(message, choices, suggested);
  if (choices !== undefined) return prompts.choose(message, choices, suggested);
  return prompts.enter(message, suggested, (text) => {
    const read = readAnswer(question, text, known);
    return read.ok ? null : messageOf(read.diagnostics);
  });
}

/** What is to happen with the answers: a word, or the id of the question that is to be asked again. */
async function review(
  environment: Environment,
  prompts: Prompts,
  known: Known,
  hooks: Hooks,
): Promise<string> {
  const { stdout } = environment;
  const file = completed(known).answers.get('file') ?? '';
  stdout.write(`Your answers:\n${answerLines(known)}\n${estimateLine(known)}\n\n`);
  const isThere = await hooks.exists(file);
  const reply = await prompts.choose(
    isThere ? `${file} exists.` : 'What now?',
    [
      ...(isThere
        ? [
            { value: 'file', title: 'Choose another file name' },
            { value: 'write', title: `Replace ${file}` },
          ]
        : [{ value: 'write', title: `Write ${file}` }]),
      { value: 'change', title: 'Change an answer' },
      { value: 'restart', title: 'Start again' },
      { value: 'left', title: 'Leave without writing' },
    ],
    isThere ? 'file' : 'write',
  );
  if (reply.is !== 'answer') return reply.is;
  if (reply.value !== 'change') return reply.value;
  const full = completed(known);
  const changed = await prompts.choose(
    'Which answer?',
    questionsFor(known).map(({ id }) => ({ value: id, title: `${id}  ${full.answers.get(id) ?? ''}` })),
    'count',
  );
  if (changed.is === 'answer') return changed.value;
  return changed.is === 'back' ? review(environment, prompts, known, hooks) : changed.is;
}

function messageOf(diagnostics: readonly Diagnostic[]): string {
  const [first] = diagnostics;
  if (first === undefined) return '';
  return first.span === undefined
    ? `${first.message}${first.hint === undefined ? '' : ` (${first.hint})`}`
    : renderDiagnostics([first], new Map());
}
