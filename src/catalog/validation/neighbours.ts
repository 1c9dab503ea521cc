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
  /** Whether the group is of different things: the price of another thing may be right. */
  readonly isMixed: boolean;
}

const fewest = 3;
const factor = 100;
/** A little below the factor, to look by doubles which values have to be looked at exactly. */
const nearFactor = 99;

/** The values that are a hundred times the median of at least three others in one of their groups, or a hundredth of it. */
export function findOutliers(all: readonly Compared[]): readonly Outlier[] {
  const groups = new Map<string, Compared[]>();
  for (const each of all) {
    for (const group of [...each.groups, ...(each.mixedGroups ?? [])]) {
      const members = groups.get(group);
      if (members === undefined) groups.set(group, [each]);
      else members.push(each);
    }
  }
  return [...groups].flatMap(([group, members]) => {
    if (members.length <= fewest) return [];
    const sorted = members
      .map((each) => ({ ...each, near: each.value.toNumber() }))
      .toSorted((a, b) => a.near - b.near);
    // Whichever one is left out, the median of the others lies between these two.
    const middle = sorted.length / 2;
    const [low, high] = [
      sorted[Math.ceil(middle) - 2]?.near ?? 0,
      sorted[Math.floor(middle) + 1]?.near ?? Infinity,
    ];
    return sorted.flatMap(({ name, value, near, mixedGroups }, at) => {
      if (near < low * nearFactor && near * nearFactor > high) return [];
      const median = medianWithout(sorted, at);
      if (median.isZero() || value.isZero()) return [];
      const isMixed = mixedGroups?.includes(group) === true;
      const isLow = !isMixed && value.times(factor).lte(median);
      const isFar = value.gte(median.times(factor)) || isLow;
      return isFar ? [{ name, group, value, median, isMixed }] : [];
    });
  });
}

/** The median of all but the one at `at`; the list is in order of value. */
function medianWithout(sorted: readonly Compared[], at: number): Exact {
  const valueAt = (index: number): Exact => sorted[index < at ? index : index + 1]?.value ?? new Exact(0);
  const others = sorted.length - 1;
  return valueAt(Math.floor(others / 2))
    .plus(valueAt(Math.ceil(others / 2) - 1))
    .div(2);
}
