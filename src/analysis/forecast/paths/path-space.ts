import type { Quantity, Trend } from '../../../document/index.ts';
import { inputsOf, type InputNode, type Node } from '../../../formula/index.ts';
import { isYearly, trendFields, type Model, type Timeline } from '../../../model/index.ts';
import { fail, problem, type Result } from '../../../diagnostics/index.ts';
import { inputSpace, type Distribution, type InputSpace } from '../../../statistics/index.ts';

/** A number of a path that is not known: an input of the formulas, a trend, a growth or the change of an event. */
interface PathUnknown {
  readonly address: string;
  readonly distribution: Distribution;
}

/** What differs from path to path, and which column of a sample it is. */
export interface PathSpace {
  readonly space: InputSpace;
  /** The column of an address; undefined where it is known. */
  readonly column: (address: string) => number | undefined;
  readonly addresses: readonly string[];
  readonly isYearly: (address: string) => boolean;
}

/** All distributions behind some formulas and the months of a timeline; that there are none is an error. */
export function pathSpace(model: Model, timeline: Timeline, roots: readonly Node[]): Result<PathSpace> {
  const { scenario } = model;
  const rates: readonly (readonly [string, Quantity | 'catalog' | null])[] = [
    ...trendFields(scenario.horizon).map(([, quantity, address]) => [address, quantity] as const),
    ...[...scenario.workloads.values()].map(({ id, growth }) => [`workloads.${id}.growth`, growth] as const),
    ...timeline.events.map(
      (event, index) => [`events.${index}.change`, 'change' in event ? event.change : null] as const,
    ),
  ];
  const used = new Set<InputNode>(inputsOf(...roots));
  const unknown: PathUnknown[] = [...used].flatMap(({ address }) => {
    const distribution = model.distributions.get(address);
    return distribution === undefined ? [] : [{ address, distribution }];
  });
  const yearly = new Set<string>();
  for (const [address, quantity] of rates) {
    if (quantity === null || quantity === 'catalog' || quantity.distribution === null) continue;
    unknown.push({ address, distribution: quantity.distribution });
    if (isYearly(quantity)) yearly.add(address);
  }
  if (unknown.length === 0)
    return fail(
      problem('uncertainty/none', 'nothing is uncertain, so that every path would be the same', {
        hint: 'write a trend, the growth of a workload or any input as a distribution: { pert: [LOW, MODE, HIGH] }',
      }),
    );
  const addresses = unknown.map(({ address }) => address);
  const known = scenario.correlations.filter(
    ({ first, second }) => addresses.includes(first) && addresses.includes(second),
  );
  const space = inputSpace(unknown, known);
  if (!space.ok) return space;
  const places = new Map(addresses.map((address, index) => [address, index]));
  return {
    ...space,
    value: {
      space: space.value,
      addresses,
      column: (address) => places.get(address),
      isYearly: (address) => yearly.has(address),
    },
  };
}

/** Where the rate of a trend stands. */
export function trendAddress(trend: Trend): string {
  return `horizon.${trend}_trend`;
}
