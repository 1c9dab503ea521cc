import type { Exact } from '../../formula/index.ts';
import type { Range } from './spec.ts';

interface OutOfRange {
  readonly expected: string;
  readonly hint?: string;
}

/** What is wrong with a value by the range of its field; `text` is how it was written, for the hint. */
export function outOfRange(value: Exact, range: Range, text: string): OutOfRange | undefined {
  const { least, above, most, under, whole } = range;
  const tooSmall = (least !== undefined && value.lt(least)) || (above !== undefined && value.lte(above));
  const tooLarge = (most !== undefined && value.gt(most)) || (under !== undefined && value.gte(under));
  if (tooSmall || tooLarge) {
    const isSharelike = (most ?? under)?.lte(10) === true;
    const isPercent = isSharelike && tooLarge && value.lte(100) && /^[\d.]+$/u.test(text.trim());
    return {
      expected: describeRange(range),
      ...(isPercent ? { hint: `did you mean '${text.trim()}%'?` } : {}),
    };
  }
  return whole && !value.isInteger() ? { expected: 'a whole number' } : undefined;
}

/** The range in words: `at least 0 and less than 1 (100%)`. */
export function describeRange({ least, above, most, under }: Range): string {
  const isShare = (most ?? under)?.eq(1) === true;
  const show = (value: Exact): string => (isShare && value.eq(1) ? '1 (100%)' : value.toString());
  const parts = [
    least && `at least ${show(least)}`,
    above && `more than ${show(above)}`,
    most && `at most ${show(most)}`,
    under && `less than ${show(under)}`,
  ];
  return parts.filter((part) => part !== undefined).join(' and ');
}
