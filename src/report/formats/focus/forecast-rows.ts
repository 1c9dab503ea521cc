import type { ForecastOption, ForecastResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { focusRow, generative, monthOf, other, type FocusRow, type Service } from './focus-rows.ts';

/** What an option is billed as in a whole month. */
const services: Readonly<Record<ForecastOption['kind'], Service>> = {
  buy: generative,
  build: { category: 'Compute', subcategory: 'Other (Compute)', charge: 'Usage' },
  hybrid: generative,
};

/**
 * The forecast month by month: a row for each workload's option of least net present value, and one for the roadmap. What is
 * paid in a month is billed, what is used up is effective, so that prepaid terms and purchases show as they do in a bill.
 */
export function forecastFocusRows(result: ForecastResult): readonly FocusRow[] {
  const months = Array.from({ length: result.horizon.months }, (_, index) => index);
  return months.flatMap((index) => [
    ...result.workloads.flatMap(({ id, best, options }) => {
      const option = options.find((each) => each.id === best);
      const month = option?.months[index];
      if (option === undefined || month === undefined || (month.cash.isZero() && month.expense.isZero()))
        return [];
      return [
        rowOf(result, month, {
          subAccount: id,
          option: option.id,
          serviceName: option.title,
          service: services[option.kind],
          provider: providerOf(option),
        }),
      ];
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
  return [rowOf(result, { ...month, expense: month.cash }, words)];
}

function rowOf(
  result: ForecastResult,
  { month, cash, expense }: { readonly month: string; readonly cash: Exact; readonly expense: Exact },
  words: {
    readonly subAccount: string;
    readonly option: string;
    readonly serviceName: string;
    readonly service: Service;
    readonly provider: string;
  },
): FocusRow {
  const period = monthOf(`${month}-01`);
  return focusRow({
    ...words,
    account: result.scenario.name,
    currency: result.currency,
    billing: period,
    period,
    billed: cash.toFixed(),
    effective: expense.toFixed(),
    description: `Forecast of ${month}: ${words.serviceName}`,
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
