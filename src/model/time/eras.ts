import { fail, ok, type Result } from '../../diagnostics/index.ts';
import type { IsoMonth } from '../../document/index.ts';
import type { Option, Scenario, Workload } from '../../scenario/index.ts';
import { buildModel } from '../model.ts';
import type { Model } from '../types.ts';
import type { Timeline } from './timeline.ts';

/** The model that holds from a month on: options that bought a retired model buy its successor. */
export interface Era {
  /** Counted from 0. */
  readonly from: number;
  readonly model: Model;
}

/** The models of a horizon, the first from its first month on; one where nothing is retired. */
export function eraModels(model: Model, timeline: Timeline): Result<readonly Era[]> {
  const months = [
    ...new Set(timeline.events.flatMap((each) => (each.kind === 'retire' ? [each.month] : []))),
  ].toSorted();
  const eras: Era[] = months.includes(timeline.months[0] ?? '') ? [] : [{ from: 0, model }];
  for (const month of months) {
    const built = buildModel(scenarioIn(model.scenario, month), model.catalog);
    if (!built.ok) return fail(...built.diagnostics);
    eras.push({ from: timeline.months.indexOf(month), model: built.value });
  }
  return ok(eras);
}

/** The scenario as it is in a month: retired models are replaced, and their successors where these are retired too. */
function scenarioIn(scenario: Scenario, month: IsoMonth): Scenario {
  const successors = new Map(
    scenario.events.flatMap((each) =>
      each.kind === 'retire' && each.month <= month ? [[each.price, each.successor] as const] : [],
    ),
  );
  const current = (id: string): string => {
    let now = id;
    for (let hops = 0; hops <= successors.size; hops += 1) now = successors.get(now) ?? now;
    return now;
  };
  const moved = (option: Option): Option =>
    option.kind === 'buy' ? { ...option, price: current(option.price) } : option;
  const workloads = new Map(
    [...scenario.workloads].map(([id, workload]): [string, Workload] => {
      const { options, overheads } = workload;
      const { abTesting } = overheads;
      const challenger = abTesting.model === null ? null : current(abTesting.model);
      return [
        id,
        {
          ...workload,
          options: options === 'auto' ? options : options.map(moved),
          overheads: { ...overheads, abTesting: { ...abTesting, model: challenger } },
        },
      ];
    }),
  );
  return { ...scenario, workloads, priceOverrides: stillUsed(scenario, current) };
}

/** Figures that were set for a price, without those of entries that nothing buys any more. */
function stillUsed(
  { workloads, priceOverrides }: Scenario,
  current: (id: string) => string,
): Scenario['priceOverrides'] {
  if ([...workloads.values()].some(({ options }) => options === 'auto')) return priceOverrides;
  const isGone = (address: string): boolean => {
    const [, entry] = /^prices\.(.+)\.[^.]+$/u.exec(address) ?? [];
    return entry !== undefined && current(entry) !== entry;
  };
  return new Map([...priceOverrides].filter(([address]) => !isGone(address)));
}
