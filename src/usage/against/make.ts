import type { Catalog } from '../../catalog/index.ts';
import { catalogReference, requiredFigure, type ForecastResult } from '../../analysis/index.ts';
import { fail, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import { buildModel, type Model } from '../../model/index.ts';
import type { Scenario } from '../../scenario/index.ts';
import { withoutTokens, type UsageResult } from '../profile/result.ts';
import { attributeCauses, linesOf, narrowed, optionIn, type InputCause } from './mixed.ts';
import { monthOfLog, type ExpectedMonth } from './month.ts';
import { patchText } from './patch-text.ts';
import { recalibrate, recalibratePrices, tokenLines } from './recalibrate.ts';
import { againstCauses, type Recalibrated, type UsageAgainstResult } from './result.ts';

type Profile = Omit<UsageResult, 'scenario'>;

/** Lines that are no hidden cost: what an option is bought or built for. */
const mainLines = new Set([...tokenLines, 'provisioned', 'commitment', 'gpu']);
const isMain = (line: string): boolean => mainLines.has(line.replace(/^(?:buy|build)\./u, ''));
const nothing = new Exact(0);

/** A scenario, and which of its options was used. */
export interface ExpectedScenario {
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly workload: string;
  readonly option: string;
  /** The month of the log, and inputs that are others in it than the file states; they are set in `scenario`. */
  readonly inMonth: ExpectedMonth;
  /** As it was named, for the patch that extends it. */
  readonly file: string;
  /** The scenario with inputs set as its file would have them. */
  readonly withSet: (settings: readonly Recalibrated[]) => Promise<Result<Scenario>>;
}

/** What the log says beside what the scenario expects of one option, by line and by cause. */
export async function heldAgainst(
  profile: Profile,
  expected: ExpectedScenario,
): Promise<Result<UsageAgainstResult>> {
  const { workload: id, option, catalog, file } = expected;
  const empty = withoutTokens(profile);
  if (empty !== undefined) return fail(empty);
  const scenario = narrowed(expected.scenario, id, option);
  const workload = scenario.workloads.get(id);
  const before = buildModel(scenario, catalog);
  if (!before.ok) return before;
  const was = optionIn(before.value, option);
  if (workload === undefined || was?.statement === undefined || was.statement === null)
    return fail(
      problem(
        'usage/against',
        `${option} has no cost in ${expected.scenario.name}: ${was?.exclusions[0]?.message ?? 'it is not there'}`,
      ),
    );
  const used = recalibrate(scenario, workload, before.value, profile);
  if (!used.ok) return used;
  const calibrated = await modelWith(used.value, expected);
  if (!calibrated.ok) return calibrated;
  const logged = loggedMonthly(profile, scenario);
  const notes: string[] = [];
  const prices = pricesOf(calibrated.value.model, option, logged, notes);
  const recalibrated = [...used.value, ...prices];
  const after = prices.length === 0 ? calibrated : await modelWith(recalibrated, expected);
  if (!after.ok) return after;
  const is = optionIn(after.value.model, option);
  if (is?.statement === undefined || is.statement === null)
    return fail(
      problem(
        'usage/against',
        `${option} has no cost with what the log says: ${is?.exclusions[0]?.message ?? 'it is not there'}`,
      ),
    );
  const lines = comparedLines(
    linesOf(was),
    linesOf(is),
    new Map(is.statement.lines.map((each) => [each.id, each.label])),
  );
  const causes = [...new Set(recalibrated.map(({ cause }) => cause))] as InputCause[];
  const effects = attributeCauses(scenario, after.value.scenario, catalog, {
    workload: id,
    option,
    causes,
    isMain,
  });
  if (!effects.ok) return effects;
  const sum = (key: 'expected' | 'actual' | 'change', of = lines): Exact =>
    of.reduce((total, each) => total.plus(each[key]), nothing);
  const change = sum('change');
  // What rounding to the decimals of amounts leaves over is with the lines that it comes from.
  const main = [...effects.value.values()].reduce((total, each) => total.plus(each), nothing);
  const [most, ...others] = profile.models.map(({ id }) => id);
  if (most !== undefined && others.length > 0)
    notes.push(
      `the log has ${String(others.length + 1)} models (${[most, ...others].slice(0, 3).join(', ')}${others.length > 2 ? ', ...' : ''}), and the option has the prices of one: the change by prices holds what the others cost more or less`,
    );
  if (profile.tokens.cached.isZero())
    notes.push('the log shows no cached tokens: the cached share is the scenario’s');
  if (profile.requests.attemptsPerDelivered === null)
    notes.push('the log shows no failed attempts: retries are the scenario’s');
  if (lines.some((each) => !isMain(each.id)))
    notes.push(
      'hidden costs are no part of a log: they are the scenario’s, at what the log says of volume, tokens and failures',
    );
  return ok(
    {
      schema: 'crossover/usage-against/1',
      ...headOf(profile),
      scenario: { name: expected.scenario.name, digest: expected.scenario.digest },
      catalog: catalogReference(before.value),
      workload: id,
      option: { id: option, title: was.title },
      month: expected.inMonth.month,
      currency: scenario.currency,
      expected: sum('expected'),
      actual: sum('actual'),
      change,
      share: shareOf(change, sum('expected')),
      logged,
      lines,
      causes: againstCauses.flatMap((cause) => {
        const amount = cause === 'hidden_costs' ? change.minus(main) : effects.value.get(cause);
        return amount === undefined ? [] : [{ cause, change: amount }];
      }),
      notAttributedBecause: null,
      recalibrated,
      notes,
      patch: patchText(profile, file, recalibrated, expected.inMonth),
    },
    after.diagnostics,
  );
}

async function modelWith(
  settings: readonly Recalibrated[],
  { withSet, workload, option, catalog }: ExpectedScenario,
): Promise<Result<{ readonly scenario: Scenario; readonly model: Model }>> {
  const read = await withSet(settings);
  if (!read.ok) return read;
  const scenario = narrowed(read.value, workload, option);
  const model = buildModel(scenario, catalog);
  return model.ok ? ok({ scenario, model: model.value }, read.diagnostics) : model;
}

function headOf({ log, period }: Profile): Pick<UsageAgainstResult, 'log' | 'period'> {
  return {
    log: { title: log.title, files: log.files },
    period: { from: period.from, until: period.until, hours: period.hours },
  };
}

/** What the log says was paid, for a month as long as the scenario's. */
function loggedMonthly({ cost, period }: Profile, { currency, hoursPerMonth }: Scenario): Exact | null {
  return cost === null || cost.currency !== currency
    ? null
    : requiredFigure(cost.total.times(hoursPerMonth.value).div(period.hours));
}

function pricesOf(
  model: Model,
  option: string,
  logged: Exact | null,
  notes: string[],
): readonly Recalibrated[] {
  const found = optionIn(model, option);
  if (found === undefined || found.kind !== 'buy') return [];
  if (logged === null || logged.isZero()) {
    notes.push('the log states no cost in the scenario’s currency: prices are the scenario’s');
    return [];
  }
  const modelled = [...linesOf(found)].reduce(
    (sum, [id, amount]) => (tokenLines.has(id) ? sum.plus(amount) : sum),
    nothing,
  );
  return recalibratePrices(found, modelled, logged) ?? [];
}

function comparedLines(
  before: ReadonlyMap<string, Exact>,
  after: ReadonlyMap<string, Exact>,
  labels: ReadonlyMap<string, string>,
): UsageAgainstResult['lines'] {
  return [...new Set([...after.keys(), ...before.keys()])].map((id) => {
    const [expected, actual] = [before.get(id) ?? nothing, after.get(id) ?? nothing];
    return { id, label: labels.get(id) ?? id, expected, actual, change: actual.minus(expected) };
  });
}

function shareOf(change: Exact, expected: Exact): Exact | null {
  return expected.isZero() ? null : requiredFigure(change.div(expected.abs()));
}

/** What a saved forecast leaves open. */
export const withScenario = 'name its scenario with --assumptions';

/** What was paid beside what a saved forecast expected of the month in which most of the log lies: it has no formulas, so no causes. */
export function heldAgainstForecast(
  profile: Profile,
  forecast: ForecastResult,
  asked: { readonly workload: string | null; readonly option: string | null },
): Result<UsageAgainstResult> {
  const refuse = (text: string, hint: string): Result<never> =>
    fail(problem('usage/against', text, { hint }));
  const ids = forecast.workloads.map(({ id }) => id);
  const workload =
    asked.workload === null && ids.length === 1
      ? forecast.workloads[0]
      : forecast.workloads.find(({ id }) => id === asked.workload);
  if (workload === undefined)
    return refuse(
      `the forecast has ${asked.workload === null ? 'several workloads' : `no workload '${asked.workload}'`}`,
      `--workload with one of ${ids.join(', ')}`,
    );
  const id = asked.option ?? workload.best;
  const option = workload.options.find((each) => each.id === id);
  if (option === undefined) {
    const names = workload.options.map((each) => each.id);
    const near = nearest(id ?? '', names);
    return refuse(
      `the forecast has no option '${id ?? ''}'`,
      near === undefined ? `--option with one of ${names.join(', ')}` : `did you mean '${near}'?`,
    );
  }
  const month = monthOfLog(profile.period);
  const found = option.months.find((each) => each.month === month);
  if (found === undefined)
    return refuse(
      `the log covers ${month}, and the forecast runs from ${forecast.horizon.start} for ${String(forecast.horizon.months)} months`,
      'use a forecast that holds the month of the log',
    );
  const { cost, period } = profile;
  if (cost === null || cost.currency !== forecast.currency)
    return refuse(
      `${profile.log.title} states no cost in ${forecast.currency}, and a saved forecast has amounts alone`,
      withScenario,
    );
  const actual = requiredFigure(cost.total.times(hoursOf(month)).div(period.hours));
  const change = actual.minus(found.expense);
  return ok({
    schema: 'crossover/usage-against/1',
    ...headOf(profile),
    scenario: forecast.scenario,
    catalog: forecast.catalog,
    workload: workload.id,
    option: { id: option.id, title: option.title },
    month,
    currency: forecast.currency,
    expected: found.expense,
    actual,
    change,
    share: shareOf(change, found.expense),
    logged: actual,
    lines: [],
    causes: null,
    notAttributedBecause: `a saved forecast has no formulas: ${withScenario} for lines, causes and a patch`,
    recalibrated: [],
    notes: [
      'what the forecast has beside tokens, such as people and observability, is in the expected amount and in no log',
    ],
    patch: null,
  });
}

/** The hours of a calendar month. */
function hoursOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate() * 24;
}
