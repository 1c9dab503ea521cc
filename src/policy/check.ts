import { fail, nearest, ok, problem, type Diagnostic, type Result } from '../diagnostics/index.ts';
import { baselineCases } from './baseline.ts';
import { allFilesCases, budgetCases } from './budgets.ts';
import { inputCases } from './inputs.ts';
import { qualityCases } from './quality.ts';
import type { CheckCase, CheckResult, CheckSubject, MoneyBound, Policy } from './types.ts';

/**
 * Holds results against a policy. `on` is the day to which price ages count, before what the policy says. Fails where the
 * policy cannot be held against these scenarios: another currency, a workload that none has, no day for ages.
 */
export function checkPolicy(
  policy: Policy,
  subjects: readonly CheckSubject[],
  on: string | null,
): Result<CheckResult> {
  const day = on ?? policy.priceDate?.value ?? null;
  const diagnostics = [...misfits(policy, subjects), ...missingDay(policy, day)];
  if (diagnostics.length > 0) return fail(...diagnostics);
  const cases = [
    ...subjects.flatMap((subject) => [
      ...withStanding(standingCases(policy, subject, day), brokenBefore(policy, subject, day)),
      ...baselineCases(policy, subject),
    ]),
    ...allFilesCases(policy, subjects),
  ].map((each) => gentler(policy, each));
  return ok({
    schema: 'crossover/check/1',
    policy: policy.file,
    passed:
      cases.every(({ outcome }) => outcome !== 'failed') &&
      (cases.length === 0 || cases.some(({ outcome }) => outcome !== 'skipped')),
    files: subjects.map(({ file, side }) => ({
      file,
      scenario: { name: side.scenario.name, digest: side.scenario.digest },
      catalog: side.catalog,
    })),
    cases,
  });
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

function misfits(policy: Policy, subjects: readonly CheckSubject[]): readonly Diagnostic[] {
  const known = new Set(subjects.flatMap(({ side }) => side.workloads.map(({ id }) => id)));
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
    ...[policy.increase, policy.workloadIncrease].map((each) =>
      each === null || each.currency === null ? null : { ...each, currency: each.currency },
    ),
    ...policy.workloads.flatMap((each) => [each.monthly, each.perMtok]),
  ];
  const currencies = budgets.flatMap((budget) => {
    const other = subjects.find(({ side }) => budget !== null && side.currency !== budget.currency);
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
  const baselines = subjects.flatMap(({ file, side, baseline }) =>
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
