import { Exact } from './decimal.ts';

/** One symbol of a unit with its power, such as `month^-1`. */
type Factor = readonly [symbol: string, exponent: number];

/** A product of powers of symbols. Two units are the same when their keys are. */
export interface Unit {
  readonly factors: readonly Factor[];
  readonly key: string;
}

interface SymbolMeaning {
  readonly dimension: string;
  /** How many of the dimension's base unit one of this symbol is. */
  readonly size: string;
}

const spellings: Record<string, string> = {
  tokens: 'token', tok: 'token', toks: 'token', Mtokens: 'Mtok', ktokens: 'ktok', requests: 'request', req: 'request',
  s: 'second', sec: 'second', seconds: 'second', min: 'minute', minutes: 'minute', h: 'hour', hr: 'hour', hrs: 'hour', hours: 'hour',
  days: 'day', weeks: 'week', wk: 'week', months: 'month', mo: 'month', years: 'year', yr: 'year', yrs: 'year', GPUs: 'GPU', gpu: 'GPU', gpus: 'GPU',
  nodes: 'node', replicas: 'replica', units: 'unit', PTU: 'unit', PTUs: 'unit', GSU: 'unit', people: 'FTE', FTEs: 'FTE', KB: 'kB', images: 'image', calls: 'call', users: 'user', seat: 'user', seats: 'user',
}; // prettier-ignore

const meanings: Record<string, SymbolMeaning> = {
  token: { dimension: 'token', size: '1' },
  ktok: { dimension: 'token', size: '1000' },
  Mtok: { dimension: 'token', size: '1000000' },
  request: { dimension: 'request', size: '1' },
  ms: { dimension: 'second', size: '0.001' },
  second: { dimension: 'second', size: '1' },
  minute: { dimension: 'second', size: '60' },
  hour: { dimension: 'second', size: '3600' },
  day: { dimension: 'second', size: '86400' },
  week: { dimension: 'second', size: '604800' },
  month: { dimension: 'month', size: '1' },
  year: { dimension: 'month', size: '12' },
  GPU: { dimension: 'GPU', size: '1' },
  node: { dimension: 'node', size: '1' },
  replica: { dimension: 'replica', size: '1' },
  unit: { dimension: 'unit', size: '1' },
  FTE: { dimension: 'FTE', size: '1' },
  byte: { dimension: 'byte', size: '1' },
  kB: { dimension: 'byte', size: '1000' },
  MB: { dimension: 'byte', size: '1000000' },
  GB: { dimension: 'byte', size: '1000000000' },
  TB: { dimension: 'byte', size: '1000000000000' },
  W: { dimension: 'W', size: '1' },
  kW: { dimension: 'W', size: '1000' },
  kWh: { dimension: 'energy', size: '1' },
  image: { dimension: 'image', size: '1' },
  call: { dimension: 'call', size: '1' },
  user: { dimension: 'user', size: '1' },
};

const currencyCode = /^[A-Z]{3}$/u;

/** Every unit symbol that can be written, for suggestions. */
export const unitSymbols: readonly string[] = [
  ...Object.keys(meanings),
  ...Object.keys(spellings),
  'USD',
  'EUR',
];

function meaningOf(symbol: string): SymbolMeaning | undefined {
  if (Object.hasOwn(meanings, symbol)) return meanings[symbol];
  return currencyCode.test(symbol) ? { dimension: symbol, size: '1' } : undefined;
}

/** The currency that a unit is in; undefined where it is no amount of money. */
export function currencyOfUnit({ factors }: Unit): string | undefined {
  return factors.find(([symbol]) => currencyCode.test(symbol) && !Object.hasOwn(meanings, symbol))?.[0];
}

/** The one unit of each key, so that products of units can be kept by the pair of them. */
const unitsByKey = new Map<string, Unit>();

function unitOf(powers: ReadonlyMap<string, number>): Unit {
  const factors = [...powers].filter(([, exponent]) => exponent !== 0).sort(byPositionInText);
  const key = formatFactors(factors);
  const known = unitsByKey.get(key);
  if (known !== undefined) return known;
  const made = { factors, key };
  unitsByKey.set(key, made);
  return made;
}

function byPositionInText(a: Factor, b: Factor): number {
  return Math.sign(b[1]) - Math.sign(a[1]) || rank(a[0]) - rank(b[0]) || (a[0] < b[0] ? -1 : 1);
}

const symbolOrder = Object.keys(meanings);
function rank(symbol: string): number {
  return symbolOrder.indexOf(symbol);
}

function formatFactors(factors: readonly Factor[]): string {
  const over = factors.filter(([, exponent]) => exponent > 0);
  const under = factors.filter(([, exponent]) => exponent < 0);
  const show = ([symbol, exponent]: Factor): string =>
    Math.abs(exponent) === 1 ? symbol : `${symbol}^${Math.abs(exponent)}`;
  const numerator = over.length === 0 ? '1' : over.map(show).join('·');
  return [numerator, ...under.map(show)].join('/');
}

/** A plain number: a share, a ratio, a count without a name. */
export const dimensionless: Unit = unitOf(new Map());

/**
 * The unit written as `USD/Mtok`, `tokens/month`, `USD/GPU/hour`, `USD/GPU-hour`; `1` or an empty text is a plain number.
 * Undefined where a symbol is not known.
 */
export function parseUnit(text: string): Unit | undefined {
  const powers = new Map<string, number>();
  const parts = text.trim().split('/');
  if (parts.length > 6) return undefined;
  for (const [index, part] of parts.entries()) {
    for (const written of part.split(/[·*-]/u)) {
      const trimmed = written.trim();
      if (index === 0 && (trimmed === '1' || trimmed === '') && parts[0]?.trim() === trimmed) continue;
      const [, name = '', power] = /^([A-Za-z]+)(?:\^([1-9]))?$/u.exec(trimmed) ?? [];
      const symbol = Object.hasOwn(spellings, name) ? (spellings[name] ?? name) : name;
      if (meaningOf(symbol) === undefined) return undefined;
      powers.set(symbol, (powers.get(symbol) ?? 0) + (index === 0 ? 1 : -1) * Number(power ?? 1));
    }
  }
  return unitOf(powers);
}

/** By the text of our own code, of which there is little. */
const ownUnits = new Map<string, Unit>();

/** As `parseUnit`, for units written in our own code: an unknown one is our defect. */
export function unit(text: string): Unit {
  const known = ownUnits.get(text);
  if (known !== undefined) return known;
  const parsed = parseUnit(text);
  if (parsed === undefined) throw new Error(`unknown unit '${text}'`);
  ownUnits.set(text, parsed);
  return parsed;
}

/** The unit as it is shown: `USD/Mtok`; a plain number has an empty text. */
export function formatUnit(of: Unit): string {
  return of.factors.length === 0 ? '' : of.key;
}

export function sameUnit(a: Unit, b: Unit): boolean {
  return a.key === b.key;
}

/** A model multiplies the same few units thousands of times. */
const products = new WeakMap<Unit, WeakMap<Unit, Unit>>();
const quotients = new WeakMap<Unit, WeakMap<Unit, Unit>>();

export function multiplyUnits(a: Unit, b: Unit): Unit {
  return keptByPair(products, a, b, () => raised(a, b, 1));
}

export function divideUnits(a: Unit, b: Unit): Unit {
  return keptByPair(quotients, a, b, () => raised(a, b, -1));
}

function keptByPair<T>(kept: WeakMap<Unit, WeakMap<Unit, T>>, a: Unit, b: Unit, make: () => T): T {
  let ofFirst = kept.get(a);
  if (ofFirst === undefined) kept.set(a, (ofFirst = new WeakMap()));
  let found = ofFirst.get(b);
  if (found === undefined) ofFirst.set(b, (found = make()));
  return found;
}

const alike = new WeakMap<Unit, WeakMap<Unit, boolean>>();
const conversions = new WeakMap<Unit, WeakMap<Unit, Conversion>>();

function raised(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const powers = new Map(a.factors);
  for (const [symbol, exponent] of b.factors) powers.set(symbol, (powers.get(symbol) ?? 0) + sign * exponent);
  return unitOf(powers);
}

function dimensionsOf(of: Unit): Map<string, number> {
  const dimensions = new Map<string, number>();
  const raise = (name: string, exponent: number): void => {
    dimensions.set(name, (dimensions.get(name) ?? 0) + exponent);
  };
  for (const [symbol, exponent] of of.factors) {
    const { dimension = symbol } = meaningOf(symbol) ?? {};
    if (dimension === 'energy') {
      raise('W', exponent);
      raise('second', exponent);
    } else {
      raise(dimension, exponent);
    }
  }
  return dimensions;
}

/** Whether a quantity in one can be restated in the other: USD/year in USD/month can, hours in months cannot (hours per month is an input). */
export function sameDimension(a: Unit, b: Unit): boolean {
  return keptByPair(alike, a, b, () => haveSameDimensions(a, b));
}

function haveSameDimensions(a: Unit, b: Unit): boolean {
  const left = dimensionsOf(a);
  const right = dimensionsOf(b);
  return [...new Set([...left.keys(), ...right.keys()])].every(
    (name) => (left.get(name) ?? 0) === (right.get(name) ?? 0),
  );
}

/** What a number in `from` is multiplied and divided by to be in `to`; both are whole numbers. The dimensions must agree. */
export function conversion(from: Unit, to: Unit): Conversion {
  return keptByPair(conversions, from, to, () => conversionBetween(from, to));
}

interface Conversion {
  readonly multiply: Exact;
  readonly divide: Exact;
}

function conversionBetween(from: Unit, to: Unit): Conversion {
  if (!sameDimension(from, to)) throw new Error(`cannot convert ${from.key} to ${to.key}`);
  let multiply = new Exact(1);
  let divide = new Exact(1);
  for (const [symbol, exponent] of divideUnits(from, to).factors) {
    const size = symbol === 'kWh' ? new Exact(3_600_000) : new Exact(meaningOf(symbol)?.size ?? 1);
    if (exponent > 0) multiply = multiply.times(size.pow(exponent));
    else divide = divide.times(size.pow(-exponent));
  }
  const common = greatestCommonDivisor(multiply, divide);
  return { multiply: multiply.div(common), divide: divide.div(common) };
}

function greatestCommonDivisor(a: Exact, b: Exact): Exact {
  return b.isZero() ? a : greatestCommonDivisor(b, a.mod(b));
}
