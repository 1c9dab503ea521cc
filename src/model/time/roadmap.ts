import { fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import { monthAfter, monthsBetween } from '../../document/index.ts';
import { Exact, varyingExact } from '../../formula/index.ts';
import type { RoadmapPhase } from '../../scenario/index.ts';
import type { Model } from '../types.ts';
import { monthInputs, movedInputs } from './month-inputs.ts';
import type { Timeline } from './timeline.ts';

/** What a phase of a roadmap costs over the months of a horizon. */
export interface PhaseFigures {
  readonly phase: RoadmapPhase;
  /** Its months, counted from 0, the last one included. */
  readonly from: number;
  readonly to: number;
  /** FTE in its first month. */
  readonly people: Exact;
  /** Paid at the beginning of its first month. */
  readonly oneTime: Exact;
  /** By month of the horizon, paid at the end of it; 0 outside its own. */
  readonly monthly: readonly Exact[];
}

/** The phases of a model's roadmap by month; a problem where one of them is not within the horizon. */
export function readRoadmap(
  { scenario, roadmap, ...model }: Model,
  timeline: Timeline,
): Result<readonly PhaseFigures[]> {
  const { months } = timeline;
  const start = scenario.roadmap?.start ?? months[0] ?? '';
  const offset = monthsBetween(months[0] ?? start, start);
  const nodes = roadmap.flatMap(({ people, oneTime, monthly }) => [people, oneTime, monthly]);
  const reading = varyingExact(nodes);
  const moved = movedInputs({ scenario, roadmap, ...model }, timeline, nodes);
  const read = reading.moved(moved.map(({ address }) => address));
  const inputs = monthInputs(moved, timeline);
  const values = months.map((_, month) => read(inputs(month)));
  const outside = roadmap.flatMap(({ phase }) => {
    const [first, last] = [phase.first, phase.last].map((each) => monthAfter(start, each - 1));
    if (offset + phase.first >= 1 && offset + phase.last <= months.length) return [];
    return [
      problem(
        'model/roadmap',
        `roadmap.phases.${phase.id}: it takes ${first ?? ''} to ${last ?? ''}, and the horizon runs from ${months[0] ?? ''} to ${months.at(-1) ?? ''}`,
        { span: phase.span, hint: 'add months to the horizon, or move the start of the roadmap' },
      ),
    ];
  });
  if (outside.length > 0) return fail(...outside);
  return ok(
    roadmap.map(({ phase }, index): PhaseFigures => {
      const [from, to] = [offset + phase.first - 1, offset + phase.last - 1];
      const at = (month: number, part: number): Exact => values[month]?.[3 * index + part] ?? new Exact(0);
      return {
        phase,
        from,
        to,
        people: at(from, 0),
        oneTime: at(from, 1),
        monthly: months.map((_, month) => (month < from || month > to ? new Exact(0) : at(month, 2))),
      };
    }),
  );
}
