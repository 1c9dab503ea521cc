import { type IsoDate, isDate } from '../../document/index.ts';

interface Prices {
  readonly input: string;
  readonly output: string;
  readonly cached?: string | undefined;
}

/** From `from` on the price is `value`; null where there is none, and `why`. */
export interface Change<T extends Prices> {
  readonly from: IsoDate;
  readonly value: T | null;
  readonly why?: string;
}

export interface Stretch<T> {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly value: T;
}

interface History<T> {
  readonly kept: readonly Stretch<T>[];
  /** One for every change that is not the start of a stretch. */
  readonly reported: readonly { readonly rule: string; readonly detail: string }[];
}

const spike = 5;

/**
 * The stretches of one price, in order of time, after the last time that there was none. A price five times as high as the
 * one before and the one after is a mistake of the feed, and what repeats the price before it is no change.
 */
export function cleanHistory<T extends Prices>(changes: readonly Change<T>[]): History<T> {
  const reported: { rule: string; detail: string }[] = [];
  const report = (rule: string, detail: string): number => reported.push({ rule, detail });
  const dated = changes.filter(({ from }) => {
    if (!isDate(from)) report('not a date', from);
    return isDate(from);
  });
  const sorted = dated.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
  let stretches: Stretch<T>[] = [];
  for (const [index, { from, value, why }] of sorted.entries()) {
    const next = sorted[index + 1];
    const before = stretches.at(-1);
    if (value === null) {
      report(why ?? 'no price', `from ${from}`);
      if (next !== undefined) {
        for (const each of stretches) report('before a time without a price', `${text(each.value)} from ${each.from}`); // prettier-ignore
        stretches = [];
      }
    } else if (next?.from === from) {
      report('two prices on one day', `${text(value)} from ${from}, then ${text(next.value)}`);
    } else if (before !== undefined && text(before.value) === text(value)) {
      report('no change from the price before', `${text(value)} from ${from}`);
      stretches[stretches.length - 1] = { ...before, to: next?.from ?? null };
    } else if (isSpike(before?.value, value, next?.value)) {
      report('a price jump that was reversed', `${text(value)} from ${from} to ${next?.from ?? ''}`);
      if (before !== undefined) stretches[stretches.length - 1] = { ...before, to: next?.from ?? null };
    } else {
      stretches.push({ from, to: next?.from ?? null, value });
    }
  }
  return { kept: stretches, reported };
}

function text(value: Prices | null): string {
  return value === null ? 'none' : [value.input, value.output, value.cached ?? '-'].join('/');
}

function isSpike(before: Prices | undefined, value: Prices, after: Prices | null | undefined): boolean {
  if (before === undefined || after === undefined || after === null) return false;
  return ratio(value, before) >= spike && ratio(value, after) >= spike;
}

function ratio(a: Prices, b: Prices): number {
  return Math.max(Number(a.input) / Number(b.input), Number(a.output) / Number(b.output));
}
