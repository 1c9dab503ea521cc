import type { DoubleFigures } from '../../model/index.ts';

/** Differences smaller than this are left to the search, so that of equals it finds the one that it always did. */
const clearly = 1e-9;

/** Whether a month costs the same since whenever the option is in use. */
export function isAdditive({ spreads, holdings, people, hireAhead }: DoubleFigures): boolean {
  return spreads.length === 0 && holdings.length === 0 && (people === null || hireAhead === 0);
}

/**
 * The options that can be in a best schedule, by their place. Where one can be taken up in any month at no cost, and each of its
 * months costs clearly less than the least that the same month of another can cost, it can stand in every stint of the other.
 */
export function worthLookingAt(
  options: readonly DoubleFigures[],
  first: number,
  factors: Float64Array,
): readonly number[] {
  const horizon = factors.length - 1;
  const places = [...options.keys()];
  if (!isFalling(factors)) return places;
  const free = options.filter(
    (each) =>
      isAdditive(each) &&
      each.once.length === 0 &&
      each.lead <= first &&
      each.parallel === 0 &&
      each.switchCost === 0,
  );
  const isBeaten = (floor: Float64Array, by: DoubleFigures): boolean => {
    const rest = by.lines[0]?.rest;
    if (rest === undefined) return false;
    for (let month = first; month < horizon; month += 1) {
      const own = rest[month] as number;
      if (!((floor[month] as number) > own + clearly * Math.abs(own))) return false;
    }
    return true;
  };
  return places.filter((place) => {
    const option = options[place] as DoubleFigures;
    const floor = leastMonths(option, first, horizon);
    return floor === null || !free.some((other) => other !== option && isBeaten(floor, other));
  });
}

function isFalling(factors: Float64Array): boolean {
  return factors.every((each, point) => each > 0 && (point === 0 || each <= (factors[point - 1] as number)));
}

function isNegative(values: ArrayLike<number> | null | undefined): boolean {
  return values !== null && values !== undefined && Array.prototype.some.call(values, (each) => !(each >= 0));
}

/**
 * The least that each month can cost, whenever the option was begun: what is paid in it, and the rent of the GPUs that it needs at
 * the lowest price agreed until then. What is bought is worth at most its price when it is sold. Null where anything is below zero.
 */
function leastMonths(
  { lines, spreads, holdings, once, people, switchCost }: DoubleFigures,
  first: number,
  horizon: number,
): Float64Array | null {
  const payments = [...spreads.map(({ outlay }) => outlay), people?.monthly];
  if (switchCost < 0 || once.some(({ amount }) => amount < 0) || payments.some(isNegative)) return null;
  const least = Float64Array.from(lines[0]?.rest ?? new Float64Array(horizon));
  for (const { gpus, agreed, moving, upfront, bought, earlyExit } of holdings) {
    if ([gpus, agreed, moving, upfront, bought?.price, bought?.shares, bought?.worth].some(isNegative))
      return null;
    if (earlyExit < 0 || bought?.worth.some((each) => each > 1) === true) return null;
    let lowest = Infinity;
    for (let month = first; month < horizon; month += 1) {
      lowest = Math.min(lowest, agreed[month] as number);
      const each = lowest + (moving === null ? 0 : (moving[month] as number));
      least[month] = (least[month] as number) + (gpus[month] as number) * each;
    }
  }
  return least;
}
