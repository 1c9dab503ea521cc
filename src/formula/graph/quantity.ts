import { nearest } from '../../diagnostics/index.ts';
import { Exact } from './decimal.ts';
import {
  conversion,
  formatUnit,
  parseUnit,
  sameDimension,
  sameUnit,
  unitSymbols,
  type Unit,
} from './unit.ts';

/** A number in a unit. */
export interface Measure {
  readonly value: Exact;
  readonly unit: Unit;
}

/** Why a text is no quantity of the wanted kind, in words for the user. */
export interface QuantityProblem {
  readonly reason: 'not-a-number' | 'unit' | 'too-large' | 'too-small';
  readonly message: string;
  readonly hint?: string;
}

const multiples: Record<string, string> = { k: '1e3', M: '1e6', B: '1e9', G: '1e9', T: '1e12' };
const pattern = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?/u;
const largest = new Exact('1e24');
const smallest = new Exact('1e-24');

/**
 * Reads `1.65 USD/hour`, `40M tokens/month`, `6%`, `190k USD/year`: a number, one of k M B G T directly after it, a unit.
 * `accepted` lists the units that are taken, the first being the one that the value is returned in. A second or later
 * one stands for the first (`USD` for `USD/request`), unless its dimension differs in earnest, as tokens and requests do
 * for a volume: then `keep` is set and the value comes back in the unit as accepted. A percentage is taken where the
 * first is a plain number, also per month or year.
 */
export function parseQuantity(
  text: string,
  accepted: readonly Unit[],
  keep = false,
):
  | { readonly ok: true; readonly measure: Measure }
  | { readonly ok: false; readonly problem: QuantityProblem } {
  const [wanted] = accepted;
  if (wanted === undefined) throw new Error('parseQuantity needs a unit');
  const expected = describeExpected(accepted);
  const refuse = (reason: QuantityProblem['reason'], message: string, hint?: string) =>
    ({ ok: false, problem: { reason, message, ...(hint === undefined ? {} : { hint }) } }) as const;

  if (text.length > 200)
    return refuse('not-a-number', `expected ${expected}, not a text of ${text.length} characters`);
  const match = pattern.exec(text.trim());
  if (match === null)
    return refuse(
      'not-a-number',
      `expected ${expected}, found '${text}'`,
      suggestNumber(text.trim(), wanted),
    );
  const [digits] = match;
  const rest = text.trim().slice(digits.length).trimStart();
  const { multiple, letter, unitText } = splitMultiple(digits.length, text.trim(), rest);
  const value = new Exact(digits.replaceAll('_', '')).times(multiple);
  if (!value.isFinite() || value.abs().gt(largest))
    return refuse('too-large', `expected ${expected}, found '${text}', which is too large`);
  if (!value.isZero() && value.abs().lt(smallest))
    return refuse('too-small', `expected ${expected}, found '${text}', which is too small to compute with`);

  const number = `${digits}${letter}`;
  const percent = unitText.startsWith('%');
  const unitPart = percent ? unitText.slice(1).trim().replace(/^\//u, '1/') : unitText;
  const unit = percent && !takesPercentages(wanted) ? undefined : parseUnit(unitPart);
  const fit =
    unit === undefined
      ? undefined
      : (accepted.find((each) => sameUnit(each, unit)) ?? accepted.find((each) => sameDimension(each, unit)));
  if (unit === undefined || fit === undefined) {
    const found = unitText === '' ? 'no unit' : `the unit '${unitText}'`;
    const hint = text.includes(',') ? suggestNumber(text.trim(), wanted) : undefined;
    return refuse(
      'unit',
      `expected ${expected}, found ${found}`,
      hint ?? suggestUnit(number, unitText, accepted),
    );
  }
  const scaled = percent ? value.div(100) : value;
  const { multiply, divide } = conversion(unit, fit);
  return { ok: true, measure: { value: scaled.times(multiply).div(divide), unit: keep ? fit : wanted } };
}

function splitMultiple(
  digitCount: number,
  text: string,
  rest: string,
): { readonly multiple: string; readonly letter: string; readonly unitText: string } {
  const attached = text.length - rest.length === digitCount;
  const letter = /^[kMBGT](?=$|[\s/%])/u.exec(rest)?.[0] ?? '';
  const multiple = multiples[letter];
  if (!attached || multiple === undefined) return { multiple: '1', letter: '', unitText: rest.trim() };
  return { multiple, letter, unitText: rest.slice(1).trim() };
}

/** Shares, and shares per month or year. */
function takesPercentages(of: Unit): boolean {
  return of.factors.every(([symbol, exponent]) => exponent < 0 && (symbol === 'month' || symbol === 'year'));
}

const plurals: Record<string, string> = {
  token: 'tokens', request: 'requests', hour: 'hours', month: 'months', year: 'years', minute: 'minutes', second: 'seconds',
  GPU: 'GPUs', node: 'nodes', replica: 'replicas', unit: 'units',
}; // prettier-ignore

/** The unit as one would write it after a number: `tokens/month`, `USD/request`, `%/month`. */
function spellUnit(of: Unit): string {
  if (of.factors.length === 0) return '';
  if (takesPercentages(of)) return formatUnit(of).replace(/^1/u, '%');
  const [first = '', ...under] = formatUnit(of).split('/');
  return [Object.hasOwn(plurals, first) ? plurals[first] : first, ...under].join('/');
}

function withUnit(number: string, of: Unit): string {
  const spelled = spellUnit(of);
  return `${number}${spelled === '' || spelled.startsWith('%') ? '' : ' '}${spelled}`;
}

function describeExpected(accepted: readonly Unit[]): string {
  const names = [...new Set(accepted.map(spellUnit))].filter((name) => name !== '');
  const [first] = names;
  if (first === undefined || accepted[0]?.factors.length === 0) return 'a plain number or a percentage';
  return first.startsWith('%')
    ? `a percentage as ${names.join(' or ')}`
    : `a number of ${names.join(' or ')}`;
}

/** What was probably meant where the text does not begin with a number, or its number is cut by a comma. */
function suggestNumber(text: string, wanted: Unit): string | undefined {
  const [, digits = ''] = /^[$€£¥]\s*(\d[\d.]*[kMBGT]?)(?![\d,])/u.exec(text) ?? [];
  if (digits !== '') return `write the currency as its code: '${withUnit(digits, wanted)}'`;
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?!\d)/u.test(text))
    return `write it without commas: '${text.replaceAll(',', '')}'`;
  if (/^[+-]?\d+,\d+/u.test(text)) return `write it with a decimal point: '${text.replace(',', '.')}'`;
  return undefined;
}

function suggestUnit(number: string, found: string, accepted: readonly Unit[]): string {
  const known = accepted.flatMap((each) => spellUnit(each).split('/'));
  const written = found.replace(/\s+(?:per|a|an|each)\s+/gu, '/').replace(/^([kMBGT])\s+/u, '');
  const respelled = written
    .split(/[/·*-]/u)
    .map((word) => word.trim())
    .map((word) =>
      known.includes(word) ? word : (nearest(word, known) ?? nearest(word, unitSymbols) ?? word),
    )
    .join('/');
  const percent = respelled.startsWith('%');
  const parsed = parseUnit(percent ? `1${respelled.slice(1)}` : respelled);
  const [, letter = ''] = /^([kMBGT])\s/u.exec(found) ?? [];
  const full = `${number}${letter}`;
  if (respelled !== '' && respelled !== found && parsed !== undefined) {
    if (accepted.some((each) => sameDimension(parsed, each)))
      return `did you mean '${full}${percent ? '' : ' '}${respelled}'?`;
  }
  const [wanted] = accepted;
  if (wanted === undefined || wanted.factors.length === 0) return `write it as '${number}' or '${number}%'`;
  const others = accepted.filter((each) => each.factors.length > 0).slice(1, 2);
  const unlike = others.filter(
    (each) => each.factors.length === wanted.factors.length && !sameDimension(each, wanted),
  );
  return `write it as ${[wanted, ...unlike].map((each) => `'${withUnit(full, each)}'`).join(' or ')}`;
}
