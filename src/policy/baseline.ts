import type { Exact } from '../formula/index.ts';
import {
  checkCase,
  chosenOf,
  inMoney,
  inPercent,
  largest,
  monthlyOf,
  paidTogether,
  type Together,
  type FindPlace,
} from './case.ts';
import { whatItIs } from '../analysis/index.ts';
import type { Bound, CheckCase, CheckSubject, IncreaseBound, Policy, PolicyRule } from './types.ts';

/** What the baseline bounds: increases, and verdicts that have to stay. */
export function baselineCases(policy: Policy, subject: CheckSubject): readonly CheckCase[] {
  if (policy.baseline === null) return [];
  const asked: readonly (readonly [PolicyRule, Bound<unknown> | null])[] = [
    ['increase-total', policy.increase],
    ['increase-workload', policy.workloadIncrease],
    ['keep-verdict', policy.keepVerdict?.value === true ? policy.keepVerdict : null],
  ];
  if (subject.baseline === null) {
    return asked.flatMap(([rule, bound]) =>
      bound === null
        ? []
        : [
            checkCase(rule, subject, bound, {
              outcome: 'skipped',
              message: `the baseline has no scenario to compare ${subject.file} with`,
            }),
          ],
    );
  }
  return [
    ...(policy.increase === null ? [] : totalIncreases(policy.increase, subject, subject.baseline)),
    ...subject.side.workloads.flatMap(({ id }) => workloadCases(policy, subject, id, subject.baseline)),
  ];
}

/** Of the whole, or of each case against the same case before. */
function totalIncreases(
  most: IncreaseBound,
  subject: CheckSubject,
  baseline: NonNullable<CheckSubject['baseline']>,
): readonly CheckCase[] {
  const before = paidTogether(baseline);
  return paidTogether(subject.side).map((after) => {
    const same = before.find(({ inCase }) => inCase === after.inCase);
    return same === undefined
      ? checkCase('increase-total', subject, most, {
          outcome: 'skipped',
          message: `${nameOf(after)} is not in the baseline`,
        })
      : totalIncrease(most, subject, baseline, { before: same, after });
  });
}

function nameOf({ inCase }: Together): string {
  return inCase === null ? 'the total' : `case ${inCase}`;
}

function totalIncrease(
  most: IncreaseBound,
  subject: CheckSubject,
  baseline: NonNullable<CheckSubject['baseline']>,
  { before, after }: { readonly before: Together; readonly after: Together },
): CheckCase {
  const was = (id: string): Exact => monthlyOf(baseline.workloads.find((each) => each.id === id));
  const cause = largest(after.workloads, (workload) => monthlyOf(workload).minus(was(workload.id)));
  return increaseCase('increase-total', subject, most, {
    what: nameOf(after),
    before: before.monthly,
    after: after.monthly,
    place: () => (cause === null ? null : subject.locate(cause.id, null)),
  });
}

function workloadCases(
  policy: Policy,
  subject: CheckSubject,
  workload: string,
  baseline: CheckSubject['baseline'],
): readonly CheckCase[] {
  const was = baseline?.workloads.find((each) => each.id === workload);
  const is = subject.side.workloads.find((each) => each.id === workload);
  const cases: CheckCase[] = [];
  const skipped = `${workload} is not in the baseline`;
  if (policy.workloadIncrease !== null) {
    const most = policy.workloadIncrease;
    cases.push(
      was === undefined
        ? checkCase('increase-workload', subject, most, { workload, outcome: 'skipped', message: skipped })
        : increaseCase('increase-workload', subject, most, {
            what: workload,
            workload,
            before: monthlyOf(was),
            after: monthlyOf(is),
            place: () => subject.locate(workload, null),
          }),
    );
  }
  if (policy.keepVerdict?.value === true) {
    const option = chosenOf(is)?.id ?? null;
    const before = chosenOf(was)?.id ?? null;
    const named = (id: string | null): string => id ?? 'no option';
    const [old, now] = [whatItIs(was, before), whatItIs(is, option)];
    const isSame = option === before && old === now;
    const outcome = was === undefined ? 'skipped' : isSame ? 'passed' : 'failed';
    const unit = `${subject.side.currency}/month`;
    const amounts = `from ${inMoney(monthlyOf(was), unit)} to ${inMoney(monthlyOf(is), unit)}`;
    cases.push(
      checkCase('keep-verdict', subject, policy.keepVerdict, {
        workload,
        option,
        outcome,
        message:
          outcome === 'skipped'
            ? skipped
            : outcome === 'passed'
              ? `${workload} stays with ${named(option)}`
              : option === before
                ? `${workload} stays with ${named(option)}, which was ${old ?? 'not known'} and is ${now ?? 'not known'}: ${amounts}`
                : `${workload} flips from ${named(before)} to ${named(option)}: ${amounts}`,
      }),
    );
  }
  return cases;
}

function increaseCase(
  rule: PolicyRule,
  subject: CheckSubject,
  most: IncreaseBound,
  change: {
    readonly what: string;
    readonly workload?: string;
    readonly before: Exact;
    readonly after: Exact;
    readonly place: FindPlace;
  },
): CheckCase {
  const { what, workload, before, after, place } = change;
  const unit = `${subject.side.currency}/month`;
  const isFree = before.isZero();
  const added = after.minus(before);
  const share = isFree ? null : added.div(before.abs());
  const inAmount = most.currency !== null;
  const actual = inAmount ? added : share;
  const failed = actual === null ? after.gt(0) : actual.gt(most.value);
  const amounts = `from ${inMoney(before, unit)} to ${inMoney(after, unit)}`;
  const size =
    share === null || added.isZero() ? '' : ` (${added.gt(0) ? 'up' : 'down'} ${inPercent(share.abs())})`;
  const limit = inAmount ? inMoney(most.value, unit) : inPercent(most.value);
  return checkCase(rule, subject, most, {
    ...(workload === undefined ? {} : { workload }),
    outcome: failed ? 'failed' : 'passed',
    message: `${what} went ${amounts}${size}; an increase of at most ${limit} is allowed`,
    actual,
    limit: most.value,
    unit: inAmount ? unit : '1',
    place,
  });
}
