import { Exact } from '../../formula/index.ts';
import {
  lengthPriceNames,
  type CertainPriceName,
  type LengthPriceName,
  type PriceName,
} from '../../catalog/index.ts';

/** Prices by kind as texts in plain decimal, in the unit of their kind. */
type PriceTexts<K extends PriceName> = { readonly [P in Extract<K, CertainPriceName>]: string } & {
  readonly [P in Exclude<K, CertainPriceName>]?: string | undefined;
};

export type Tier = PriceTexts<LengthPriceName> & { readonly above: string };

/** What a source states at one time. */
export interface PriceSet extends Omit<Tier, 'above'> {
  /** First day, where the source states one. */
  readonly from: string | null;
  /** Of the file, where it is a table. */
  readonly line?: number;
  readonly tiers: readonly Tier[];
  readonly batch?: string | undefined;
  readonly services: readonly {
    readonly id: string;
    readonly multiplier: string;
    readonly withCache: boolean;
    /** Prices of its own, where they are no multiple of the plain ones. */
    readonly prices?: Omit<Tier, 'above'>;
  }[];
}

/** Digits that a double always keeps: a text with more of them was computed, and its end is noise. */
const exactDigits = 15;

/**
 * The number as plain decimal text, in `scale` times its unit. What was written with more digits than a double keeps is
 * rounded to 12 of them; everything else stays as it was written.
 */
export function decimal(value: Exact | string, scale = 1): string {
  const scaled = new Exact(value).times(scale);
  return (scaled.precision() > exactDigits ? scaled.toSignificantDigits(12) : scaled).toFixed();
}

/** A multiplier as a percentage, or undefined where it takes more than four decimals and so was rounded by somebody. */
export function percentage(part: Exact | string, whole: Exact | string): string | undefined {
  const ratio = new Exact(part).div(whole).times(100);
  return ratio.decimalPlaces() <= 2 ? `${ratio.toFixed()}%` : undefined;
}

/** Whether both input and output prices are the same within 1 %. */
export function agree(
  a: { readonly input: string; readonly output: string },
  b: { readonly input: string; readonly output: string },
): boolean {
  return near(a.input, b.input) && near(a.output, b.output);
}

function near(a: string, b: string): boolean {
  return Math.abs(Number(a) - Number(b)) <= 0.01 * Math.max(Number(a), Number(b));
}

/** The prices that differ by length, each read by `of`; undefined where one that every entry has to state is not there. */
export function readPriceTexts(
  of: (name: LengthPriceName) => string | undefined,
): Omit<Tier, 'above'> | undefined {
  const found = Object.fromEntries(lengthPriceNames.map((name) => [name, of(name)])) as Partial<
    Record<LengthPriceName, string>
  >;
  const { input, output } = found;
  return input === undefined || output === undefined ? undefined : { ...found, input, output };
}
