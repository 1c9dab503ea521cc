import { nearest } from '../../diagnostics/index.ts';
import { Exact } from './decimal.ts';
import { currencySigns, inSymbols, numberWords } from './spelling.ts';
import {
  conversion,
  formatUnit,
  divideUnits,
  multiplyUnits,
  currencyOfUnit,
  parseUnit,
  sameDimension,
  sameUnit,
  unit as ownUnit,
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
 * first is a plain number, also per month or year. Number words, currency signs and `per` are read where they can mean one
 * thing (`inSymbols`).
 */
export function parseQuantity(
  written: string,
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

  if (written.length > 200)
    return refuse('not-a-number', `expected ${expected}, not a text of ${written.length} characters`);
  const text = inSymbols(written, currencyOfUnit(wanted));
  const match = pattern.exec(text.trim());
  if (match === null)
    return refuse(
      'not-a-number',
      `expected ${expected}, found '${written}'`,
      suggestNumber(text.trim(), wanted),
    );
  const [digits] = match;
  const rest = text.trim().slice(digits.length).trimStart();
  const { multiple, letter, unitText } = splitMultiple(digits.length, text.trim(), rest);
  const value = new Exact(digits.replaceAll('_', '')).times(multiple);
  if (!value.isFinite() || value.abs().gt(largest))
    return refuse('too-large', `expected ${expected}, found '${written}', which is too large`);
  if (!value.isZero() && value.abs().lt(smallest))
    return refuse(
      'too-small',
      `expected ${expected}, found '${written}', which is too small to compute with`,
    );

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

const spelledNumber =
  /^(?:a|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|thousand|million)\b/iu;

/** What was probably meant where the text does not begin with a number, or its number is cut by a comma. */
function suggestNumber(text: string, wanted: Unit): string | undefined {
  const [head = '', sign = '', digits = ''] = /^([$€£¥])\s*(\d[\d.]*[kMBGT]?)(?![\d,])/u.exec(text) ?? [];
  const rest = text.slice(head.length).trimStart();
  const currency = likelySigns[sign];
  if (digits !== '' && currency !== undefined) {
    const own = currencyOfUnit(wanted);
    if (own === undefined) return undefined;
    const unit =
      rest === ''
        ? spellUnit(wanted).replace(own, currency)
        : `${currency}${rest.startsWith('/') ? '' : ' '}${rest}`;
    return `write the currency as its code: '${digits} ${unit}'`;
  }
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?!\d)/u.test(text))
    return `write it without commas: '${text.replaceAll(',', '')}'`;
  if (/^[+-]?\d+,\d+/u.test(text)) return `write it with a decimal point: '${text.replace(',', '.')}'`;
  if (spelledNumber.test(text)) return 'write the number in digits, such as 0.5 or 6M';
  return undefined;
}

/**
 * What was probably meant by a unit that is not taken. The number is never put before another unit: that would be
 * another amount. It is respelled, converted, or left out.
 */
function suggestUnit(number: string, found: string, accepted: readonly Unit[]): string | undefined {
  const [wanted] = accepted;
  if (wanted === undefined) return undefined;
  // A rate without its period, `10%` or `10`: each period would be another rate, so all are named and none is chosen.
  if (
    (found === '%' || found === '') &&
    accepted.length > 1 &&
    accepted.every((each) => spellUnit(each).startsWith('%/'))
  )
    return `say by which period: ${accepted.map((each) => `'${withUnit(number, each)}'`).join(' or ')}`;
  if (found === '') {
    const others = accepted.filter((each) => each.factors.length > 0).slice(1, 2);
    const unlike = others.filter(
      (each) => each.factors.length === wanted.factors.length && !sameDimension(each, wanted),
    );
    return `write it as ${[wanted, ...unlike].map((each) => `'${withUnit(number, each)}'`).join(' or ')}`;
  }
  const spelled = respell(number, found, accepted);
  if (spelled !== undefined) return `did you mean '${spelled}'?`;
  const coded = withCode(number, found, wanted);
  if (coded !== undefined) return `write the currency as its code: '${coded}'`;
  return (
    suggestConversion(number, found, accepted) ??
    suggestPeriod(number, found, accepted) ??
    suggestCounted(number, found, accepted)
  );
}

/** Of `500k requests` or `8 USD`, where a period or another count is missing: each unit that says it. */
function suggestPeriod(number: string, found: string, accepted: readonly Unit[]): string | undefined {
  const unit = parseUnit(found);
  if (unit === undefined || unit.factors.length === 0) return undefined;
  const fuller = accepted.filter((each) => {
    const { factors } = divideUnits(each, unit);
    const isCounted = each.factors.some(([, exponent]) => exponent > 0);
    return isCounted && factors.length > 0 && factors.every(([, exponent]) => exponent < 0);
  });
  const [first] = fuller;
  return first === undefined ? undefined : `say per what, such as '${withUnit(number, first)}'`;
}

/** The first word of a unit, and what follows it. */
function splitWord(found: string): readonly [word: string, after: string] {
  const [word = ''] = /^[A-Za-z]+\b/u.exec(found) ?? [];
  return [word, found.slice(word.length).trimStart()];
}

/** Of `200k/month`, where what is counted is missing: each unit that says it. */
function suggestCounted(number: string, found: string, accepted: readonly Unit[]): string | undefined {
  const ends = accepted.map(spellUnit).filter((each) => found.startsWith('/') && each.endsWith(found));
  if (ends.length === 0) return undefined;
  return `say what is counted: ${ends.map((each) => `'${number} ${each}'`).join(' or ')}`;
}

/** The same amount with the code of a currency that is written as its sign or its name: `60k EUR` for `60k €`. */
function withCode(number: string, found: string, wanted: Unit): string | undefined {
  const own = currencyOfUnit(wanted);
  const sign = /[$€£¥]|\beuros?\b|\bdollars?\b/iu.exec(found)?.[0];
  if (own === undefined || sign === undefined) return undefined;
  const code = likelySigns[sign] ?? (/^e/iu.test(sign) ? 'EUR' : 'USD');
  const like = parseUnit(found.replace(sign, own).trim());
  if (like === undefined || !sameDimension(like, wanted)) return undefined;
  return `${number} ${found.replace(sign, code).trim()}`;
}

/** The same amount with its unit, or its multiple, spelled as one that is taken. */
function respell(number: string, found: string, accepted: readonly Unit[]): string | undefined {
  const known = accepted.flatMap((each) => spellUnit(each).split('/'));
  const [word, after] = splitWord(found);
  const joined = joinedMultiple(word, known);
  if (joined !== undefined) {
    // Whatever letters they are, without them it would be another amount.
    const letter = Object.hasOwn(multiples, joined) ? joined : numberWords[joined];
    const apart = `${letter ?? ''} ${found.slice(joined.length)}`;
    return letter === undefined || !/\d$/u.test(number) ? undefined : respell(number, apart, accepted);
  }
  const multiple = Object.hasOwn(multipleWords, word) ? multipleWords[word] : undefined;
  const isMultiple = multiple !== undefined && /\d$/u.test(number);
  const written = (isMultiple ? after : found)
    .replace(/\s+(?:per|a|an|each)\s+/gu, '/')
    .replace(/[$€£¥]/gu, (sign) => likelySigns[sign] ?? sign);
  const [, letter = ''] = /^([kMBGT])\s/u.exec(written) ?? [];
  const full = `${number}${isMultiple ? multiple : letter}`;
  const respelled = written
    .replace(/^[kMBGT]\s+/u, '')
    .split(/[/·*-]/u)
    .map((each) => each.trim())
    .map((each) =>
      known.includes(each) || parseUnit(each) !== undefined
        ? each
        : (nearest(each, known) ?? nearest(each, unitSymbols) ?? each),
    )
    .join('/');
  if (respelled === '' && isMultiple) {
    // The unit was left out as well.
    return accepted[0] === undefined ? undefined : withUnit(full, accepted[0]);
  }
  const percent = respelled.startsWith('%');
  const parsed = parseUnit(percent ? `1${respelled.slice(1)}` : respelled);
  if (respelled === '' || parsed === undefined || (respelled === found && !isMultiple)) return undefined;
  if (!accepted.some((each) => sameDimension(parsed, each))) return undefined;
  return `${full}${percent ? '' : ' '}${respelled}`;
}

/** The letters before a unit that is known, in a word that is none: `M` of `Mreq`. */
function joinedMultiple(word: string, known: readonly string[]): string | undefined {
  const isKnown = (each: string): boolean => known.includes(each) || parseUnit(each) !== undefined;
  return isKnown(word)
    ? undefined
    : [2, 1]
        .map((length) => word.slice(0, length))
        .find((letters) => word.length > letters.length + 2 && isKnown(word.slice(letters.length)));
}

/** What a hint may suggest beside what is read: words and signs that could mean another thing. */
const multipleWords: Readonly<Record<string, string>> = { ...numberWords, m: 'M', mm: 'M' };
const likelySigns: Readonly<Record<string, string>> = { ...currencySigns, '¥': 'JPY' };

/** Hours of a month where an amount by one is said in the other: a twelfth of 365 days. */
export const hoursOfMonth = 730;

/** The same amount in a unit that is taken, where periods or cents can be converted. */
function suggestConversion(number: string, found: string, accepted: readonly Unit[]): string | undefined {
  const value = /^[+-]?[\d._]+(?:e[+-]?\d+)?/iu.exec(number)?.[0];
  if (value === undefined) return undefined;
  const amount = new Exact(value.replaceAll('_', '')).times(multiples[number.slice(value.length)] ?? 1);
  const inCents = /^(?:cents?|ct|¢)(?=$|[\s/])/u.exec(found)?.[0];
  for (const each of accepted) {
    if (inCents !== undefined) {
      const currency = currencyOfUnit(each);
      const unit =
        currency === undefined ? undefined : parseUnit(`${currency}${found.slice(inCents.length)}`);
      if (unit !== undefined && sameDimension(unit, each))
        return `write it as '${withUnit(amount.div(100).toString(), unit)}'`;
      continue;
    }
    const unit = parseUnit(found);
    if (unit === undefined) continue;
    for (const [hours, factor] of [
      ['hour', new Exact(hoursOfMonth)],
      ['month', new Exact(1).div(hoursOfMonth)],
    ] as const) {
      const other = hours === 'hour' ? 'month' : 'hour';
      const perOther = divideUnits(multiplyUnits(unit, ownUnit(hours)), ownUnit(other));
      if (!sameDimension(perOther, each)) continue;
      const { multiply, divide } = conversion(perOther, each);
      const converted = amount.times(factor).times(multiply).div(divide).toSignificantDigits(6);
      return `that is '${withUnit(converted.toFixed(), each)}' at ${hoursOfMonth} hours a month`;
    }
  }
  return undefined;
}
