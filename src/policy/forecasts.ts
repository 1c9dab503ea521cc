import { largestMonth, type ForecastOption, type ForecastWorkload } from '../analysis/index.ts';
import { Exact } from '../formula/index.ts';
import { checkCase, inMoney, inPercent } from './case.ts';
import type { Bound, CheckCase, CheckForecast, MoneyBound, Policy, PolicyRule } from './types.ts';

/** Whether anything of a policy is about forecasts. */
export function hasForecastRules({ forecast, forecastIncrease, forecastVerdict }: Policy): boolean {
  return forecast !== null || forecastIncrease !== null || forecastVerdict?.value === true;
}

/** Cash over all months, present value, the largest month and each year. */
export function forecastCases({ forecast }: Policy, subject: CheckForecast): readonly CheckCase[] {
  if (forecast === null) return [];
  const { portfolio, currency } = subject.side;
  const asked = forecastRules(forecast);
  if (portfolio === null)
    return skipped(asked, subject, 'the scenario has cases, which are never paid together');
  const within = (rule: PolicyRule, budget: MoneyBound | null, what: string, actual: Exact) =>
    budget === null
      ? []
      : [budgetCase(rule, subject, budget, `${what} ${inMoney(actual, currency)}`, actual)];
  const largest = largestMonth(portfolio);
  return [
    ...within('forecast-total', forecast.total, `${portfolio.months.length} months cost`, portfolio.total),
    ...within('forecast-npv', forecast.npv, 'the present value is', portfolio.npv),
    ...(largest === null
      ? []
      : within('forecast-month', forecast.month, `the largest month, ${largest.month}, costs`, largest.cash)),
    ...portfolio.years.flatMap(({ year, cash }) =>
      within('forecast-year', yearBudget(forecast.years, year), `year ${year} costs`, cash),
    ),
  ];
}

/** The budget of a year; the last one holds for the years after it. */
function yearBudget(years: readonly MoneyBound[], year: number): MoneyBound | null {
  return years[year - 1] ?? years.at(-1) ?? null;
}

function budgetCase(
  rule: PolicyRule,
  subject: CheckForecast,
  budget: MoneyBound,
  what: string,
  actual: Exact,
): CheckCase {
  const { workloads, currency } = subject.side;
  const failed = actual.gt(budget.value);
  const dearest = workloads.reduce<ForecastWorkload | null>(
    (most, each) => (most === null || totalOf(each).gt(totalOf(most)) ? each : most),
    null,
  );
  const most =
    failed && dearest !== null && workloads.length > 1
      ? `; over all months the most is for ${dearest.id}, ${inMoney(totalOf(dearest), currency)}`
      : '';
  return checkCase(rule, subject, budget, {
    outcome: failed ? 'failed' : 'passed',
    message: `${what}, ${failed ? 'above' : 'within'} the budget of ${inMoney(budget.value, currency)}${most}`,
    actual,
    limit: budget.value,
    unit: currency,
    place: () => (dearest === null ? null : subject.locate(dearest.id, null)),
  });
}

/** What the baseline's forecast bounds. */
export function forecastBaselineCases(policy: Policy, subject: CheckForecast): readonly CheckCase[] {
  const { forecastIncrease: most, forecastVerdict: keep } = policy;
  const { baseline, side } = subject;
  const asked: (readonly [PolicyRule, Bound<unknown>])[] = [];
  if (most !== null) asked.push(['forecast-increase', most]);
  if (keep?.value === true) asked.push(['forecast-verdict', keep]);
  if (baseline === null)
    return skipped(asked, subject, `the baseline has no forecast to compare ${subject.file} with`);
  const cases: CheckCase[] = [];
  if (most !== null) {
    const [was, is] = [baseline.portfolio?.total, side.portfolio?.total];
    if (was === undefined || is === undefined)
      cases.push(
        ...skipped([['forecast-increase', most]], subject, 'a scenario with cases has no total to compare'),
      );
    else cases.push(increaseCase(policy, subject, was, is));
  }
  if (keep?.value === true)
    for (const workload of side.workloads) {
      const before = baseline.workloads.find(({ id }) => id === workload.id);
      cases.push(verdictCase(keep, subject, before, workload));
    }
  return cases;
}

function increaseCase(
  { forecastIncrease: most }: Policy,
  subject: CheckForecast,
  was: Exact,
  is: Exact,
): CheckCase {
  if (most === null) throw new Error('no increase is bounded');
  const { currency } = subject.side;
  const added = is.minus(was);
  const inAmount = most.currency !== null;
  const actual = inAmount ? added : was.isZero() ? null : added.div(was.abs());
  const limit = inAmount ? inMoney(most.value, currency) : inPercent(most.value);
  return checkCase('forecast-increase', subject, most, {
    outcome: (actual === null ? is.gt(0) : actual.gt(most.value)) ? 'failed' : 'passed',
    message: `cash over all months went from ${inMoney(was, currency)} to ${inMoney(is, currency)}; an increase of at most ${limit} is allowed`,
    actual,
    limit: most.value,
    unit: inAmount ? currency : '1',
  });
}

function verdictCase(
  keep: Bound<boolean>,
  subject: CheckForecast,
  was: ForecastWorkload | undefined,
  is: ForecastWorkload,
): CheckCase {
  const [before, after] = [bestOf(was), bestOf(is)];
  const about = { workload: is.id, option: is.best };
  if (was === undefined)
    return checkCase('forecast-verdict', subject, keep, {
      ...about,
      outcome: 'skipped',
      message: `${is.id} is not in the baseline`,
    });
  const isSame = was.best === is.best && before?.title === after?.title;
  const named = (best: string | null): string => best ?? 'no option';
  return checkCase('forecast-verdict', subject, keep, {
    ...about,
    outcome: isSame ? 'passed' : 'failed',
    message: isSame
      ? `over all months ${is.id} stays with ${named(is.best)}`
      : was.best === is.best
        ? `over all months ${is.id} stays with ${named(is.best)}, which was ${before?.title ?? 'not known'} and is ${after?.title ?? 'not known'}`
        : `over all months the best option of ${is.id} changes from ${named(was.best)} to ${named(is.best)}`,
  });
}

function bestOf(workload: ForecastWorkload | undefined): ForecastOption | undefined {
  return workload?.options.find(({ id }) => id === workload.best);
}

function totalOf(workload: ForecastWorkload): Exact {
  return bestOf(workload)?.total ?? new Exact(0);
}

/** The rules of a block about forecasts that are stated, each once. */
export function forecastRules(
  forecast: Policy['forecast'],
): readonly (readonly [PolicyRule, Bound<unknown>])[] {
  if (forecast === null) return [];
  const { total, npv, month, years } = forecast;
  const stated: readonly (readonly [PolicyRule, Bound<unknown> | null])[] = [
    ['forecast-total', total],
    ['forecast-npv', npv],
    ['forecast-month', month],
    ['forecast-year', years[0] ?? null],
  ];
  return stated.flatMap(([rule, bound]) => (bound === null ? [] : [[rule, bound] as const]));
}

/** One skipped case for each rule, all for the same reason. */
export function skipped(
  rules: readonly (readonly [PolicyRule, Bound<unknown>])[],
  subject: Parameters<typeof checkCase>[1],
  message: string,
): readonly CheckCase[] {
  return rules.map(([rule, bound]) => checkCase(rule, subject, bound, { outcome: 'skipped', message }));
}
