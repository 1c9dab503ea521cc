import { Exact } from '../formula/index.ts';
import { checkCase, chosenOf, dearestOf, inMoney, largest, monthlyOf } from './case.ts';
import type { CheckCase, CheckSubject, MoneyBound, Policy, PolicyRule } from './types.ts';

/** The total, each workload's own budget, and costs per Mtok. */
export function budgetCases(policy: Policy, subject: CheckSubject): readonly CheckCase[] {
  const { side } = subject;
  const cases: CheckCase[] = [];
  if (policy.total !== null) cases.push(totalCase(policy.total, subject));
  for (const workload of side.workloads) {
    const own = policy.workloads.find((each) => each.workload === workload.id);
    const option = chosenOf(workload);
    if (own?.monthly) {
      cases.push(
        withinCase('budget-workload', subject, workload.id, option, own.monthly, option?.monthly, '/month'),
      );
    }
    const perMtok = own?.perMtok ?? policy.perMtok;
    if (perMtok !== null) {
      cases.push(
        withinCase('budget-per-mtok', subject, workload.id, option, perMtok, option?.perMtok, '/Mtok'),
      );
    }
  }
  return cases;
}

function totalCase(budget: MoneyBound, subject: CheckSubject): CheckCase {
  const { side } = subject;
  const { inCase, monthly: total, workloads } = dearestOf(side);
  const unit = `${side.currency}/month`;
  const failed = total.gt(budget.value);
  const cause = largest(workloads, monthlyOf);
  const what = inCase === null ? 'in all' : `in case ${inCase}, the most expensive`;
  const amounts = `${inMoney(total, unit)} ${what}, ${failed ? 'above' : 'within'} the budget of ${inMoney(budget.value, unit)}`;
  const most =
    failed && cause !== null && workloads.length > 1
      ? `; the most is for ${cause.id}, ${inMoney(cause.amount, unit)}`
      : '';
  return checkCase('budget-total', subject, budget, {
    outcome: failed ? 'failed' : 'passed',
    message: `${amounts}${most}`,
    actual: total,
    limit: budget.value,
    unit,
    place: () => (cause === null ? null : subject.locate(cause.id, null)),
  });
}

/** The budget over all files, each at the dearest of its cases, shown at the file that costs the most; none where there are no files in its currency. */
export function allFilesCases(
  { allFiles: budget }: Policy,
  subjects: readonly CheckSubject[],
): readonly CheckCase[] {
  const [first] = subjects;
  if (budget === null || first === undefined) return [];
  const unit = `${budget.currency}/month`;
  const amountOf = ({ side }: CheckSubject): Exact => dearestOf(side).monthly;
  const total = subjects.reduce((sum, each) => sum.plus(amountOf(each)), new Exact(0));
  const dearest = subjects.reduce((most, each) => (amountOf(each).gt(amountOf(most)) ? each : most), first);
  const failed = total.gt(budget.value);
  const files = subjects.length === 1 ? '1 file costs' : `${subjects.length} files cost`;
  const most =
    failed && subjects.length > 1 ? `; the most is ${dearest.file}, ${inMoney(amountOf(dearest), unit)}` : '';
  return [
    checkCase('budget-all-files', dearest, budget, {
      outcome: failed ? 'failed' : 'passed',
      message: `${files} ${inMoney(total, unit)} in all, ${failed ? 'above' : 'within'} the budget of ${inMoney(budget.value, unit)}${most}`,
      actual: total,
      limit: budget.value,
      unit,
    }),
  ];
}

function withinCase(
  rule: PolicyRule,
  subject: CheckSubject,
  workload: string,
  option: ReturnType<typeof chosenOf>,
  budget: MoneyBound,
  actual: Exact | null | undefined,
  per: string,
): CheckCase {
  const unit = `${subject.side.currency}${per}`;
  if (option === undefined || actual === null || actual === undefined) {
    const message = `${workload} has no cost to compare with its budget: ${option === undefined ? 'no option can be chosen' : 'it is not defined'}`;
    return checkCase(rule, subject, budget, {
      workload,
      outcome: 'failed',
      message,
      limit: budget.value,
      unit,
    });
  }
  const failed = actual.gt(budget.value);
  return checkCase(rule, subject, budget, {
    workload,
    option: option.id,
    outcome: failed ? 'failed' : 'passed',
    message: `${workload} costs ${show(actual, unit)} with ${option.id}, ${failed ? 'above' : 'within'} the budget of ${show(budget.value, unit)}`,
    actual,
    limit: budget.value,
    unit,
    place: () => subject.locate(workload, null),
  });
}

function show(value: Exact, unit: string): string {
  return unit.endsWith('/Mtok') ? `${value.toSignificantDigits(6).toFixed()} ${unit}` : inMoney(value, unit);
}
