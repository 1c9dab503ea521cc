import { Exact, groupThousands } from '../formula/index.ts';
import { requiredFigure, type ComparedSide } from '../analysis/index.ts';
import type { Bound, CheckCase, CheckForecast, CheckSubject, PolicyRule } from './types.ts';

type Workload = ComparedSide['workloads'][number];
export type Option = Workload['options'][number];

/** Finds the line that causes a case: looked for when it is shown, since places in a large saved result take long to find. */
export type FindPlace = () => CheckCase['place'];

interface CaseDetails {
  readonly workload?: string;
  readonly option?: string | null;
  readonly input?: string;
  readonly outcome: CheckCase['outcome'];
  readonly message: string;
  readonly actual?: Exact | null;
  readonly limit?: Exact | null;
  readonly unit?: string;
  /** Where no place of its own is known, that of the workload or option is taken. */
  readonly place?: FindPlace;
}

/** A case of a rule about a subject, at the line that causes it. */
export function checkCase(
  rule: PolicyRule,
  subject: CheckSubject | CheckForecast,
  asked: Bound<unknown>,
  finding: CaseDetails,
): CheckCase {
  const { workload = null, option = null } = finding;
  let found: CheckCase['place'] | undefined;
  return {
    rule,
    file: subject.file,
    scenario: subject.side.scenario.name,
    workload,
    option,
    input: finding.input ?? null,
    outcome: finding.outcome,
    standing: false,
    message: finding.message,
    actual: rounded(finding.actual),
    limit: rounded(finding.limit),
    unit: finding.unit ?? '',
    get place() {
      found ??= placeOf(finding.place?.() ?? subject.locate(workload, option));
      return found;
    },
    policyLine: asked.span.line,
  };
}

function placeOf(span: CheckCase['place']): CheckCase['place'] {
  return span === null ? null : { file: span.file, line: span.line, column: span.column };
}

function rounded(value: Exact | null | undefined): Exact | null {
  return value === null || value === undefined ? null : requiredFigure(value);
}

/** The option that is chosen for a workload; undefined where none can be. */
export function chosenOf(workload: Workload | undefined): Option | undefined {
  return workload?.options.find((each) => each.id === workload.placement.option);
}

/** An amount to the cent in words. */
export function inMoney(value: Exact, unit: string): string {
  return `${groupThousands(value.toFixed(2))} ${unit}`;
}

export function inPercent(value: Exact): string {
  return `${value.times(100).toDecimalPlaces(2).toFixed()} %`;
}

/** The workload that has the largest of an amount; the first of equal ones. */
export function largest(
  workloads: readonly Workload[],
  amountOf: (workload: Workload) => Exact,
): { readonly id: string; readonly amount: Exact } | null {
  let found: { readonly id: string; readonly amount: Exact } | null = null;
  for (const workload of workloads) {
    const amount = amountOf(workload);
    if (found === null || amount.gt(found.amount)) found = { id: workload.id, amount };
  }
  return found;
}

/** What is paid together. */
export interface Together {
  /** Null where it is all of the scenario. */
  readonly inCase: string | null;
  readonly monthly: Exact;
  readonly workloads: readonly Workload[];
}

/** Everything that is paid together: the whole scenario, or each of its cases. */
export function paidTogether({ portfolio, workloads }: ComparedSide): readonly Together[] {
  const { monthly, cases } = portfolio;
  if (monthly !== null) return [{ inCase: null, monthly, workloads }];
  return cases.map((each) => ({
    inCase: each.id,
    monthly: each.monthly,
    workloads: workloads.filter(({ id }) => each.workloads.includes(id)),
  }));
}

/** The whole scenario, or the dearest of its cases: what a budget has to be enough for. */
export function dearestOf(side: ComparedSide): Together {
  const nothing: Together = { inCase: null, monthly: new Exact(0), workloads: [] };
  return paidTogether(side).reduce(
    (most, each) => (most.inCase === null || each.monthly.gt(most.monthly) ? each : most),
    nothing,
  );
}

export function monthlyOf(workload: Workload | undefined): Exact {
  return chosenOf(workload)?.monthly ?? new Exact(0);
}
