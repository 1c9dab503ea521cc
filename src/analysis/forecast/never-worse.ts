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
 * The least that each month can cost, whenever the option was begun and is left: what is paid in it, and for each GPU that it needs the
 * lowest rent agreed until then, the least that one bought loses in a month, and an even share of what is paid upfront. Null where
 * anything is below zero.
 */
export function leastMonths(
  { lines, spreads, holdings, once, people, switchCost }: DoubleFigures,
  first: number,
  horizon: number,
): Float64Array | null {
  const payments = [...spreads.map(({ outlay }) => outlay), people?.monthly];
  if (switchCost < 0 || once.some(({ amount }) => amount < 0) || payments.some(isNegative)) return null;
  const least = Float64Array.from(lines[0]?.rest ?? new Float64Array(horizon));
  for (const { gpus, agreed, moving, upfront, contract, bought, earlyExit } of holdings) {
    if ([gpus, agreed, moving, upfront, bought?.price, bought?.worth].some(isNegative)) return null;
    if (earlyExit < 0 || (bought !== null && !isLosing(bought.worth))) return null;
    const prices = bought?.price ?? upfront;
    const share = bought === null ? 1 / (contract?.shares.length ?? Infinity) : leastLoss(bought.worth);
    let [lowest, cheapest] = [Infinity, prices === null ? 0 : Infinity];
    for (let month = 0; month < horizon; month += 1) {
      if (prices !== null) cheapest = Math.min(cheapest, prices[month] as number);
      if (month < first) continue;
      lowest = Math.min(lowest, agreed[month] as number);
      const each = lowest + (moving === null ? 0 : (moving[month] as number)) + cheapest * share;
      least[month] = (least[month] as number) + (gpus[month] as number) * each;
    }
  }
  return least;
}

/** Whether a sale never brings more than was paid, or than it brought a month before. */
function isLosing(worth: readonly number[]): boolean {
  return worth.every((each, month) => each <= (worth[month - 1] ?? 1));
}

/** Of the price: p (f(0) - w(k) f(k)) is the sum of p (w(j) f(j) - w(j+1) f(j+1)), and each of these is at least p (w(j) - w(j+1)) f(j+1). */
function leastLoss(worth: readonly number[]): number {
  return Math.min(...worth.slice(1).map((each, month) => (worth[month] as number) - each));
}
