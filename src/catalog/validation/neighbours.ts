import { Exact } from '../../formula/index.ts';

/** A price with the groups in which it is compared. */
export interface Compared {
  readonly name: string;
  readonly value: Exact;
  /** Such as `input price of llama-3.3-70b`: values of one group are of one kind and of one currency. */
  readonly groups: readonly string[];
  /** Groups of different things, in which a low value is nothing strange. */
  readonly mixedGroups?: readonly string[];
}

export interface Outlier {
  readonly name: string;
  readonly group: string;
  readonly value: Exact;
  readonly median: Exact;
}

const fewest = 3;
const factor = 100;

/** The values that are a hundred times the median of at least three others in one of their groups, or a hundredth of it. */
export function findOutliers(all: readonly Compared[]): readonly Outlier[] {
  const groups = new Map<string, Compared[]>();
  for (const each of all) {
    for (const group of [...each.groups, ...(each.mixedGroups ?? [])]) {
      groups.set(group, [...(groups.get(group) ?? []), each]);
    }
  }
  return [...groups].flatMap(([group, members]) =>
    members.flatMap(({ name, value, mixedGroups }, index) => {
      const others = members.filter((_, at) => at !== index).map((each) => each.value);
      const median = others.length < fewest ? undefined : medianOf(others);
      if (median === undefined || median.isZero() || value.isZero()) return [];
      const isLow = mixedGroups?.includes(group) !== true && value.times(factor).lte(median);
      const isFar = value.gte(median.times(factor)) || isLow;
      return isFar ? [{ name, group, value, median }] : [];
    }),
  );
}

function medianOf(values: readonly Exact[]): Exact {
  const sorted = values.toSorted((a, b) => a.cmp(b));
  const middle = sorted[Math.floor(sorted.length / 2)] ?? new Exact(0);
  const below = sorted[Math.ceil(sorted.length / 2) - 1] ?? middle;
  return middle.plus(below).div(2);
}
