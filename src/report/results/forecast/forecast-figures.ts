import type { ForecastMonth, ForecastOption, ForecastResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import { numberValue, type Figure } from '../../document/figures.ts';
import { pathLines } from './paths.ts';
import { portfolioScheduleFigures } from './portfolio-schedule.ts';
import { sizingFigures } from './sizing.ts';

/** Every amount of every month, then what is said of the whole horizon. */
export function* forecastFigures(result: ForecastResult): Generator<Figure> {
  const about = {
    scenario: result.scenario.name,
    workload: '',
    option: '',
    month: null,
    kind: '',
    source: '',
  };
  const money = (of: typeof about, line: string, value: Exact | null): Figure => ({
    ...of,
    line,
    value: numberValue(value),
    unit: result.currency,
  });
  for (const { id, options, best, crossoverMonth, switchMonth, schedule } of result.workloads) {
    const here = { ...about, workload: id };
    for (const option of options) {
      const of = { ...here, option: option.id };
      yield* monthFigures(option.months, of, result.currency);
      for (const { id: line, expense } of option.lines) yield money(of, `expense.${line}`, expense);
      yield money(of, 'total', option.npv === null ? null : option.total);
      yield money(of, 'total_expense', option.npv === null ? null : option.totalExpense);
      yield money(of, 'npv', option.npv);
      if (result.horizon.taxRate !== null) yield money(of, 'npv_after_tax', option.npvAfterTax);
      yield money(of, 'equivalent_monthly', option.equivalentMonthly);
      yield* againstFigures(option, of, result.currency);
    }
    const said = (line: string, value: string | null): Figure => ({
      ...here,
      line,
      value: value === null ? null : { text: value },
      unit: '',
    });
    yield said('best', best);
    yield said('crossover_month', crossoverMonth);
    yield said('switch_month', switchMonth);
    for (const stint of schedule?.stints ?? [])
      yield { ...money({ ...here, option: stint.option }, `schedule.${stint.from}`, stint.npv) };
    if (schedule !== null) yield money(here, 'schedule.npv', schedule.npv);
  }
  for (const [workload, option, line, month, value] of result.paths === null ? [] : pathLines(result.paths))
    yield {
      ...about,
      workload,
      option,
      line,
      month,
      value: { number: value },
      unit: typeof value === 'number' ? '1' : result.currency,
      kind: 'simulated',
    };
  for (const { id, cash, total } of result.roadmap?.phases ?? []) {
    for (const [index, paid] of cash.entries())
      if (!paid.isZero())
        yield {
          ...about,
          line: `roadmap.${id}.cash`,
          month: index + 1,
          value: { number: paid },
          unit: result.currency,
        };
    yield money(about, `roadmap.${id}.total`, total);
  }
  yield* sizingFigures(result, about);
  yield* portfolioScheduleFigures(result, about);
  if (result.portability !== null) {
    const { lines, npv, worth, net, workloads } = result.portability;
    for (const { id, monthly } of lines)
      yield { ...money(about, `portability.platforms.${id}`, monthly), unit: `${result.currency}/month` };
    yield money(about, 'portability.npv', npv);
    for (const each of workloads)
      yield money({ ...about, workload: each.id }, 'portability.worth', each.worth);
    yield money(about, 'portability.worth', worth);
    yield money(about, 'portability.net', net);
  }
  if (result.portfolio === null) return;
  yield* monthFigures(result.portfolio.months, about, result.currency);
  yield money(about, 'total', result.portfolio.total);
  yield money(about, 'total_expense', result.portfolio.totalExpense);
  yield money(about, 'npv', result.portfolio.npv);
}

type About = Omit<Figure, 'line' | 'value' | 'unit'>;

function* monthFigures(months: readonly ForecastMonth[], of: About, currency: string): Generator<Figure> {
  for (const [index, { cash, expense, capex, opex, balance, gpus }] of months.entries()) {
    const at = { ...of, month: index + 1 };
    for (const [line, value] of Object.entries({ cash, expense, capex, opex, balance }))
      yield { ...at, line, value: { number: value }, unit: currency };
    yield { ...at, line: 'gpus', value: { number: gpus }, unit: 'GPU' };
  }
}

function* againstFigures({ against }: ForecastOption, of: About, currency: string): Generator<Figure> {
  if (against === null) return;
  const line = `against.${against.reference}`;
  yield { ...of, line: `${line}.npv`, value: { number: against.npv }, unit: currency };
  yield { ...of, line: `${line}.payback`, value: numberValue(against.payback), unit: 'month' };
  yield {
    ...of,
    line: `${line}.discounted_payback`,
    value: numberValue(against.discountedPayback),
    unit: 'month',
  };
  for (const [index, rate] of against.rates.entries())
    yield { ...of, line: `${line}.rate.${index + 1}`, value: { number: rate }, unit: '1/month' };
  for (const [index, rate] of against.datedRates.entries())
    yield { ...of, line: `${line}.dated_rate.${index + 1}`, value: { number: rate }, unit: '1/year' };
  yield { ...of, line: `${line}.modified_rate`, value: numberValue(against.modifiedRate), unit: '1/month' };
}
