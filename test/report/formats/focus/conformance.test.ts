import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../../src/cli/program.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { recordedEnvironment } from '../../../cli/frame-environment.ts';
import { countsOf, judge14, judgeAll, rules, table, type Row, type Verdict } from './published-rules.ts';

// Every published rule of FOCUS 1.2, and every column of 1.4, against what the program writes.
// `npx vitest run test/report/formats/focus -u` writes the list of verdicts anew.

const root = new URL('../../../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'crossover-focus-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const asked = {
  run: ['fintech', 'hidden-costs', 'bursty-chat', 'b200-purchase', 'cookbook/provisioned', 'minimum.yaml'],
  forecast: ['three-years', 'b200-purchase', 'hidden-costs', 'bursty-chat'],
  usage: ['docs/usage.csv', 'test/fixtures/usage/focus_1.0_sample.rows.real.csv', 'attempts.csv'],
} as const;
type Command = keyof typeof asked;
const commands = Object.keys(asked) as readonly Command[];
const rows = {} as Record<Command, readonly (readonly Row[])[]>;

async function written(command: Command, name: string, format: 'focus' | 'json'): Promise<string> {
  const own = ['minimum.yaml', 'attempts.csv'].includes(name);
  const file = own ? join(folder, name) : name.startsWith('cookbook/') ? `scenarios/${name}.yaml` : name;
  const { environment, stdout, stderr } = recordedEnvironment({ cwd: root });
  const code = await runCli([command, file, '--format', format, '--quiet'], environment);
  if (code !== 0) throw new Error(`${command} ${name}: ${stderr()}`);
  return stdout();
}

async function rowsOf(command: Command, name: string): Promise<readonly Row[]> {
  return parse(await written(command, name, 'focus'), { columns: true }) as readonly Row[];
}

beforeAll(async () => {
  // What no bundled scenario and no sample has: a monthly minimum, and attempts that cost and were not delivered.
  writeFileSync(
    join(folder, 'minimum.yaml'),
    `crossover: 1
name: Minimum
as_of: 2026-12-31
prices: [ { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok } ]
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 100, output: 100 }
    options: { api: { buy: acme/chat, monthly_minimum: 1k USD/month } }
`,
  );
  writeFileSync(
    join(folder, 'attempts.csv'),
    `timestamp,model,status,input_tokens,output_tokens,cost
2026-11-02 00:07:00,gpt-4o,200,1000,10,0.5
2026-11-02 01:07:00,gpt-4o,500,1000,0,0.25
2026-11-03 01:07:00,gpt-4o,429,1000,0,0.25
`,
  );
  for (const command of commands)
    rows[command] = await Promise.all(asked[command].map((name) => rowsOf(command, name)));
}, 120_000);

function failures(verdicts: ReadonlyMap<string, Verdict>): readonly string[] {
  return [...verdicts].filter(([, { state }]) => state === 'failed').map(([id, { why }]) => `${id}: ${why}`);
}

function listed(verdicts: ReadonlyMap<string, Verdict>): string {
  return [...verdicts]
    .map(([id, { state, why }]) => `${id}: ${state}${why === '' ? '' : `, ${why}`}`)
    .join('\n');
}

test('the table has every rule of FOCUS 1.2 once, and every column of 1.4', () => {
  expect(rules.length).toBe(621);
  expect(new Set(rules.map(({ rule }) => rule)).size).toBe(621);
  expect(table('columns-1.4.csv').length).toBe(65);
  const files = new Set(table('SOURCES.csv').map(({ file }) => file));
  expect(files).toEqual(new Set(['rules-1.2.csv', 'values.csv', 'columns-1.4.csv']));
});

test('all kinds of rows are there', () => {
  const found = (command: Command, column: string): readonly string[] =>
    [...new Set(rows[command].flat().map((row) => row[column] ?? ''))].toSorted();
  expect(found('run', 'ChargeCategory')).toEqual(['Adjustment', 'Usage']);
  expect(found('forecast', 'ChargeCategory')).toEqual(['Purchase', 'Usage']);
  expect(found('usage', 'PricingUnit')).toEqual(['Days', 'Requests', 'Tokens']);
  expect(found('usage', 'x_Line')).toEqual(['charges', 'failed', 'tokens']);
});

test.each(commands)('%s breaks no rule of FOCUS 1.2 and no requirement of 1.4', (command) => {
  expect(failures(judgeAll(rows[command]))).toEqual([]);
  expect(failures(judge14(rows[command]))).toEqual([]);
});

test('the verdict on every rule is the one that is on file, and the documentation says how many', async () => {
  const all = commands.flatMap((command) => rows[command]);
  const [by12, by14] = [judgeAll(all), judge14(all)];
  const words = (verdicts: ReadonlyMap<string, Verdict>): string => {
    const counts = countsOf(verdicts);
    return `${String(counts.passed)} pass, ${String(counts.failed)} fail, ${String(counts['not applicable'])} do not apply, ${String(counts['not checkable'])} no program can check`;
  };
  const sentences = [
    `Of the ${String(by12.size)} rules of FOCUS 1.2, ${String(countsOf(by12)['made of others'])} are made of others, ${words(by12)}.`,
    `Of ${String(by14.size)} requirements of the columns of 1.4, ${words(by14)}.`,
  ];
  await expect(
    [...sentences, listed(by12), listed(by14), ''].join('\n\n').trimEnd() + '\n',
  ).toMatchFileSnapshot('./verdicts.txt');
  const documentation = readFileSync(join(root, 'docs/ci.md'), 'utf8').replaceAll(/\s+/gu, ' ');
  for (const sentence of sentences) expect(documentation).toContain(sentence);
});

test.each(asked.run)('the rows of %s add up to the options that are chosen', async (name) => {
  interface Saved {
    readonly workloads: readonly {
      readonly placement: { readonly option: string | null };
      readonly options: readonly { readonly id: string; readonly monthly: string | null }[];
    }[];
  }
  const { workloads } = JSON.parse(await written('run', name, 'json')) as Saved;
  const chosen = workloads.flatMap(({ placement, options }) =>
    options.filter(({ id }) => id === placement.option).map(({ monthly }) => monthly ?? 0),
  );
  const file = rows.run[asked.run.indexOf(name)] ?? [];
  const cents = (amounts: readonly (string | number)[]): string =>
    amounts.reduce<Exact>((sum, each) => sum.plus(each), new Exact(0)).toFixed(2);
  expect(chosen.length).toBeGreaterThan(0);
  for (const column of ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'])
    expect(cents(file.map((row) => row[column] ?? 0))).toBe(cents(chosen));
});

// Each is a fault that some rule must find, in a file that is otherwise right.
test.each([
  ['BilledCost', '1,000', 'BilledCost-C-002-M'],
  ['BilledCost', '+1', 'NumericFormat-A-010-M'],
  ['ContractedCost', '', 'ContractedCost-C-003-M'],
  ['BillingCurrency', 'XQZ', 'BillingCurrency-C-006-M'],
  ['BillingCurrency', 'usd', 'CurrencyFormat-A-001-C'],
  ['ChargePeriodStart', '2026-12-01 00:00:00', 'DateTimeFormat-A-004-M'],
  ['BillingPeriodStart', '2026-12-02T00:00:00Z', 'BillingPeriodStart-C-004-M'],
  ['BillingPeriodEnd', '2026-12-31T00:00:00Z', 'BillingPeriodEnd-C-004-M'],
  ['ChargePeriodEnd', '2026-01-01T00:00:00Z', 'ChargePeriodEnd-C-004-M'],
  ['ChargeCategory', 'Tax', 'PricingCategory-C-003-C'],
  ['ChargeCategory', 'Purchase', 'EffectiveCost-C-005-C'],
  ['ChargeCategory', 'Forecast', 'ChargeCategory-C-003-M'],
  ['ChargeClass', 'Correction', 'ChargeClass-C-003-C'],
  ['ConsumedQuantity', '', 'ConsumedQuantity-C-006-C'],
  ['ConsumedUnit', '', 'ConsumedUnit-C-006-C'],
  ['InvoiceId', '7', 'InvoiceId-C-004-C'],
  ['InvoiceIssuerName', 'a reseller', 'BilledCost-C-005-C'],
  ['PricingUnit', 'tok', 'PricingUnit-C-003-O'],
  ['PricingCategory', 'List', 'PricingCategory-C-007-M'],
  ['ServiceName', ' ', 'StringHandling-A-007-M'],
  ['ServiceName', 'n/a', 'NullHandling-A-002-M'],
  ['ServiceSubcategory', 'Networks', 'ServiceSubcategory-C-003-M'],
  ['ServiceSubcategory', 'Observability', 'ServiceSubcategory-C-004-M'],
  ['SubAccountId', '', 'SubAccountId-C-005-C'],
])('a %s of %j breaks a rule', (column, value, rule) => {
  const broken = rows.forecast.map((file) => file.map((row) => ({ ...row, [column]: value })));
  expect(judgeAll(broken).get(rule)?.state).toBe('failed');
});

test('a column that is missing, is no custom one, or comes too late breaks a rule', () => {
  const changed = (change: (row: Row) => Row): ReadonlyMap<string, Verdict> =>
    judgeAll(rows.run.map((file) => file.map(change)));
  const without =
    (name: string) =>
    (row: Row): Row =>
      Object.fromEntries(Object.entries(row).filter(([column]) => column !== name));
  expect(changed(without('ListCost')).get('ListCost-C-003-M')?.state).toBe('failed');
  expect(changed((row) => ({ ...row, Workload: 'a' })).get('ColumnHandling-A-010-M')?.state).toBe('failed');
  expect(changed((row) => ({ ...row, Tags: '{}' })).get('ColumnHandling-A-013-O')?.state).toBe('failed');
  expect(changed((row) => ({ ...row, x_owner: 'a' })).get('ColumnHandling-A-011-O')?.state).toBe('failed');
  const twoKinds = changed((row) => ({ ...row, ServiceName: 'one' }));
  expect(twoKinds.get('ServiceName-C-005-C')?.state).toBe('failed');
});

test('a list price, where one is given, times the quantity is the list cost', () => {
  const priced = (price: string): Verdict['state'] | undefined =>
    judgeAll([
      [{ ...(rows.run[0]?.[0] as Row), ListCost: '6', PricingQuantity: '3', ListUnitPrice: price }],
    ]).get('ListCost-C-009-C')?.state;
  expect([priced('2'), priced('2.1')]).toEqual(['passed', 'failed']);
});
