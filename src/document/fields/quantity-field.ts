import { describeNode, reportAt, type LocatedNode } from '../located/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import {
  hoursOfMonth,
  Exact,
  parseQuantity,
  sameUnit,
  unit,
  type Measure,
  type Origin,
  type Unit,
} from '../../formula/index.ts';
import { readDistribution } from './distribution.ts';
import { derived, type Field } from './field.ts';
import { outOfRange } from './range.ts';
import { type FileReading, overridePrefix } from './reading.ts';
import type { Assumption, InputGroup, QuantitySpec, Trend } from './spec.ts';
import type { Quantity } from './quantity.ts';
import { acceptedUnits, currencySign, unitsOf } from './units.ts';

export interface QuantityOptions {
  /** Units as written; the first is the one that the value is in, the others stand for it. */
  readonly units: readonly string[];
  /** What the units are also counted per, which need not be written: `replica` of `token/second`. */
  readonly per?: string;
  readonly group?: InputGroup;
  readonly lever?: false;
  readonly trend?: Trend;
  readonly assume?: Assumption;
  /** The units measure different things: the value keeps the one that it is written in. */
  readonly keepsUnit?: boolean;
  /** As it would be written; `¤` is the scenario's currency. Without one the key has to be there. */
  readonly default?: string;
  /** 0 unless stated; null where values below zero make sense. */
  readonly least?: number | null;
  readonly above?: number;
  readonly most?: number;
  readonly under?: number;
  readonly whole?: boolean;
  readonly example?: string;
  /** The key beside this one that takes the same as an amount of that unit. */
  readonly instead?: { readonly unit: string; readonly key: string };
}

/** A number with a unit, or a distribution of such numbers. */
export function quantity(label: string, options: QuantityOptions): Field<Quantity> {
  const spec = quantitySpec(label, options);
  const given = spec.default;
  const byCurrency = new Map<string, Quantity>();
  const defaults = (currency: string): Quantity => {
    const quantity = byCurrency.get(currency) ?? defaultQuantity(spec, given ?? '', currency);
    byCurrency.set(currency, quantity);
    return quantity;
  };
  return {
    spec,
    read: (node, address, reading) => readQuantity(spec, node, address, reading),
    absent: given === undefined ? null : (_, reading) => defaults(reading.currency),
  };
}

/** A share of a whole: `5%` or `0.05`. */
export function share(label: string, options: Omit<QuantityOptions, 'units'> = {}): Field<Quantity> {
  return quantity(label, { ...(options.under === undefined ? { most: 1 } : {}), ...options, units: ['1'] });
}

/**
 * A number of an entry, whose unit its place says: the bare value. A distribution stands for it where the reading
 * collects them, and its middle is the value.
 */
export function figure(label: string, options: QuantityOptions): Field<Exact> {
  return derived(figureWithUnit(label, options), ({ value }) => value);
}

/** As `figure`, with the unit that it has in the file. */
export function figureWithUnit(label: string, options: QuantityOptions): Field<Quantity> {
  const { spec, read } = quantity(label, options);
  return {
    spec,
    read: (node, address, reading, keySpan) => {
      if (node.type === 'map' && reading.distributions === undefined) {
        const text = `expected a number, found ${describeNode(node)}`;
        return reportAt(reading, 'wrong-type', address, text, { span: node.span });
      }
      const found = read(node, address, reading, keySpan);
      if (found === undefined) return undefined;
      if (found.distribution !== null) reading.distributions?.set(address, found.distribution);
      return found;
    },
    absent: null,
  };
}

/** A share of a whole as a bare value, from 0 to 1. */
export function shareFigure(label: string, example?: string, group?: InputGroup): Field<Exact> {
  return figure(label, {
    units: ['1'],
    most: 1,
    ...(example === undefined ? {} : { example }),
    ...(group === undefined ? {} : { group }),
  });
}

function quantitySpec(label: string, options: QuantityOptions): QuantitySpec {
  const { units, least = 0, above, most, under, whole = false, keepsUnit = false, example } = options;
  const range: { -readonly [K in keyof QuantitySpec['range']]: QuantitySpec['range'][K] } = { whole };
  if (above !== undefined) range.above = bound(above);
  else if (least !== null) range.least = bound(least);
  if (most !== undefined) range.most = bound(most);
  if (under !== undefined) range.under = bound(under);
  const spec: { -readonly [K in keyof QuantitySpec]: QuantitySpec[K] } = {
    form: 'quantity',
    label,
    units,
    keepsUnit,
    range,
    example: example ?? options.default ?? '1',
  };
  if (options.per !== undefined) spec.per = options.per;
  if (options.group !== undefined) spec.group = options.group;
  if (options.lever !== undefined) spec.lever = options.lever;
  if (options.trend !== undefined) spec.trend = options.trend;
  if (options.assume !== undefined) spec.assume = options.assume;
  if (options.instead !== undefined) spec.instead = options.instead;
  if (options.default !== undefined) spec.default = options.default;
  return spec;
}

/** Hundreds of fields share a few bounds, and all are made when the program starts. */
const bounds = new Map<number, Exact>();

function bound(value: number): Exact {
  const known = bounds.get(value);
  if (known !== undefined) return known;
  const made = new Exact(value);
  bounds.set(value, made);
  return made;
}

/** The file and line; of an override, `--set`. */
function originOf({ file, line }: Span): Origin {
  return file.startsWith(overridePrefix)
    ? { type: 'flag', flag: overridePrefix.trim() }
    : { type: 'file', file, line };
}

/** Reads a number or a distribution as `spec` has it. */
export function readQuantity(
  spec: QuantitySpec,
  node: LocatedNode,
  address: string,
  reading: FileReading,
): Quantity | undefined {
  const origin = originOf(node.span);
  if (node.type === 'map') {
    const number = (of: LocatedNode): Measure | undefined => readMeasure(spec, of, address, reading);
    const found = readDistribution(node, spec.range.whole, number, address, reading);
    return found && { ...found, kind: 'stated', origin, span: node.span };
  }
  const measure = readMeasure(spec, node, address, reading);
  return measure && { ...measure, distribution: null, kind: 'stated', origin, span: node.span };
}

function readMeasure(
  spec: QuantitySpec,
  node: LocatedNode,
  address: string,
  reading: FileReading,
): Measure | undefined {
  if (node.type !== 'scalar') {
    const text = `expected a number such as '${withCurrency(spec.example, reading)}', found ${describeNode(node)}`;
    return reportAt(reading, 'wrong-type', address, text, { span: node.span });
  }
  const parsed = parseWith(spec, node.text, reading.oneCurrency === true ? '' : node.text, reading.currency);
  if (!parsed.ok) {
    const { message } = parsed.problem;
    const hint = otherKey(spec, node.text) ?? parsed.problem.hint;
    return reportAt(reading, 'wrong-quantity', address, message, { span: node.span, hint });
  }
  const wrong = outOfRange(parsed.measure.value, spec.range, node.text);
  if (wrong === undefined) {
    const hint = questionOf(spec, parsed.measure.value, node.text);
    if (hint === null) return parsed.measure;
    const text = `expected a percentage, found ${describeNode(node)}`;
    return reportAt(reading, 'out-of-range', address, text, { span: node.span, hint });
  }
  const text = `expected ${wrong.expected}, found ${describeNode(node)}`;
  return reportAt(reading, 'out-of-range', address, text, { span: node.span, hint: wrong.hint });
}

/** Where the text is an amount that another key takes: that key, with the text. */
function otherKey({ instead }: QuantitySpec, text: string): string | undefined {
  if (instead === undefined) return undefined;
  const taken = parseQuantity(text, [unit(instead.unit), unit('token')]).ok;
  return taken ? `write '${instead.key}: ${text.trim()}'` : undefined;
}

/** A bare number from 1 up where percentages are usual: 10 is ten times, and 10 % is as likely to be meant. */
function questionOf(
  { label, example, units, range }: QuantitySpec,
  value: Exact,
  written: string,
): string | null {
  const number = written.trim();
  // What is called a multiplier is one: 2 is twice as much.
  if (label.includes('multiplier')) return null;
  if (!example.endsWith('%') || !units.includes('1') || range.most?.eq(1) === true) return null;
  if (!/^[\d.]+$/u.test(number) || value.lt(1)) return null;
  return `did you mean '${number}%'? ${number} times as much is '${value.times(100).toFixed()}%'`;
}

type Parsed = ReturnType<typeof parseQuantity>;

/**
 * So many texts are kept with what they mean in some units: workloads that are alike say the same, and so do many fields whose
 * default is none.
 */
const mostKept = 512;
const longestKept = 64;
const parsedTexts = new WeakMap<QuantitySpec, Map<string, Parsed>>();
const parsedIn = new Map<string, Map<string, Parsed>>();

function parsedBefore(spec: QuantitySpec): Map<string, Parsed> {
  const own = parsedTexts.get(spec);
  if (own !== undefined) return own;
  const units = `${spec.units.join(' ')}; ${spec.per ?? ''}; ${spec.keepsUnit}`;
  const shared = parsedIn.get(units) ?? new Map<string, Parsed>();
  parsedIn.set(units, shared);
  parsedTexts.set(spec, shared);
  return shared;
}

/** The number in the unit of the field, which is the first one, per what the field is counted per. */
function parseWith(spec: QuantitySpec, text: string, naming: string, currency: string): Parsed {
  if (text.length > longestKept) return parseAnew(spec, text, naming, currency);
  const known = parsedBefore(spec);
  const key = `${currency} ${naming === '' ? '' : '='} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const parsed = parseAnew(spec, text, naming, currency);
  if (known.size >= mostKept) known.clear();
  known.set(key, parsed);
  return parsed;
}

function parseAnew(spec: QuantitySpec, text: string, naming: string, currency: string): Parsed {
  const { units, per, keepsUnit } = spec;
  const written = acceptedUnits(units, naming, currency);
  if (per === undefined) return orByMonth(spec, text, written, naming, currency);
  const whole = acceptedUnits(unitsOf(spec), naming, currency);
  const parsed = orByMonth(spec, text, [...written, ...whole], naming, currency);
  if (!parsed.ok) return parsed;
  const index = written.findIndex((each) => sameUnit(each, parsed.measure.unit));
  const unit = (keepsUnit ? whole[index] : whole[0]) ?? parsed.measure.unit;
  return { ok: true, measure: { value: parsed.measure.value, unit } };
}

/** As `parseQuantity`; a field by the month also takes what is by the second, minute, hour, day or week. */
function orByMonth(
  { units, keepsUnit }: QuantitySpec,
  text: string,
  accepted: readonly Unit[],
  naming: string,
  currency: string,
): Parsed {
  const parsed = parseQuantity(text, accepted, keepsUnit);
  if (parsed.ok || parsed.problem.reason !== 'unit') return parsed;
  const byMonth = units.filter((each) => /^(?!1|hour).+\/month$/u.test(each));
  if (byMonth.length === 0) return parsed;
  const byHour = acceptedUnits(
    byMonth.map((each) => each.replace(/month$/u, 'hour')),
    naming,
    currency,
  );
  const hourly = parseQuantity(text, byHour, true);
  if (!hourly.ok) return parsed;
  const index = byHour.findIndex((each) => sameUnit(each, hourly.measure.unit));
  const [monthly] = acceptedUnits(byMonth.slice(index, index + 1), naming, currency);
  if (monthly === undefined) return parsed;
  return { ok: true, measure: { value: hourly.measure.value.times(hoursOfMonth), unit: monthly } };
}

function withCurrency(text: string, reading: FileReading): string {
  return text.replace(currencySign, reading.currency);
}

/** What holds where the file does not say. */
function defaultQuantity(spec: QuantitySpec, text: string, currency: string): Quantity {
  const written = text.replace(currencySign, currency);
  const parsed = parseWith(spec, written, written, currency);
  if (!parsed.ok) throw new Error(`the default of '${spec.label}': ${parsed.problem.message}`);
  return {
    ...parsed.measure,
    distribution: null,
    kind: 'default',
    origin: { type: 'assumption', words: `default ${written}` },
  };
}

/** A quantity that follows from others, such as the peak of an hourly profile. */
export function derivedQuantity(value: Exact, unitText: string, span: Span): Quantity {
  return { value, unit: unit(unitText), distribution: null, kind: 'stated', origin: originOf(span), span };
}

/** A share that holds where the file does not say. */
export function defaultShare(text: string): Quantity {
  return defaultQuantity(plainShare, text, 'USD');
}

const plainShare = quantitySpec('share', { units: ['1'] });
