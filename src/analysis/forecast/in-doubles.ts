import { nearDouble, type Exact } from '../../formula/index.ts';
import type { DoubleFigures, OptionFigures } from '../../model/index.ts';

/** Exact figures in doubles, condensed. */
export function doublesOf(figures: OptionFigures<Exact>): DoubleFigures {
  return condensed(figures, nearDouble);
}

/** Figures that were read in doubles, condensed. */
export function inDoubles(figures: OptionFigures<number>): DoubleFigures {
  return condensed(figures, (value) => value);
}

/**
 * With everything that does not depend on since when the option is in use in one line: what is paid in its month, and GPUs that
 * can be given back from month to month.
 */
function condensed<T>(figures: OptionFigures<T>, double: (value: T) => number): DoubleFigures {
  const list = (values: readonly T[]): readonly number[] => values.map(double);
  const all = (values: readonly T[]): Float64Array => Float64Array.from(values, double);
  const some = (values: readonly T[] | null): Float64Array | null => values && all(values);
  const sums = new Float64Array(figures.lines[0]?.rest.length ?? 0);
  const addUp = (values: ArrayLike<number>): void => {
    for (let month = 0; month < values.length; month += 1)
      sums[month] = (sums[month] as number) + (values[month] as number);
  };
  for (const { rest } of figures.lines) addUp(all(rest));
  const bound: DoubleFigures['holdings'][number][] = [];
  for (const each of figures.holdings) {
    const [gpus, agreed, moving] = [all(each.gpus), all(each.agreed), some(each.moving)];
    addUp(some(each.following) ?? []);
    if (each.contract === null && each.bought === null) {
      addUp(gpus.map((count, month) => count * ((agreed[month] ?? 0) + (moving?.[month] ?? 0))));
      continue;
    }
    bound.push({
      line: 0,
      gpus,
      agreed,
      moving,
      following: null,
      upfront: some(each.upfront),
      contract: each.contract && { shares: list(each.contract.shares) },
      bought: each.bought && {
        price: all(each.bought.price),
        shares: list(each.bought.shares),
        worth: list(each.bought.worth),
      },
      lot: each.lot === null ? null : double(each.lot),
      earlyExit: double(each.earlyExit),
    });
  }
  return {
    ...figures,
    lines: [{ id: '', label: '', rest: sums }],
    spreads: figures.spreads
      .map(({ outlay, shares }) => ({ line: 0, outlay: all(outlay), shares: list(shares) }))
      .filter(({ outlay }) => outlay.some((each) => each !== 0)),
    holdings: bound,
    once: figures.once.map(({ month, amount }) => ({ month, line: 0, amount: double(amount) })),
    people: figures.people && { line: 0, monthly: all(figures.people.monthly) },
    switchCost: double(figures.switchCost),
  };
}
