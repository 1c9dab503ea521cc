import { fail, ok, problem, type Result, type Span } from '../../diagnostics/index.ts';
import type { Model } from '../../model/index.ts';
import { attributeWorkload, changesBetween, sumEffects, type Effect } from '../attribution/index.ts';
import type { ForecastResult } from '../forecast/index.ts';
import type { RunResult } from '../result.ts';
import { Exact } from '../../formula/index.ts';
import { allSteps, partialOf, type Progressed, type Steps } from '../steps.ts';
import { changeOf, compareSides } from './compare-sides.ts';
import { readSide } from './read-side.ts';
import { unusedChanges } from './unused-changes.ts';
import type { CompareResult, OneSided, ScenarioComparison } from './types.ts';

/** One scenario to compare: its formulas, or a result that was saved. */
export type Subject =
  | { readonly form: 'model'; readonly model: Model }
  | {
      readonly form: 'saved';
      readonly result: RunResult;
      /** Where a workload, or one of its options, stands in the file. */
      readonly locate: (workload: string | null, option: string | null) => Span | null;
    };

/** Scenarios by name; what has the same name on both sides is compared. */
export interface ComparedSet<S = Subject> {
  readonly name: string;
  readonly subjects: ReadonlyMap<string, S>;
}

/** What a file holds that can be compared or checked: also a forecast that was saved. */
export type Comparable =
  | Subject
  | {
      readonly form: 'forecast';
      readonly result: ForecastResult;
      readonly locate: (workload: string | null, option: string | null) => Span | null;
    };

/** What changed from one set of scenarios to another. Scenarios in two currencies cannot be compared: a problem. */
export function compare(before: ComparedSet, after: ComparedSet): Result<CompareResult> {
  return allSteps(compareSteps(before, after));
}

/** The same in steps, one a workload; of what is ended early there are the scenarios that were done by then. */
export function* compareSteps(before: ComparedSet, after: ComparedSet): Steps<Result<CompareResult>> {
  const names = [...after.subjects.keys()].filter((name) => before.subjects.has(name)).sort();
  const scenarios: ScenarioComparison[] = [];
  const sizes = names.map((name) => workloadsOf(after.subjects.get(name)));
  const of = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  for (const [index, name] of names.entries()) {
    const was = before.subjects.get(name);
    const is = after.subjects.get(name);
    if (was === undefined || is === undefined) continue;
    const compared = yield* compareSubjects(name, was, is, { done, of });
    if (!compared.ok) return compared;
    if (compared.value === null) break;
    scenarios.push(compared.value);
    done += sizes[index] ?? 0;
  }
  const missing = (from: ComparedSet, other: ComparedSet): readonly string[] =>
    [...from.subjects.keys()].filter((name) => !other.subjects.has(name)).sort();
  const onlyBefore = missing(before, after);
  const onlyAfter = missing(after, before);
  const oneSided = [
    ...onlyBefore.map((name) => oneSidedOf(name, 'before', before)),
    ...onlyAfter.map((name) => oneSidedOf(name, 'after', after)),
  ];
  return ok({
    schema: 'crossover/compare/1',
    before: before.name,
    after: after.name,
    ...partialOf(scenarios.length, names.length, 'scenarios'),
    changed: onlyBefore.length > 0 || onlyAfter.length > 0 || scenarios.some((scenario) => scenario.changed),
    flips: scenarios.flatMap(({ workloads }) => workloads.filter((each) => each.flipped)).length,
    swaps: scenarios.flatMap(({ workloads }) => workloads.filter((each) => each.swapped)).length,
    totals: totalsOf(scenarios, oneSided),
    scenarios,
    onlyBefore,
    onlyAfter,
    oneSided,
  });
}

function oneSidedOf(name: string, side: OneSided['side'], { subjects }: ComparedSet): OneSided {
  const subject = subjects.get(name);
  if (subject === undefined) throw new Error(`${name} is on no side`);
  const { currency, portfolio } = sideOf(subject);
  return { name, side, currency, monthly: portfolio.monthly };
}

/** What is paid in all before and after, by currency. */
function totalsOf(
  scenarios: readonly ScenarioComparison[],
  oneSided: readonly OneSided[],
): CompareResult['totals'] {
  const amounts = [
    ...scenarios.map(({ currency, monthly }) => ({
      currency,
      before: monthly.before ?? nothing,
      after: monthly.after ?? nothing,
    })),
    ...oneSided.map(({ side, currency, monthly }) => ({
      currency,
      before: side === 'before' ? (monthly ?? nothing) : nothing,
      after: side === 'after' ? (monthly ?? nothing) : nothing,
    })),
  ];
  return [...new Set(amounts.map(({ currency }) => currency))].map((currency) => {
    const own = amounts.filter((each) => each.currency === currency);
    const sum = (key: 'before' | 'after'): Exact =>
      own.reduce((total, each) => total.plus(each[key]), nothing);
    return { currency, ...changeOf(sum('before'), sum('after')) };
  });
}

const nothing = new Exact(0);

function workloadsOf(subject: Subject | undefined): number {
  if (subject === undefined) return 0;
  return (subject.form === 'model' ? subject.model : subject.result).workloads.length;
}

function* compareSubjects(
  name: string,
  before: Subject,
  after: Subject,
  progressed: Progressed,
): Steps<Result<ScenarioComparison | null>> {
  const [was, is] = [sideOf(before), sideOf(after)];
  if (was.currency !== is.currency) {
    return fail(
      problem('compare/currency', `${name}: one side is in ${was.currency}, the other in ${is.currency}`, {
        hint: `run both in one currency: --set currency=${is.currency}`,
      }),
    );
  }
  if (before.form === 'saved' || after.form === 'saved')
    return ok(yield* compareSides(name, was, is, null, progressed));
  const effects = causes(before.model, after.model);
  const unused = unusedChanges(before.model, after.model);
  return ok(yield* compareSides(name, was, is, effects, progressed, unused));
}

function sideOf(subject: Subject): ReturnType<typeof readSide> {
  return subject.form === 'saved' ? subject.result : readSide(subject.model);
}

function causes(before: Model, after: Model): (workload: string | null) => readonly Effect[] {
  const changes = changesBetween(before, after);
  const was = new Map(before.workloads.map((each) => [each.id, each]));
  const is = new Map(after.workloads.map((each) => [each.id, each]));
  const ids = new Set([...is.keys(), ...was.keys()]);
  const effects = new Map([...ids].map((id) => [id, attributeWorkload(was.get(id), is.get(id), changes)]));
  return (workload) =>
    workload === null ? sumEffects([...effects.values()]) : (effects.get(workload) ?? []);
}
