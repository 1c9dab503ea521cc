import { Exact } from '../formula/index.ts';
import { checkCase, chosenOf, inPercent } from './case.ts';
import type { Bound, CheckCase, CheckSubject, Policy } from './types.ts';

type Workload = CheckSubject['side']['workloads'][number];

/** How sure a decision is: its margin, hidden costs, and the age of its prices. */
export function qualityCases(policy: Policy, subject: CheckSubject, on: string | null): readonly CheckCase[] {
  return subject.side.workloads.flatMap((workload) => [
    ...(policy.margin === null ? [] : [marginCase(policy.margin, subject, workload)]),
    ...hiddenCases(policy, subject, workload),
    ...(policy.priceDays === null || on === null ? [] : [ageCase(policy.priceDays, subject, workload, on)]),
  ]);
}

function marginCase(least: Bound, subject: CheckSubject, workload: Workload): CheckCase {
  const { id, placement } = workload;
  const { option } = placement;
  if (option === null) {
    const message = `no option of ${id} can be chosen`;
    return checkCase('margin', subject, least, {
      workload: id,
      outcome: 'failed',
      message,
      limit: least.value,
      unit: '1',
    });
  }
  if (placement.margin === null) {
    const message = `${option} is the only option of ${id} that can be chosen`;
    return checkCase('margin', subject, least, { workload: id, option, outcome: 'skipped', message });
  }
  const { margin } = placement;
  const failed = margin.lt(least.value);
  return checkCase('margin', subject, least, {
    workload: id,
    option,
    outcome: failed ? 'failed' : 'passed',
    message: `${option} saves ${inPercent(margin)} against the next option of ${id}; the policy requires at least ${inPercent(least.value)}`,
    actual: margin,
    limit: least.value,
    unit: '1',
  });
}

function hiddenCases(policy: Policy, subject: CheckSubject, workload: Workload): readonly CheckCase[] {
  const { hiddenLeast, hiddenMost } = policy;
  const asked = hiddenMost ?? hiddenLeast;
  if (asked === null) return [];
  const option = chosenOf(workload);
  const common = { workload: workload.id, option: option?.id ?? null, unit: '1' };
  if (option === undefined || option.hiddenMultiple === null) {
    const message = `${workload.id} buys no production tokens on demand`;
    return [checkCase('hidden-multiple', subject, asked, { ...common, outcome: 'skipped', message })];
  }
  const { hiddenMultiple: multiple } = option;
  const tooLow = hiddenLeast !== null && multiple.lt(hiddenLeast.value);
  const tooHigh = hiddenMost !== null && multiple.gt(hiddenMost.value);
  const broken = tooLow ? hiddenLeast : tooHigh ? hiddenMost : null;
  const shown = `${workload.id}: the total of ${option.id} is ${multiple.toDecimalPlaces(4).toFixed()} times its production tokens`;
  const wanted = tooLow ? 'at least' : 'at most';
  return [
    checkCase('hidden-multiple', subject, broken ?? asked, {
      ...common,
      outcome: broken === null ? 'passed' : 'failed',
      message: broken === null ? shown : `${shown}; ${wanted} ${broken.value.toString()} is allowed`,
      actual: multiple,
      limit: (broken ?? asked).value,
    }),
  ];
}

function ageCase(most: Bound, subject: CheckSubject, workload: Workload, on: string): CheckCase {
  const option = chosenOf(workload);
  const common = { workload: workload.id, option: option?.id ?? null, unit: 'day' };
  const oldest = option?.retrieved?.oldest ?? null;
  if (option === undefined || oldest === null) {
    const message = `no price in the choice for ${workload.id} was retrieved from a list`;
    return checkCase('price-age', subject, most, { ...common, outcome: 'skipped', message });
  }
  const days = new Exact(Date.parse(`${on}T00:00:00Z`) - Date.parse(`${oldest}T00:00:00Z`)).div(86_400_000);
  const failed = days.gt(most.value);
  return checkCase('price-age', subject, most, {
    ...common,
    outcome: failed ? 'failed' : 'passed',
    message: `the oldest price in ${option.id} of ${workload.id} was retrieved on ${oldest}, ${days.toFixed()} days before ${on}; at most ${most.value.toString()} are allowed`,
    actual: days,
    limit: most.value,
  });
}
