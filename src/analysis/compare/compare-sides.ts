import { Exact } from '../../formula/index.ts';
import { requiredFigure } from '../run/figures.ts';
import type { Progressed, Steps } from '../steps.ts';
import { whatItIs } from './identity.ts';
import type { Effect } from '../attribution/index.ts';
import type {
  Change,
  ChoiceState,
  ComparedSide,
  ComparedState,
  ScenarioComparison,
  WorkloadComparison,
} from './types.ts';

type Workload = ComparedSide['workloads'][number];
type Option = Workload['options'][number];

const nothing = new Exact(0);
/** Why a change has no effects by cause. */
const withoutFormulas = 'a saved result has no formulas: lines are compared, causes are not known';

/**
 * Two states of a scenario in one currency, line by line. `effectsOf` gives the causes of a workload's change, and of the
 * whole (null); without it the result says that they are not known. A step a workload; null where that was ended.
 */
export function* compareSides(
  name: string,
  before: ComparedSide,
  after: ComparedSide,
  effectsOf: ((workload: string | null) => readonly Effect[]) | null,
  { done, of }: Progressed,
  unused: ScenarioComparison['unused'] = [],
): Steps<ScenarioComparison | null> {
  const was = new Map(before.workloads.map((each) => [each.id, each]));
  const is = new Map(after.workloads.map((each) => [each.id, each]));
  const workloads: WorkloadComparison[] = [];
  for (const id of union([...was.keys()], [...is.keys()])) {
    if (!(yield { done: done + workloads.length, of })) return null;
    workloads.push(compareWorkload(id, was.get(id), is.get(id), effectsOf === null ? null : effectsOf(id)));
  }
  const hasCases = [before, after].some((side) => side.portfolio.cases.length > 0);
  return {
    name,
    currency: after.currency,
    before: stateOf(before),
    after: stateOf(after),
    changed: workloads.some((each) => each.changed),
    monthly: hasCases ? changeOf(null, null) : changeOf(before.portfolio.monthly, after.portfolio.monthly),
    cases: union(
      before.portfolio.cases.map(({ id }) => id),
      after.portfolio.cases.map(({ id }) => id),
    ).map((id) => ({ id, ...changeOf(caseOf(before, id), caseOf(after, id)) })),
    effects: effectsOf === null ? null : hasCases ? [] : effectsOf(null),
    notAttributedBecause: effectsOf === null ? withoutFormulas : null,
    unused,
    workloads,
  };
}

function compareWorkload(
  id: string,
  was: Workload | undefined,
  is: Workload | undefined,
  effects: readonly Effect[] | null,
): WorkloadComparison {
  const before = chosenOf(was);
  const after = chosenOf(is);
  const [choice, newChoice] = [choiceOf(was), choiceOf(is)];
  const flipped = choice !== null && newChoice !== null && choice.option !== newChoice.option;
  const options = union(
    was?.options.map((each) => each.id) ?? [],
    is?.options.map((each) => each.id) ?? [],
  ).map((option) => ({
    id: option,
    was: whatItIs(was, option),
    is: whatItIs(is, option),
    ...changeOf(
      was?.options.find((each) => each.id === option)?.monthly ?? null,
      is?.options.find((each) => each.id === option)?.monthly ?? null,
    ),
  }));
  const isSame =
    choice?.option === newChoice?.option &&
    choice?.verdict === newChoice?.verdict &&
    (choice === null) === (newChoice === null) &&
    options.every((each) => isSameFigure(each.before, each.after) && each.was === each.is);
  const swapped =
    !flipped &&
    choice !== null &&
    choice.title !== null &&
    newChoice !== null &&
    choice.title !== newChoice.title;
  return {
    id,
    before: choice,
    after: newChoice,
    flipped,
    swapped,
    changed: !isSame,
    monthly: changeOf(before?.monthly ?? null, after?.monthly ?? null),
    perMtok: { before: before?.perMtok ?? null, after: after?.perMtok ?? null },
    lines: compareLines(before, after),
    effects,
    options,
  };
}

function compareLines(before: Option | undefined, after: Option | undefined): WorkloadComparison['lines'] {
  const ids = union(before?.lines.map(({ id }) => id) ?? [], after?.lines.map(({ id }) => id) ?? []);
  return ids.map((id) => {
    const was = before?.lines.find((each) => each.id === id);
    const is = after?.lines.find((each) => each.id === id);
    return {
      id,
      label: is?.label ?? was?.label ?? id,
      ...changeOf(was?.monthly ?? null, is?.monthly ?? null),
    };
  });
}

function chosenOf(workload: Workload | undefined): Option | undefined {
  return workload?.options.find((each) => each.id === workload.placement.option);
}

function choiceOf(workload: Workload | undefined): ChoiceState | null {
  if (workload === undefined) return null;
  const { option, kind, verdict, margin } = workload.placement;
  const title = whatItIs(workload, option);
  return { option, title, kind, verdict, margin, tokens: workload.volume.tokens };
}

function caseOf(side: ComparedSide, id: string): Exact | null {
  return side.portfolio.cases.find((each) => each.id === id)?.monthly ?? null;
}

function stateOf(side: ComparedSide): ComparedState {
  return { name: side.scenario.name, digest: side.scenario.digest, catalog: side.catalog };
}

/** Whether two figures are the same amount, or both unknown. */
export function isSameFigure(one: Exact | null, other: Exact | null): boolean {
  return one === null || other === null ? one === other : one.eq(other);
}

export function changeOf(before: Exact | null, after: Exact | null): Change {
  const was = before ?? nothing;
  const change = (after ?? nothing).minus(was);
  return {
    before,
    after,
    change: requiredFigure(change),
    share: was.isZero() ? null : requiredFigure(change.div(was.abs())),
  };
}

/** Both lists without repetition, in the order of the second; what it lacks comes after. */
function union(before: readonly string[], after: readonly string[]): readonly string[] {
  return [...new Set([...after, ...before])];
}
