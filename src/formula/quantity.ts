import { nearest } from '../diagnostics/index.ts';
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
  readonly reason: 'not-a-number' | 'unit' | 'too-large';
  readonly message: string;
  readonly hint?: string;
}

const multiples: Record<string, string> = { k: '1e3', M: '1e6', B: '1e9', G: '1e9', T: '1e12' };
const pattern = /^([+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?)\s*(.*)$/su;
const largest = new Exact('1e24');

/**
 * Reads `1.65 USD/hour`, `40M tokens/month`, `6%`, `190k USD/year`: a number, one of k M B G T directly after it, a unit.
 * `accepted` lists the units that are taken, the first being the one that the value is returned in. A second or later
 * one stands for the first (`USD` for `USD/request`), unless its dimension differs in earnest, as tokens and requests do
 * for a volume: then `keep` is set and the value comes back in the unit as accepted.
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
  if (match === null) return refuse('not-a-number', `expected ${expected}, found '${text}'`);
  const [, digits = '', rest = ''] = match;
  const { multiple, unitText } = splitMultiple(digits.length, text.trim(), rest);
  const value = new Exact(digits.replaceAll('_', '')).times(multiple);
  if (!value.isFinite() || value.abs().gt(largest))
    return refuse('too-large', `expected ${expected}, found '${text}', which is too large`);

  const percent = unitText.startsWith('%');
  const unitPart = percent ? unitText.slice(1).replace(/^\//u, '1/') : unitText;
  const unit = parseUnit(unitPart);
  if (unit === undefined)
    return refuse(
      'unit',
      `expected ${expected}, found the unit '${unitText}'`,
      suggestUnit(digits, unitText, wanted),
    );
  const scaled = percent ? value.div(100) : value;
  const fit =
    accepted.find((each) => sameUnit(each, unit)) ?? accepted.find((each) => sameDimension(each, unit));
  if (fit === undefined) {
    const found = unitText === '' ? 'no unit' : `the unit '${unitText}'`;
    return refuse('unit', `expected ${expected}, found ${found}`, suggestUnit(digits, unitText, wanted));
  }
  const { multiply, divide } = conversion(unit, fit);
  return { ok: true, measure: { value: scaled.times(multiply).div(divide), unit: keep ? fit : wanted } };
}

function splitMultiple(
  digitCount: number,
  text: string,
  rest: string,
): { readonly multiple: string; readonly unitText: string } {
  const attached = text.length - rest.length === digitCount;
  const [, letter = '', after = ''] = /^([kMBGT])(?:\s+(.*)|([/%].*)?)$/su.exec(rest) ?? [];
  const multiple = multiples[letter];
  if (!attached || multiple === undefined) return { multiple: '1', unitText: rest.trim() };
  return { multiple, unitText: (after === '' ? rest.slice(1) : after).trim() };
}

function describeExpected(accepted: readonly Unit[]): string {
  const names = [
    ...new Set(
      accepted.map((each) =>
        each.factors.length === 0 ? 'a plain number or a percentage' : formatUnit(each),
      ),
    ),
  ];
  const [first = ''] = names;
  return first.startsWith('a plain') ? first : `a number of ${names.join(' or ')}`;
}

function suggestUnit(digits: string, found: string, wanted: Unit): string {
  const words = found
    .split(/[/·*-]/u)
    .map((word) => (parseUnit(word) === undefined ? (nearest(word, unitSymbols) ?? word) : word));
  const respelled = words.join('/');
  const parsed = parseUnit(respelled);
  if (respelled !== found && parsed !== undefined && sameDimension(parsed, wanted))
    return `did you mean '${digits} ${respelled}'?`;
  const unit = formatUnit(wanted);
  return unit === '' ? `write it as '${digits}' or '${digits}%'` : `write it as '${digits} ${unit}'`;
}
