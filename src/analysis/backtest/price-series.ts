import { catalogItems, type CatalogItem } from '../../catalog/index.ts';
import { monthAfter, type Quantity } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import { isYearly, type Model, type Timeline } from '../../model/index.ts';
import { quantileFunction } from '../../statistics/index.ts';
import { amount } from '../run/figures.ts';
import type { BacktestSeries } from './result.ts';

/** After how many months prices are looked at. */
const after = [3, 6, 12, 24, 36];
/** Of quantiles, which are doubles. */
const digits = 12;
const mainFigures = ['input', 'hourly', 'monthly'];

/**
 * What the trends of a scenario say of every price of the catalog that held on the day of the model, against what it was so
 * many months later: token prices by their input price, offers that can be ended at any time by their rent.
 */
export function priceSeries(model: Model, { months, trends }: Timeline): readonly BacktestSeries[] {
  const { horizon } = model.scenario;
  const items = catalogItems(model.catalog);
  const kinds = [
    ['api_price', horizon.apiPriceTrend, items.filter(({ part }) => part === 'tokens')],
    ['gpu_price', horizon.gpuPriceTrend, items.filter(isOnDemand)],
  ] as const;
  return kinds.flatMap(([trend, stated, entries]) =>
    after
      .filter((count) => count < months.length)
      .flatMap((count) => {
        const range = rangeOf(stated, count);
        const found = changes(entries, model, `${monthAfter(months[0] ?? '', count)}-01`);
        const [first] = found.multiples;
        if (first === undefined) return [];
        return [
          {
            trend,
            months: count,
            entries: found.multiples.length,
            gone: found.gone,
            unchanged: found.multiples.filter((each) => each.eq(1)).length,
            forecast: amount(trends[trend].plus(1).pow(count)),
            p10: range?.p10 ?? null,
            p90: range?.p90 ?? null,
            median: amount(medianOf(found.multiples)),
            within:
              range === null
                ? null
                : found.multiples.filter((each) => each.gte(range.p10) && each.lte(range.p90)).length,
          },
        ];
      }),
  );
}

/** P10 and P90 of the multiple after so many months: a rate that is higher all along makes a higher price. */
function rangeOf(
  trend: Quantity | 'catalog',
  months: number,
): { readonly p10: Exact; readonly p90: Exact } | null {
  if (trend === 'catalog' || trend.distribution === null) return null;
  const quantile = quantileFunction(trend.distribution);
  const power = new Exact(months).div(isYearly(trend) ? 12 : 1);
  const at = (share: number): Exact =>
    new Exact(quantile.at(share)).plus(1).pow(power).toSignificantDigits(digits);
  return { p10: at(0.1), p90: at(0.9) };
}

function changes(
  items: readonly CatalogItem[],
  { asOf, scenario }: Model,
  day: string,
): { readonly multiples: readonly Exact[]; readonly gone: number } {
  const knownAt = scenario.knownAt ?? '9999-12-31';
  let gone = 0;
  const multiples: Exact[] = [];
  for (const item of items) {
    const before = item.at({ asOf, knownAt });
    const key = mainFigures.find((each) => before?.figures.some((figure) => figure.key === each));
    const [was, is] = [before, item.at({ asOf: day, knownAt })].map(
      (row) => row?.figures.find((figure) => figure.key === key)?.value,
    );
    if (was === undefined || was.isZero()) continue;
    if (is === undefined) gone += 1;
    else multiples.push(is.div(was));
  }
  return { multiples, gone };
}

function isOnDemand({ part, about }: CatalogItem): boolean {
  return part === 'offers' && about.some(({ value }) => value === 'on-demand' || value === 'spot');
}

function medianOf(values: readonly Exact[]): Exact {
  const sorted = values.toSorted((a, b) => a.cmp(b));
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return (low ?? new Exact(1)).plus(high ?? 1).div(2);
}
