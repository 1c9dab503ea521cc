import { nearest, problem } from '../../diagnostics/index.ts';
import type { RoadmapPhase } from '../../scenario/index.ts';
import { peopleCost } from '../build/build.ts';
import { Unknown, type ModelContext } from '../context.ts';
import type { RoadmapPhaseModel } from '../types.ts';

/** The phases of the scenario's roadmap; none where it has none, or where something in them is wrong, which is reported. */
export function roadmapPhases(context: ModelContext): readonly RoadmapPhaseModel[] {
  const { roadmap } = context.scenario;
  if (roadmap === null) return [];
  return roadmap.phases.flatMap((phase) => {
    const wrong = wrongIn(context, phase, roadmap.phases);
    if (wrong !== null) {
      const { message, hint } = wrong;
      context.report(
        problem('model/roadmap', `roadmap.phases.${phase.id}: ${message}`, { span: phase.span, hint }),
      );
      return [];
    }
    try {
      return [phaseModel(context, phase)];
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      const { message } = error.exclusion;
      context.report(
        problem('model/roadmap', `roadmap.phases.${phase.id}: ${message}`, { span: phase.span }),
      );
      return [];
    }
  });
}

/** People · loaded annual cost / 12 + what is paid each month; and what is paid once. */
function phaseModel(context: ModelContext, phase: RoadmapPhase): RoadmapPhaseModel {
  const { graph } = context;
  const { id, team, loadedCost } = phase;
  const at = `roadmap.phases.${id}`;
  const people = context.input(`${at}.people`, phase.people);
  const running = context.input(`${at}.monthly`, phase.monthly);
  const paid =
    team !== null
      ? peopleCost(context, team, people)
      : loadedCost === null
        ? null
        : graph.convert(
            graph.multiply(people, context.input(`${at}.loaded_cost`, loadedCost)),
            context.money('/month'),
          );
  return {
    phase,
    people,
    monthly: graph.name(`${at}.in_all`, `${id}, a month`, paid === null ? running : graph.add(paid, running)),
    oneTime: context.input(`${at}.one_time`, phase.oneTime),
  };
}

function wrongIn(
  { scenario }: ModelContext,
  { id, first, people, team, loadedCost, after }: RoadmapPhase,
  phases: readonly RoadmapPhase[],
): { readonly message: string; readonly hint?: string } | null {
  const didYouMean = (name: string, among: Iterable<string>): { readonly hint?: string } => {
    const meant = nearest(name, [...among]);
    return meant === undefined ? {} : { hint: `did you mean '${meant}'?` };
  };
  if (team !== null && !scenario.teams.has(team))
    return { message: `no team ${team} is defined`, ...didYouMean(team, scenario.teams.keys()) };
  if (team !== null && loadedCost !== null)
    return { message: `'team' and 'loaded_cost' exclude each other`, hint: 'remove one of them' };
  if (team === null && loadedCost === null && !people.value.isZero())
    return {
      message: 'what its people cost is not known',
      hint: "add 'team', or 'loaded_cost: 190k USD/year'",
    };
  for (const name of after) {
    const earlier = phases.find((each) => each.id === name);
    if (earlier === undefined)
      return {
        message: `'after': there is no phase ${name}`,
        ...didYouMean(
          name,
          phases.map((each) => each.id),
        ),
      };
    if (name === id) return { message: 'it cannot come after itself' };
    if (earlier.last > first)
      return {
        message: `it begins in month ${first}, and ${name}, which it comes after, ends in month ${earlier.last}`,
        hint: 'begin it later, or end the other earlier',
      };
  }
  return null;
}
