import { fail, nearest, ok, problem, type Result } from '../diagnostics/index.ts';
import { Exact, parseQuantity, unit } from '../formula/index.ts';
import { templateOf, templates } from './templates/index.ts';
import type { Choice, Fact, Known, Measure, Suggestion, Template } from './types.ts';

/** The answer to a question, or '' where there is none. */
export function answer(known: Known, id: string): string {
  return known.answers.get(id) ?? '';
}

/** The kind of workload that was chosen; the first of all before that. */
export function chosenTemplate(known: Known): Template {
  const [first] = templates;
  const found = templateOf(answer(known, 'kind')) ?? first;
  if (found === undefined) throw new Error('there are no templates');
  return found;
}

export function measureOf(known: Known): Measure {
  const template = chosenTemplate(known);
  return (
    template.measures.find((each) => each === answer(known, 'count-by')) ?? template.measures[0] ?? 'requests'
  );
}

/** A fact as a suggestion: its value, whose it is and when it was read. */
export function suggested({ value, why, date }: Fact): Suggestion {
  return { value, why: date === null ? why : `${why}, read ${date}` };
}

/** Requests a month, by the measure that was chosen. */
export function monthlyRequests(known: Known): Exact {
  const count = plainNumber(answer(known, 'count'));
  const measure = measureOf(known);
  if (measure === 'requests' || measure === 'logs') return count;
  return count.times(plainNumber(answer(known, 'per')));
}

/** The number of an answer that `readNumber` took. */
function plainNumber(text: string): Exact {
  const read = parseQuantity(text, [unit('1')]);
  return read.ok ? read.measure.value : new Exact(0);
}

export interface Bounds {
  readonly what: string;
  readonly above?: number;
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/** A plain number, with k, M or B and with commas between thousands: `1.5M`, `12,000`; kept without the commas. */
export function readNumber({ what, above, least = 0, most, whole = false }: Bounds) {
  return (text: string): Result<string> => {
    const written = text.trim().replaceAll(/(?<=\d),(?=\d{3}(?!\d))/gu, '');
    const read = parseQuantity(written, [unit('1')]);
    if (!read.ok) return wrongNumber(`${what}: ${read.problem.message}`, read.problem.hint);
    const { value } = read.measure;
    if (above !== undefined && value.lte(above)) return wrongNumber(`${what}: expected more than ${above}`);
    if (above === undefined && value.lt(least)) return wrongNumber(`${what}: expected ${least} or more`);
    if (most !== undefined && value.gt(most)) return wrongNumber(`${what}: expected at most ${most}`);
    if (whole && !value.isInteger()) return wrongNumber(`${what}: expected a whole number`);
    return ok(written);
  };
}

/** A quantity in one of the units, kept as it was written, with the unit that a plain number stands for. */
export function readIn(what: string, units: readonly string[], example: string) {
  return (text: string): Result<string> => {
    const written = text.trim().replaceAll(/(?<=\d),(?=\d{3}(?!\d))/gu, '');
    const [first = '1'] = units;
    const isPlain = parseQuantity(written, [unit('1')]).ok && first !== '1';
    const full = isPlain ? `${written} ${first}` : written;
    const read = parseQuantity(
      full,
      units.map((each) => unit(each)),
    );
    if (read.ok) return ok(full);
    return wrongNumber(`${what}: ${read.problem.message}`, read.problem.hint ?? `such as ${example}`);
  };
}

/** The currency that a scenario is in. */
export function currencyOf(known: Known): string {
  return answer(known, 'currency') === '' ? 'USD' : answer(known, 'currency');
}

function wrongNumber(message: string, hint?: string): Result<never> {
  return fail(problem('interview/number', message, hint === undefined ? {} : { hint }));
}

/** One of the choices, by its value; the nearest one is suggested for others. */
export function readChoice(text: string, choices: readonly Choice[], what: string): Result<string> {
  const written = text.trim();
  const found = choices.find(({ value }) => value.toLowerCase() === written.toLowerCase());
  if (found !== undefined) return ok(found.value);
  const meant = nearest(
    written,
    choices.map(({ value }) => value),
  );
  const few = choices.slice(0, 10).map(({ value }) => value);
  const all = choices.length > few.length ? `${few.join(', ')} ...` : few.join(', ');
  return fail(
    problem('interview/choice', `${what}: '${written.slice(0, 100)}' is not one of the choices`, {
      hint: meant === undefined ? `choices: ${all}` : `did you mean '${meant}'?`,
    }),
  );
}
