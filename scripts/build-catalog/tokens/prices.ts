import { Exact } from '../../../src/formula/index.ts';

export interface Tier {
  readonly above: string;
  readonly input: string;
  readonly output: string;
  readonly cached?: string | undefined;
  readonly cacheWrite?: string | undefined;
  readonly cacheWriteLong?: string | undefined;
}

/** Prices per million tokens as texts in plain decimal. */
export interface PriceSet extends Omit<Tier, 'above'> {
  /** First day, where the source states one. */
  readonly from: string | null;
  readonly tiers: readonly Tier[];
  readonly batch?: string | undefined;
  readonly services: readonly {
    readonly id: string;
    readonly multiplier: string;
    readonly withCache: boolean;
  }[];
}

/** The number as plain decimal text, without the noise of floating point. */
export function decimal(value: number | string, scale = 1): string {
  return new Exact(String(value)).times(scale).toSignificantDigits(12).toFixed();
}

/** A multiplier as a percentage, or undefined where it takes more than four decimals and so was rounded by somebody. */
export function percentage(part: number, whole: number): string | undefined {
  const ratio = new Exact(String(part)).div(String(whole)).times(100);
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
