import { Exact } from '../../../formula/index.ts';
import type { UsageResult } from '../../../usage/index.ts';
import { focusRow, generative, monthOf, type FocusPeriod, type FocusRow } from './focus-rows.ts';

const nothing = new Exact(0);
const dayLength = 86_400_000;

/** What a log says was paid: a row for each day in UTC, and one for what attempts cost that were not delivered. None where it states no cost. */
export function usageFocusRows(result: UsageResult): readonly FocusRow[] {
  const { cost, days, period } = result;
  if (cost === null) return [];
  const rows = days.flatMap(({ id, cost: paid, input, output }) =>
    paid === null
      ? []
      : [rowOf(result, { words: 'Tokens', paid, tokens: input.plus(output), period: dayOf(id) })],
  );
  const rest = cost.total.minus(days.reduce((sum, each) => sum.plus(each.cost ?? 0), nothing));
  const whole = { start: instantOf(period.from), end: instantOf(period.until) };
  return rest.isZero()
    ? rows
    : [
        ...rows,
        rowOf(result, {
          words: 'Attempts that were not delivered',
          paid: rest,
          tokens: nothing,
          period: whole,
        }),
      ];
}

function rowOf(
  { log, cost, models }: UsageResult,
  charge: {
    readonly words: string;
    readonly paid: Exact;
    readonly tokens: Exact;
    readonly period: FocusPeriod;
  },
): FocusRow {
  const [only, ...others] = models;
  const model = only === undefined || others.length > 0 ? '' : only.id;
  const name = log.files.join(', ');
  return focusRow({
    account: name,
    currency: cost?.currency ?? '',
    billing: monthOf(charge.period.start.slice(0, 10)),
    period: charge.period,
    billed: charge.paid.toFixed(),
    effective: charge.paid.toFixed(),
    description: `${charge.words}, as logged${model === '' ? '' : `: ${model}`}`,
    quantity: { amount: charge.tokens.toFixed(), unit: 'Tokens' },
    provider: log.title,
    service: generative,
    serviceName: model === '' ? log.title : model,
    subAccount: name,
    isForecast: false,
    scenario: '',
    option: '',
    line: charge.tokens.isZero() ? 'failed' : 'tokens',
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
