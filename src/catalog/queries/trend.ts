import type { IsoDate } from '../../document/index.ts';
import { Exact } from '../../formula/index.ts';
import { figureOf, type PricePeriod } from './history.ts';

/** What a price did in a year, over the time that its history covers. */
export interface PriceTrend {
  /** The first day of the history, and the last on which a price of it held, at most the day that is asked for. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly days: number;
  readonly figures: readonly {
    readonly key: string;
    readonly unit: string;
    readonly first: Exact;
    readonly last: Exact;
    /** -0.3: a third less each year, about. */
    readonly yearly: Exact;
  }[];
  /** Of all figures: that of the geometric mean of their changes. Null where no figure has a trend. */
  readonly yearly: Exact | null;
  /** Why there is no trend. */
  readonly because: string | null;
}

/** In words, as reports state it. */
export const trendFormula = '(last price / first price) ^ (365.25 / days) - 1';

/** A change within less than this says nothing of a year. */
const fewestDays = 180;
const daysOfYear = new Exact('365.25');
const digits = 20;

/** What buyers pay first of all; of a history the first that is there counts, tokens have both. */
const mainFigures = [['input', 'output'], ['hourly'], ['monthly']] as const;

/**
 * The yearly trend of a history on a day: `(last / first) ^ (365.25 / days) - 1`, compounding, between the first price and the
 * one that holds on that day or held last before it. Days count from the first day on which a price is known to the day
 * asked for (or the end of the last price), so that a price that has stayed the same for long counts as that.
 */
export function priceTrend(history: readonly PricePeriod[], asOf: IsoDate): PriceTrend {
  const past = history.flatMap((each) =>
    each.from !== null && each.from <= asOf ? [{ ...each, from: each.from }] : [],
  );
  const [first] = past;
  const last = past.at(-1);
  if (first === undefined || last === undefined) {
    return {
      from: asOf,
      to: asOf,
      days: 0,
      figures: [],
      yearly: null,
      because: 'there is no dated price up to that day',
    };
  }
  const to = last.to !== null && last.to < asOf ? last.to : asOf;
  const days = Math.round((Date.parse(to) - Date.parse(first.from)) / 86_400_000);
  const none = (because: string): PriceTrend => ({
    from: first.from,
    to,
    days,
    figures: [],
    yearly: null,
    because,
  });
  if (days < fewestDays) {
    return none(`the history covers ${days} days: too short for an annual trend (${fewestDays} days needed)`);
  }
  const keys = mainFigures.find((each) => each.every((key) => figureOf(last.row, key) !== undefined)) ?? [];
  const figures = keys.flatMap((key) => {
    const [a, b] = [figureOf(first.row, key), figureOf(last.row, key)];
    if (a === undefined || b?.unit !== a.unit || a.value.lte(0) || b.value.lte(0)) return [];
    return [
      { key, unit: b.unit, first: a.value, last: b.value, yearly: yearlyChange(a.value, b.value, days) },
    ];
  });
  if (figures.length === 0) return none('no price is there at both ends of the history');
  return { from: first.from, to, days, figures, yearly: meanChange(figures.map((each) => each.yearly)), because: null }; // prettier-ignore
}

function yearlyChange(first: Exact, last: Exact, days: number): Exact {
  return last.div(first).pow(daysOfYear.div(days)).minus(1).toSignificantDigits(digits);
}

/** The change that, for each of them, gives the same together: that of the geometric mean. */
export function meanChange(changes: readonly Exact[]): Exact {
  const product = changes.reduce((sofar, change) => sofar.times(change.plus(1)), new Exact(1));
  return product.pow(new Exact(1).div(changes.length)).minus(1).toSignificantDigits(digits);
}
