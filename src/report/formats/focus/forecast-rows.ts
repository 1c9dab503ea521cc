import type { ForecastOption, ForecastResult } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import { compute, focusRow, generative, monthOf, other, type FocusRow, type Service } from './focus-rows.ts';

/** What an option is billed as in a whole month. */
const services: Readonly<Record<ForecastOption['kind'], Service>> = {
  buy: generative,
  build: compute,
  hybrid: generative,
};

const nothing = new Exact(0);

/**
 * The forecast month by month: a row for each workload's option of least net present value, and one for the roadmap. What is
 * paid in a month is billed, what is used up is effective. What is paid beyond that, ahead of its use, is a purchase of its own
 * with no effective cost; what is sold again is one below zero.
 */
export function forecastFocusRows(result: ForecastResult): readonly FocusRow[] {
  const months = Array.from({ length: result.horizon.months }, (_, index) => index);
  return months.flatMap((index) => [
    ...result.workloads.flatMap(({ id, best, options }) => {
      const option = options.find((each) => each.id === best);
      const month = option?.months[index];
      if (option === undefined || month === undefined || (month.cash.isZero() && month.expense.isZero()))
        return [];
      const words = {
        subAccount: id,
        option: option.id,
        serviceName: option.title,
        service: services[option.kind],
        provider: providerOf(option),
      };
      return rowsOf(result, month, words);
    }),
    ...roadmapRows(result, index),
  ]);
}

function roadmapRows(result: ForecastResult, index: number): readonly FocusRow[] {
  const month = result.roadmap?.months[index];
  if (month === undefined || month.cash.isZero()) return [];
  const words = {
    subAccount: 'roadmap',
    option: '',
    serviceName: 'Roadmap',
    service: other,
    provider: 'own staff',
  };
  return rowsOf(result, { ...month, expense: month.cash }, words);
}

interface Words {
  readonly subAccount: string;
  readonly option: string;
  readonly serviceName: string;
  readonly service: Service;
  readonly provider: string;
}
interface Month {
  readonly month: string;
  readonly cash: Exact;
  readonly expense: Exact;
}

function rowsOf(result: ForecastResult, { month, cash, expense }: Month, words: Words): readonly FocusRow[] {
  if (cash.eq(expense)) return [rowOf(result, { month, cash, expense }, words, expense)];
  const least = cash.lt(expense) ? cash : expense;
  const current = least.lt(nothing) ? nothing : least;
  const ahead = cash.minus(current);
  const purchase: Service = { ...words.service, charge: 'Purchase', frequency: 'One-Time' };
  return [
    ...(current.isZero() && expense.isZero()
      ? []
      : [rowOf(result, { month, cash: current, expense }, words, expense)]),
    ...(ahead.isZero()
      ? []
      : [rowOf(result, { month, cash: ahead, expense: nothing }, { ...words, service: purchase }, ahead)]),
  ];
}

function rowOf(result: ForecastResult, { month, cash, expense }: Month, words: Words, list: Exact): FocusRow {
  const period = monthOf(`${month}-01`);
  return focusRow({
    ...words,
    account: result.scenario.name,
    accountType: 'Scenario',
    currency: result.currency,
    billing: period,
    period,
    billed: cash.toFixed(),
    effective: expense.toFixed(),
    list: list.toFixed(),
    description: `${words.service.charge === 'Purchase' ? 'Paid ahead of use, forecast' : 'Forecast'} of ${month}: ${words.serviceName}`,
    quantity: { amount: '1', unit: 'Months' },
    isForecast: true,
    scenario: result.scenario.name,
    line: 'all',
    kind: 'forecast',
    source: `catalog ${result.catalog.version}`,
  });
}

/** Who would bill it, as far as the option's title says. */
function providerOf({ kind, title }: ForecastOption): string {
  const named = kind === 'build' ? (/ on (.+)$/u.exec(title)?.[1] ?? title) : title;
  return named.split('/')[0] ?? named;
}
