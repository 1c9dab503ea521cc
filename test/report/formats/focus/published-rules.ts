import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Exact } from '../../../../src/formula/index.ts';

/** Rows of one file, under its column names. */
export type Row = Readonly<Record<string, string>>;

/** A published rule as a fact: which column, what is expected of it, and in which rows. Where it comes from is in SOURCES.csv beside it. */
export interface Rule {
  readonly rule: string;
  readonly column: string;
  /** What a publisher of the file supports where the rule is one for it. */
  readonly needs: string;
  readonly expect: string;
  /** Conditions on a row, all of which hold: `A=x|y`, `A!=x`, `A=` for null, `A!=@B` for another value than that of B. */
  readonly when: string;
}

export interface Verdict {
  readonly state: 'passed' | 'failed' | 'not applicable' | 'not checkable' | 'made of others';
  /** The first breach, the condition that is not met, or why no program can tell. */
  readonly why: string;
}

const fixtures = new URL('../../../fixtures/focus/', import.meta.url);

/** A table of the fixtures. */
export function table(name: string): readonly Row[] {
  return parse(readFileSync(new URL(name, fixtures), 'utf8'), { columns: true }) as readonly Row[];
}

export const rules = table('rules-1.2.csv') as unknown as readonly Rule[];
const values = table('values.csv');
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** What our files claim of what FOCUS calls applicability: all else is not supported, and its columns are not written. */
const supported: ReadonlySet<string> = new Set([
  'MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED',
  'MULTIPLE_PRICING_CATEGORIES_SUPPORTED',
  'SUB_ACCOUNT_SUPPORTED',
  'USAGE_MEASUREMENT_SUPPORTED',
]);

const number = /^-?\d+(?:\.\d+)?$/u;
const time = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/u;
const units: ReadonlySet<string> = new Set(['Tokens', 'Requests', 'Hours', 'Days', 'Months']);
const placeholder = /^(?:\s*|null|n\/a|none|unknown|undefined|not applicable|nan|-)$/iu;

const isNumeric = (column: string): boolean => /(?:Cost|Quantity|UnitPrice)$/u.test(column);
const isTime = (column: string): boolean => /Period(?:Start|End)$/u.test(column);

/** Neither half a character, nor the mark that a decoder puts where there was none. */
const isUnicode = (text: string): boolean => !/[\p{Surrogate}\uFFFD]/u.test(text);

/** Whether a cell is as expected. */
type Check = (cell: string, row: Row, rule: Rule) => boolean;

const nullOr =
  (check: Check): Check =>
  (cell, row, rule) =>
    cell === '' || check(cell, row, rule);
const operand = ({ expect }: Rule): string => expect.slice(expect.indexOf(':') + 1);

function productOf(row: Row, price: string): string {
  return new Exact(row[price] ?? '').times(row['PricingQuantity'] ?? '').toFixed();
}

const cellChecks: Readonly<Record<string, Check>> = {
  null: (cell) => cell === '',
  filled: (cell) => cell !== '',
  string: nullOr((cell) => isUnicode(cell) && cell.trim() !== ''),
  decimal: nullOr((cell) => number.test(cell)),
  datetime: nullOr((cell) => time.test(cell) && !Number.isNaN(Date.parse(cell))),
  unit: nullOr((cell) => units.has(cell)),
  currency: nullOr((cell) => /^[A-Z]{3}$/u.test(cell)),
  national: (cell) => currencies.has(cell),
  keyvalue: nullOr((cell) =>
    Object.values(JSON.parse(cell) as object).every((each) => typeof each !== 'object'),
  ),
  'at least 0': nullOr((cell) => number.test(cell) && !cell.startsWith('-')),
  allowed: (cell, _, { column }) =>
    values.some((each) => each['column'] === column && each['value'] === cell),
  parent: (cell, row) =>
    values.some((each) => each['value'] === cell && each['parent'] === row['ServiceCategory']),
  is: (cell, _, rule) => cell === operand(rule),
  not: (cell, _, rule) => cell !== operand(rule),
  equals: (cell, row, rule) => cell === row[operand(rule)],
  product: (_, row, rule) =>
    productOf(row, operand(rule)) === row[operand(rule).replace('UnitPrice', 'Cost')],
  'month start': (cell) => /^\d{4}-\d\d-01T00:00:00Z$/u.test(cell),
  'month end': (cell, row) => cell === nextMonth(row['BillingPeriodStart'] ?? ''),
  period: (_, row) => (row['ChargePeriodStart'] ?? '') < (row['ChargePeriodEnd'] ?? ''),
  display: (cell) => /^[A-Z][a-z]+$/u.test(cell),
};

function nextMonth(start: string): string {
  const date = new Date(start);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().replace('.000', '');
}

type FileCheck = (rows: readonly Row[], columns: readonly string[], rule: Rule) => string | null;

/** Of each cell of the columns that are meant. */
const everyCell =
  (meant: (column: string) => boolean, check: (cell: string) => boolean): FileCheck =>
  (rows, columns) => {
    const wrong = columns
      .filter(meant)
      .flatMap((column) =>
        rows.filter((row) => !check(row[column] ?? '')).map((row) => `${column}: ${row[column] ?? ''}`),
      );
    return wrong[0] ?? null;
  };
const everyName =
  (check: (name: string, columns: readonly string[]) => boolean): FileCheck =>
  (_, columns) =>
    columns.find((name) => !check(name.replace(/^x_/u, ''), columns)) ?? null;
const isOwn = (name: string): boolean => name.startsWith('x_');
const known = new Set(rules.map(({ column }) => column));

const nameChecks: Readonly<Record<string, FileCheck>> = {
  pascal: everyName((name) => /^(?:[A-Z][a-z]+)+$/u.test(name)),
  alphanumeric: everyName((name) => /^[A-Za-z\d]+$/u.test(name)),
  short: everyName((name) => name.length <= 50),
  // Of a pair, one ends in Id and the other in Name.
  'id and name': everyName(
    (name, columns) => !columns.includes(`${name}Id`) && !columns.includes(`${name}Name`),
  ),
  prefix: (_, columns) =>
    columns.find((name) => !isOwn(name) && !known.has(name) && !laterColumns.has(name)) ?? null,
  'own last': (_, columns) => {
    const first = columns.findIndex(isOwn);
    return first < 0 ? null : (columns.slice(first).find((name) => !isOwn(name)) ?? null);
  },
};

const columns14 = table('columns-1.4.csv');
/** Columns of FOCUS that 1.2 does not have: they are no custom ones. */
const laterColumns: ReadonlySet<string> = new Set(columns14.map(({ column = '' }) => column));

const fileChecks: Readonly<Record<string, FileCheck>> = {
  times: everyCell(isTime, (cell) => cell === '' || time.test(cell)),
  currencies: everyCell(
    (column) => column === 'BillingCurrency',
    (cell) => /^[A-Z]{3}$/u.test(cell),
  ),
  numbers: everyCell(isNumeric, (cell) => cell === '' || number.test(cell)),
  texts: everyCell(
    () => true,
    (cell) => cell === '' || (isUnicode(cell) && cell.trim() !== ''),
  ),
  units: everyCell(
    (column) => column.endsWith('Unit'),
    (cell) => cell === '' || units.has(cell),
  ),
  placeholders: everyCell(
    () => true,
    (cell) => cell === '' || !placeholder.test(cell),
  ),
  categories: (rows, columns) =>
    everyCell(
      (column) => column.endsWith('Category'),
      (cell) => cell === '' || values.some((each) => each['value'] === cell),
    )(rows, columns, {} as Rule),
  names: (rows, columns, rule) => nameChecks[operand(rule)]?.(rows, columns, rule) ?? null,
  one: (rows, _, rule) => {
    const found = new Map<string, string>();
    const wrong = rows.find((row) => {
      const value = row[operand(rule)] ?? '';
      const before = found.get(row[rule.column] ?? '');
      found.set(row[rule.column] ?? '', value);
      return before !== undefined && before !== value;
    });
    return wrong === undefined ? null : (wrong[rule.column] ?? '');
  },
};

function holds(when: string, row: Row): boolean {
  return (
    when === '' ||
    when.split(' & ').every((condition) => {
      const [, column = '', sign, wanted = ''] = /^(\w+)(!?=)(.*)$/u.exec(condition) ?? [];
      if (sign === undefined) throw new Error(`not a condition: ${condition}`);
      const among = wanted.startsWith('@') ? [row[wanted.slice(1)] ?? ''] : wanted.split('|');
      return among.includes(row[column] ?? '') === (sign === '=');
    })
  );
}

/** The verdict on a rule that is not made of others. */
function judge(rule: Rule, rows: readonly Row[]): Verdict {
  const columns = Object.keys(rows[0] ?? {});
  const missing = rule.needs.split('|').filter((each) => each !== '' && !supported.has(each));
  const isOfColumn = /-C-\d/u.test(rule.rule) || rule.expect === 'present';
  const kind = rule.expect.split(':')[0] ?? '';
  if (isOfColumn && !columns.includes(rule.column))
    return missing.length > 0
      ? { state: 'not applicable', why: missing.join(' and ') }
      : { state: 'failed', why: 'the column is missing' };
  if (kind === 'present') return { state: 'passed', why: '' };
  if (!isOfColumn && missing.length > 0) return { state: 'not applicable', why: missing.join(' and ') };
  if (kind === 'never') return { state: 'not applicable', why: operand(rule) };
  const meant = rows.filter((row) => holds(rule.when, row));
  if (meant.length === 0) return { state: 'not applicable', why: `no row where ${rule.when}` };
  if (kind === 'permission') return { state: 'not checkable', why: 'a permission, which nothing breaks' };
  if (kind === 'unknowable')
    return {
      state: 'not checkable',
      why: operand(rule) === 'meaning' ? 'it is about what a charge or a name means' : operand(rule),
    };
  return verdictOf(rule, meant, columns, kind);
}

function verdictOf(rule: Rule, rows: readonly Row[], columns: readonly string[], kind: string): Verdict {
  const ofFile = fileChecks[kind];
  const ofCell = cellChecks[kind];
  if (ofFile === undefined && ofCell === undefined) throw new Error(`${rule.rule}: nothing checks ${kind}`);
  const wrong = ofFile?.(rows, columns, rule) ?? null;
  const row = rows.find((each) => ofCell?.(each[rule.column] ?? '', each, rule) === false);
  const breach = wrong ?? (row === undefined ? null : `${rule.column} is “${row[rule.column] ?? ''}”`);
  return breach === null ? { state: 'passed', why: '' } : { state: 'failed', why: breach };
}

/** Of several verdicts: one that fails, else one that passes, else one that no program can give, else none applies. */
function together(verdicts: readonly Verdict[]): Verdict {
  for (const state of ['failed', 'passed', 'not checkable'] as const) {
    const found = verdicts.find((each) => each.state === state);
    if (found !== undefined) return found;
  }
  return verdicts[0] ?? { state: 'not applicable', why: 'there is no file' };
}

/** All rules over some files. One that is made of others has no verdict of its own: its parts have theirs. */
export function judgeAll(files: readonly (readonly Row[])[]): ReadonlyMap<string, Verdict> {
  return new Map(
    rules.map((rule) => [
      rule.rule,
      rule.expect === 'parts'
        ? { state: 'made of others', why: '' }
        : together(files.map((rows) => judge(rule, rows))),
    ]),
  );
}

/** What the columns of the Cost and Usage dataset of FOCUS 1.4 ask for: presence, nullability, type or format, allowed values. */
export function judge14(files: readonly (readonly Row[])[]): ReadonlyMap<string, Verdict> {
  return new Map(
    columns14.flatMap((fact) => {
      const { column = '', level, nulls, type, format, condition = '' } = fact;
      const expectations: Readonly<Record<string, string>> = {
        nullability: nulls === 'yes' ? 'permission' : 'filled',
        type: type === 'Decimal' ? (format?.includes('non-negative') === true ? 'at least 0' : 'decimal') : type === 'Date/Time' ? 'datetime' : type === 'JSON' ? 'keyvalue' : format === 'Currency' ? 'national' : format === 'Unit' ? 'unit' : 'string', // prettier-ignore
        ...(fact['values'] === '' ? {} : { values: 'allowed' }),
      };
      const isThere = files.every((rows) => column in (rows[0] ?? {}));
      const absent: Verdict =
        level === 'Mandatory' || condition === ''
          ? { state: 'failed', why: 'the column is missing' }
          : { state: 'not applicable', why: condition };
      const verdictFor = (expect: string): Verdict =>
        together(files.map((rows) => judge({ rule: `${column}-C-0`, column, needs: '', expect, when: expect === 'allowed' ? `${column}!=` : '' }, rows))); // prettier-ignore
      return [
        [`${column} presence`, isThere ? { state: 'passed', why: '' } : absent] as const,
        ...Object.entries(expectations).map(
          ([aspect, expect]) => [`${column} ${aspect}`, isThere ? verdictFor(expect) : absent] as const,
        ),
      ];
    }),
  );
}

/** How many of each verdict. */
export function countsOf(verdicts: ReadonlyMap<string, Verdict>): Readonly<Record<Verdict['state'], number>> {
  const of = (state: Verdict['state']): number =>
    [...verdicts.values()].filter((each) => each.state === state).length;
  return {
    passed: of('passed'),
    failed: of('failed'),
    'not applicable': of('not applicable'),
    'not checkable': of('not checkable'),
    'made of others': of('made of others'),
  };
}
