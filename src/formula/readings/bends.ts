import { codes } from '../operations/flat-steps.ts';
import type { FlatFormulas } from './flat.ts';

/**
 * Whether any of the steps that depend on an input may not be a straight line between two of its values; `low` and `high` are
 * what every step is at least and at most there. A step that rounds up to one number all along, and a choice that is the same
 * all along, are as straight as what they come to.
 */
export function bends(
  formulas: FlatFormulas,
  low: Float64Array,
  high: Float64Array,
  steps: Int32Array,
): boolean {
  const { args, start, code, inclusive } = formulas;
  const varying = new Set<number>([steps[0] as number]);
  const isBelow = (a: number, b: number): boolean => (high[a] as number) <= (low[b] as number);
  const follow = (place: number, of: number): boolean => {
    if (varying.has(of)) varying.add(place);
    return false;
  };
  const chosen = (place: number, operands: readonly number[]): number | undefined => {
    const [by = 0, otherwise = 0, ...cases] = operands;
    let picked = otherwise;
    for (let index = 0; index < cases.length; index += 2) {
      const [above = 0, value = 0] = [cases[index], cases[index + 1]];
      const isInclusive = inclusive[place] === 1;
      const isMet = isInclusive ? isBelow(above, by) : (high[above] as number) < (low[by] as number);
      const isNot = isInclusive ? (high[by] as number) < (low[above] as number) : isBelow(by, above);
      if (!isMet && !isNot) return undefined;
      if (isMet) picked = value;
    }
    return picked;
  };
  const bendsAt = (place: number): boolean => {
    const operands = [...args.subarray(start[place], start[place + 1])];
    const [first = 0] = operands;
    switch (code[place]) {
      case codes.named:
      case codes.add:
      case codes.subtract:
        if (operands.some((each) => varying.has(each))) varying.add(place);
        return false;
      case codes.multiply: {
        const moving = operands.filter((each) => varying.has(each));
        if (moving.length > 0) varying.add(place);
        return moving.length > 1;
      }
      case codes.divide:
        return operands.slice(1).some((each) => varying.has(each)) || follow(place, first);
      case codes.ceiling:
        return varying.has(first) && Math.round(low[place] as number) !== Math.round(high[place] as number);
      case codes.minimum:
      case codes.maximum: {
        const isLargest = code[place] === codes.maximum;
        const wins = operands.find((one) =>
          operands.every((other) => one === other || (isLargest ? isBelow(other, one) : isBelow(one, other))),
        );
        return wins === undefined || follow(place, wins);
      }
      case codes.choose: {
        const picked = chosen(place, operands);
        return picked === undefined || follow(place, picked);
      }
      default:
        return true;
    }
  };
  for (let index = 1; index < steps.length; index += 1) if (bendsAt(steps[index] as number)) return true;
  return false;
}
