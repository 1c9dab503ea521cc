import { fail, nearest, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { baselineCases } from './baseline.ts';
import { allFilesCases, budgetCases } from './budgets.ts';
import { forecastBaselineCases, forecastCases, forecastRules, skipped } from './forecasts.ts';
import { inputCases } from './inputs.ts';
import { qualityCases } from './quality.ts';
import type {
  Bound,
  CheckCase,
  CheckForecast,
  CheckResult,
  CheckSubject,
  MoneyBound,
  Policy,
  PolicyRule,
} from './types.ts';

/**
 * Holds results, and forecasts of them, against a policy. `on` is the day to which price ages count, before what the policy says. Fails where the
 * policy cannot be held against these scenarios: another currency, a workload that none has, no day for ages.
 */
export function checkPolicy(
  policy: Policy,
  subjects: readonly CheckSubject[],
  on: string | null,
  forecasts: readonly CheckForecast[] = [],
): Result<CheckResult> {
  const day = on ?? policy.priceDate?.value ?? null;
  const diagnostics = [...misfits(policy, subjects, forecasts), ...missingDay(policy, day)];
  if (diagnostics.length > 0) return fail(...diagnostics);
  const cases = [
    ...subjects.flatMap((subject) => [
      ...withStanding(standingCases(policy, subject, day), brokenBefore(policy, subject, day)),
      ...baselineCases(policy, subject),
    ]),
    ...allFilesCases(policy, subjects),
    ...forecasts.flatMap((subject) => [
      ...withStanding(forecastCases(policy, subject), forecastBrokenBefore(policy, subject)),
      ...forecastBaselineCases(policy, subject),
    ]),
    ...otherKind(policy, subjects, forecasts),
  ].map((each) => gentler(policy, each));
  return ok({
    schema: 'crossover/check/1',
    policy: policy.file,
    passed:
      cases.every(({ outcome }) => outcome !== 'failed') &&
      (cases.length === 0 || cases.some(({ outcome }) => outcome !== 'skipped')),
    files: [...subjects, ...onlyForecasts(subjects, forecasts)].map(({ file, side }) => ({
      file,
      scenario: { name: side.scenario.name, digest: side.scenario.digest },
      catalog: side.catalog,
    })),
    cases,
  });
}

function onlyForecasts(
  subjects: readonly CheckSubject[],
  forecasts: readonly CheckForecast[],
): readonly CheckForecast[] {
  return forecasts.filter(({ file }) => subjects.every((each) => each.file !== file));
}

/** What cannot be checked of a saved result: a forecast has no statement of one month, a statement no months. */
function otherKind(
  policy: Policy,
  subjects: readonly CheckSubject[],
  forecasts: readonly CheckForecast[],
): readonly CheckCase[] {
  const without = subjects.filter(({ file }) => forecasts.every((each) => each.file !== file));
  return [
    ...without.flatMap((subject) =>
      skipped(forecastRules(policy.forecast), subject, 'a saved result of run has no forecast'),
    ),
    ...onlyForecasts(subjects, forecasts).flatMap((subject) =>
      skipped(monthlyRules(policy), subject, 'a saved forecast has no statement of one month'),
    ),
  ];
}

/** The rules about a statement of one month that are stated, each once. */
function monthlyRules(policy: Policy): readonly (readonly [PolicyRule, Bound<unknown>])[] {
  const [workload] = policy.workloads;
  const stated: readonly (readonly [PolicyRule, Bound<unknown> | null])[] = [
    ['budget-total', policy.total],
    ['budget-workload', workload?.monthly ?? null],
    ['budget-per-mtok', policy.perMtok ?? workload?.perMtok ?? null],
    ['increase-total', policy.increase],
    ['increase-workload', policy.workloadIncrease],
    ['keep-verdict', policy.keepVerdict],
    ['margin', policy.margin],
    ['hidden-multiple', policy.hiddenMost ?? policy.hiddenLeast],
    ['price-age', policy.priceDays],
    ['forbidden-input', policy.forbidden[0] ?? null],
  ];
  return stated.flatMap(([rule, bound]) => (bound === null ? [] : [[rule, bound] as const]));
}

function forecastBrokenBefore(policy: Policy, subject: CheckForecast): ReadonlySet<string> {
  const { baseline } = subject;
  if (baseline === null) return new Set();
  const before = forecastCases(policy, { ...subject, side: baseline, baseline: null });
  return new Set(before.filter(({ outcome }) => outcome === 'failed').map(findingKey));
}

/** The rules that hold for a state by itself, whatever it was before. */
function standingCases(policy: Policy, subject: CheckSubject, day: string | null): readonly CheckCase[] {
  return [
    ...budgetCases(policy, subject),
    ...qualityCases(policy, subject, day),
    ...inputCases(policy, subject),
  ];
}

/** What of them the baseline breaks, by rule, workload and option. */
function brokenBefore(policy: Policy, subject: CheckSubject, day: string | null): ReadonlySet<string> {
  const { baseline } = subject;
  if (baseline === null) return new Set();
  const before = standingCases(policy, { ...subject, side: baseline, model: null, baseline: null }, day);
  return new Set(before.filter(({ outcome }) => outcome === 'failed').map(findingKey));
}

function withStanding(cases: readonly CheckCase[], before: ReadonlySet<string>): readonly CheckCase[] {
  return cases.map((each) =>
    each.outcome === 'failed' && before.has(findingKey(each)) ? { ...each, standing: true } : each,
  );
}

function findingKey({ rule, workload, option }: CheckCase): string {
  return `${rule} ${workload ?? ''} ${option ?? ''}`;
}

/** A violation that the policy only wants to be told of. */
function gentler({ warnings, standingWarns }: Policy, each: CheckCase): CheckCase {
  const warns = warnings.includes(each.rule) || (standingWarns && each.standing);
  return each.outcome === 'failed' && warns ? { ...each, outcome: 'warned' } : each;
}

function missingDay({ priceDays }: Policy, day: string | null): readonly Diagnostic[] {
  if (priceDays === null || day !== null) return [];
  const hint = "add 'on: 2026-11-01' beside it, or give --on";
  return [
    problem('policy/no-date', 'price_age: no reference date for price age', {
      span: priceDays.span,
      hint,
    }),
  ];
}

function misfits(
  policy: Policy,
  subjects: readonly CheckSubject[],
  forecasts: readonly CheckForecast[],
): readonly Diagnostic[] {
  const checked = [...subjects, ...onlyForecasts(subjects, forecasts)];
  const known = new Set(checked.flatMap(({ side }) => side.workloads.map(({ id }) => id)));
  const unknown = policy.workloads
    .filter(({ workload }) => !known.has(workload))
    .map(({ workload, span }) => {
      const meant = nearest(workload, known);
      const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
      return problem(
        'policy/unknown-workload',
        `budgets.workloads.${workload}: no scenario has this workload`,
        {
          span,
          hint,
        },
      );
    });
  const budgets: readonly (MoneyBound | null)[] = [
    policy.total,
    policy.allFiles,
    policy.perMtok,
    ...[policy.increase, policy.workloadIncrease, policy.forecastIncrease].map((each) =>
      each === null || each.currency === null ? null : { ...each, currency: each.currency },
    ),
    ...policy.workloads.flatMap((each) => [each.monthly, each.perMtok]),
    policy.forecast?.total ?? null,
    policy.forecast?.npv ?? null,
    policy.forecast?.month ?? null,
    ...(policy.forecast?.years ?? []),
  ];
  const currencies = budgets.flatMap((budget) => {
    const other = checked.find(({ side }) => budget !== null && side.currency !== budget.currency);
    return budget === null || other === undefined
      ? []
      : [
          problem(
            'policy/currency',
            `an amount in ${budget.currency}, but ${other.file} is in ${other.side.currency}`,
            { span: budget.span },
          ),
        ];
  });
  const baselines = [...subjects, ...forecasts].flatMap(({ file, side, baseline }) =>
    baseline === null || baseline.currency === side.currency || policy.baseline === null
      ? []
      : [
          problem(
            'policy/currency',
            `baseline: it is in ${baseline.currency}, but ${file} is in ${side.currency}`,
            { span: policy.baseline.span },
          ),
        ],
  );
  return [...unknown, ...currencies, ...baselines];
}
