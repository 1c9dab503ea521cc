import type { Dependence, Node } from '../../formula/index.ts';

/** One thing that is decided: one of several ways, each a value for some inputs by address; inputs that a way leaves out are zero. */
export interface Decision {
  readonly ways: readonly ReadonlyMap<string, number>[];
}

/** Decisions that have to be taken together, and what depends on them. Terms and rows are told by their position. */
export interface Part {
  readonly decisions: readonly Decision[];
  readonly terms: readonly number[];
  readonly rows: readonly number[];
  /** Of each decision, the steps that depend on it. */
  readonly steps: readonly Int32Array[];
}

/** The terms of a sum; a formula that is none is the only one. */
export function termsOf(cost: Node): readonly Node[] {
  if (cost.op === 'named') return termsOf(cost.of);
  return cost.op === 'add' ? cost.operands : [cost];
}

/**
 * Decisions in groups of which none has a term of the cost or a limit in common with another: what is the best in one does not
 * depend on what is done in the others. The roots are the terms, then the rows.
 */
export function partsOf(
  dependence: Dependence,
  decisions: readonly Decision[],
  termCount: number,
): readonly Part[] {
  const { roots, nodes } = dependence.flat;
  const groups = decisions.map((_, index) => index);
  const groupOf = (index: number): number => {
    let at = index;
    while (groups[at] !== at) at = groups[at] as number;
    return at;
  };
  const firstOf = roots.map(() => -1);
  const steps = decisions.map(({ ways }, index) => {
    const depends = new Uint8Array(nodes.length);
    for (const address of new Set(ways.flatMap((way) => [...way.keys()])))
      for (const place of dependence.on(address)) depends[place] = 1;
    for (const [root, place] of roots.entries()) {
      if (depends[place] === 0) continue;
      const first = firstOf[root] as number;
      if (first < 0) firstOf[root] = index;
      else groups[groupOf(index)] = groupOf(first);
    }
    return Int32Array.from(nodes.keys()).filter((place) => depends[place] === 1);
  });
  const of = [...new Set(decisions.map((_, index) => groupOf(index)))];
  const rootsOf = (group: number): readonly number[] =>
    [...firstOf.entries()].flatMap(([root, first]) => (first >= 0 && groupOf(first) === group ? [root] : []));
  return of.map((group) => {
    const own = [...decisions.keys()].filter((index) => groupOf(index) === group);
    const mine = rootsOf(group);
    return {
      decisions: own.map((index) => decisions[index] as Decision),
      steps: own.map((index) => steps[index] as Int32Array),
      terms: mine.filter((root) => root < termCount),
      rows: mine.filter((root) => root >= termCount).map((root) => root - termCount),
    };
  });
}
