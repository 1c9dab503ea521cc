import type { DoubleFigures } from '../../model/index.ts';

/** Differences smaller than this are left to the search, so that of equals it finds the one that it always did. */
const clearly = 1e-9;

/** Whether a month costs the same since whenever the option is in use. */
export function isAdditive({ spreads, holdings, people, hireAhead }: DoubleFigures): boolean {
  return spreads.length === 0 && holdings.length === 0 && (people === null || hireAhead === 0);
}

/**
 * Of each option the months, 1 or 0, in which a stint of a best schedule may begin. Where another option can be taken up in any month at
 * no cost, and what a stint could save against it until the horizon ends, each month at the least that it can cost, is less than what
 * beginning it costs, the other can stand in its place.
 */
export function usefulStarts(
  options: readonly DoubleFigures[],
  first: number,
  factors: Float64Array,
): readonly Uint8Array[] {
  const horizon = factors.length - 1;
  const useful = options.map(() => new Uint8Array(horizon).fill(1));
  if (!isFalling(factors)) return useful;
  const free = options.filter(
    (each) =>
      isAdditive(each) &&
      each.once.length === 0 &&
      each.lead <= first &&
      each.parallel === 0 &&
      each.switchCost === 0,
  );
  for (const [place, option] of options.entries()) {
    const floor = leastMonths(option, first, horizon);
    if (floor === null) continue;
    const starts = useful[place] as Uint8Array;
    for (const other of free)
      if (other !== option) leaveOut(starts, { option, floor, other, first, factors });
  }
  return useful;
}

interface Rivals {
  readonly option: DoubleFigures;
  readonly floor: Float64Array;
  readonly other: DoubleFigures;
  readonly first: number;
  readonly factors: Float64Array;
}

function leaveOut(starts: Uint8Array, { option, floor, other, first, factors }: Rivals): void {
  const rest = other.lines[0]?.rest;
  if (rest === undefined) return;
  let saved = 0;
  for (let month = starts.length - 1; month >= first; month -= 1) {
    const own = rest[month] as number;
    const most = own + clearly * Math.abs(own) - (floor[month] as number);
    if (!(most < 0)) saved += most * (factors[month + 1] as number);
    let entry = month > first ? option.switchCost : 0;
    for (const { outlay } of option.spreads) entry += outlay[month] as number;
    if (saved === 0 || saved < entry * (factors[month] as number) * (1 - clearly)) starts[month] = 0;
  }
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
