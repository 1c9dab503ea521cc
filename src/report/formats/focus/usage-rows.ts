import { Exact } from '../../../formula/index.ts';
import type { UsageResult } from '../../../usage/index.ts';
import {
  focusRow,
  generative,
  monthOf,
  type FocusCharge,
  type FocusPeriod,
  type FocusRow,
} from './focus-rows.ts';

type Quantity = FocusCharge['quantity'];

const lines = {
  tokens: 'Tokens',
  charges: 'Charges without tokens',
  failed: 'Attempts that were not delivered',
} as const;
const nothing = new Exact(0);
const dayLength = 86_400_000;

/** What a log says was paid: a row for each day in UTC, and one for what attempts cost that were not delivered. None where it states no cost. */
export function usageFocusRows(result: UsageResult): readonly FocusRow[] {
  const { cost, days, period } = result;
  if (cost === null) return [];
  const rows = days.flatMap(({ id, cost: paid, input, output }) =>
    paid === null ? [] : [dayRow(result, { id, paid, tokens: input.plus(output) })],
  );
  const rest = cost.total.minus(days.reduce((sum, each) => sum.plus(each.cost ?? 0), nothing));
  const whole = { start: instantOf(period.from), end: instantOf(period.until) };
  return rest.isZero()
    ? rows
    : [...rows, rowOf(result, { line: 'failed', paid: rest, quantity: attemptsOf(result), period: whole })];
}

/** A day that is billed without tokens is priced as a day: usage has a quantity, and zero of something costs nothing. */
function dayRow(
  result: UsageResult,
  { id, paid, tokens }: { readonly id: string; readonly paid: Exact; readonly tokens: Exact },
): FocusRow {
  const period = dayOf(id);
  return tokens.isZero()
    ? rowOf(result, { line: 'charges', paid, quantity: { amount: '1', unit: 'Days' }, period })
    : rowOf(result, { line: 'tokens', paid, quantity: { amount: tokens.toFixed(), unit: 'Tokens' }, period });
}

function attemptsOf({ requests, period }: UsageResult): Quantity {
  const attempts = requests.rejected + requests.timedOut + requests.failed;
  return attempts > 0
    ? { amount: String(attempts), unit: 'Requests' }
    : { amount: String(period.hours), unit: 'Hours' };
}

function rowOf(
  { log, cost, models }: UsageResult,
  charge: {
    readonly line: keyof typeof lines;
    readonly paid: Exact;
    readonly quantity: Quantity;
    readonly period: FocusPeriod;
  },
): FocusRow {
  const [only, ...others] = models;
  const model = only === undefined || others.length > 0 ? '' : only.id;
  const name = log.files.join(', ');
  return focusRow({
    account: name,
    accountType: 'Log',
    currency: cost?.currency ?? '',
    billing: monthOf(charge.period.start.slice(0, 10)),
    period: charge.period,
    billed: charge.paid.toFixed(),
    effective: charge.paid.toFixed(),
    list: charge.paid.toFixed(),
    description: `${lines[charge.line]}, as logged${model === '' ? '' : `: ${model}`}`,
    quantity: charge.quantity,
    provider: log.title,
    service: generative,
    serviceName: model === '' ? log.title : model,
    subAccount: '',
    isForecast: false,
    scenario: '',
    option: '',
    line: charge.line,
    kind: 'measured',
    source: name,
  });
}

function dayOf(date: string): FocusPeriod {
  const start = Date.parse(`${date}T00:00:00Z`);
  return { start: `${date}T00:00:00Z`, end: secondsOf(start + dayLength) };
}

function instantOf(text: string): string {
  return secondsOf(Date.parse(`${text.replace(' ', 'T')}Z`));
}

function secondsOf(time: number): string {
  return new Date(time).toISOString().replace('.000', '');
}
