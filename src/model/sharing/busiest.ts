import { Exact, type Node } from '../../formula/index.ts';
import type { ModelContext } from '../context.ts';
import type { Busy } from '../types.ts';

/** An amount that counts where its choice is made: `chosen` is 1 or 0. */
export interface Member<T> {
  readonly chosen: Node;
  readonly workload: string;
  readonly use: T;
}

/**
 * What is needed at the busiest hour by all that are chosen. Where the load is known hour by hour, hours are added up before
 * the largest is taken; the peaks of the others are taken to fall into that hour.
 */
export function busiest({ graph }: ModelContext, members: readonly Member<Busy>[]): Node {
  const hourly = members.filter(({ use }) => use.profile !== null);
  const atPeak = (of: readonly Member<Busy>[]): readonly Node[] =>
    of.map(({ chosen, use }) => graph.multiply(chosen, use.peak));
  if (hourly.length < 2) return graph.add(...atPeak(members));
  const flat = atPeak(members.filter(({ use }) => use.profile === null));
  const hours = busyHours(hourly.map(({ use }) => use.profile ?? [])).map((weights) =>
    graph.add(
      ...flat,
      ...hourly.map(({ chosen, use }, index) =>
        graph.multiply(chosen, use.average, graph.constant(weights[index] ?? 0)),
      ),
    ),
  );
  return hours.length === 1 && hours[0] !== undefined ? hours[0] : graph.maximum(...hours);
}

/** An hour of the week, for all that have the same load as it. */
export interface HourOfWeek {
  readonly hour: number;
  readonly load: Node;
  /** Of the week. */
  readonly share: Node;
  readonly most: Exact;
}

/**
 * The load of the hours of a week, hours alike counted together with their share of the week. Where only a peak is known, it
 * is taken to hold in every hour. The hours are told apart by all members; `load` is that of those that are counted.
 */
export function loadByHour(
  context: ModelContext,
  members: readonly Member<Busy>[],
  counted: readonly Member<Busy>[] = members,
): readonly HourOfWeek[] {
  const { graph } = context;
  const length = Math.max(1, ...members.map(({ use }) => use.profile?.length ?? 0));
  const counts = new Map<string, { count: number; readonly hour: number }>();
  const texts = members.map(({ use }) => (use.profile === null ? null : textsOf(use.profile)));
  for (let hour = 0; hour < length; hour += 1) {
    const key = texts.map((of) => of?.[hour] ?? '').join(' ');
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { count: 1, hour });
    else known.count += 1;
  }
  const [first] = members;
  const loads = (hour: number): readonly Node[] =>
    counted.map(({ chosen, use }) => graph.multiply(chosen, loadAt(context, use, hour)));
  return [...counts.values()].map(({ count, hour }) => ({
    hour,
    most: mostLoad(context, members, hour),
    share: graph.divide(graph.constant(count), graph.constant(length)),
    load:
      counted.length === 0 && first !== undefined
        ? graph.constant(0, first.use.peak.unit)
        : graph.add(...loads(hour)),
  }));
}

/** The load of an hour of the week; its peak where only that is known. */
export function loadAt({ graph }: ModelContext, { average, peak, profile }: Busy, hour: number): Node {
  return profile === null ? peak : graph.multiply(average, graph.constant(profile[hour] ?? 0));
}

/** No plan has more load in an hour: of each workload, the choice that has the most. */
function mostLoad(context: ModelContext, members: readonly Member<Busy>[], hour: number): Exact {
  const byWorkload = new Map<string, Map<Node, Exact>>();
  for (const { workload, chosen, use } of members) {
    const choices = byWorkload.get(workload) ?? new Map<Node, Exact>();
    const load =
      use.profile === null
        ? context.valueOf(use.peak)
        : context.valueOf(use.average).times(use.profile[hour] ?? 0);
    byWorkload.set(workload, choices.set(chosen, load.plus(choices.get(chosen) ?? 0)));
  }
  return [...byWorkload.values()].reduce(
    (sum, choices) => sum.plus(Exact.max(...choices.values())),
    new Exact(0),
  );
}

/** The hours that can be the busiest for some choice: each has a weight above every other hour's for somebody. */
function busyHours(profiles: readonly (readonly Exact[])[]): readonly (readonly Exact[])[] {
  const length = Math.max(...profiles.map((profile) => profile.length));
  const distinct = new Map<string, readonly Exact[]>();
  const texts = profiles.map((profile) => textsOf(profile));
  for (let hour = 0; hour < length; hour += 1) {
    const key = texts.flatMap((of) => of[hour] ?? []).join(' ');
    if (!distinct.has(key))
      distinct.set(
        key,
        profiles.flatMap((profile) => profile[hour] ?? []),
      );
  }
  const all = [...distinct.values()];
  return all.filter(
    (each) =>
      !all.some((other) => other !== each && each.every((weight, index) => weight.lte(other[index] ?? 0))),
  );
}

const written = new WeakMap<readonly Exact[], readonly string[]>();

/** The weights of a profile as text. Each cluster that a workload may be on tells hours apart by it. */
function textsOf(profile: readonly Exact[]): readonly string[] {
  const known = written.get(profile) ?? profile.map((weight) => weight.toString());
  written.set(profile, known);
  return known;
}
