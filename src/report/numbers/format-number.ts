import { Exact, groupThousands } from '../../formula/index.ts';

/** Digits that a figure keeps where it would not fit in full. */
const shortDigits = 6;
/** Figures of up to this many digits are always shown in full, as list prices are. */
const fullDigits = 8;

/** Whole units from 1 up, cents below; what is smaller than a cent says so instead of looking like nothing. */
export function formatMoney(value: Exact): string {
  if (value.isZero()) return '0';
  const size = value.abs();
  const sign = value.isNegative() ? '-' : '';
  if (size.lt('0.005')) return `${sign}<0.01`;
  const places = size.gte(1) ? 0 : 2;
  return sign + groupThousands(size.toFixed(places, Exact.ROUND_HALF_UP));
}

/** To the cent, so that what adds up still does when it is shown. */
export function formatCents(value: Exact): string {
  return groupThousands(value.toFixed(2, Exact.ROUND_HALF_UP));
}

/** As `formatCents`, with a sign. */
export function formatCentsChange(value: Exact): string {
  const shown = formatCents(value);
  return value.isPositive() && !value.isZero() ? `+${shown}` : shown;
}

/** In full where it is short, else six digits; whole digits are never cut. */
export function formatQuantity(value: Exact): string {
  if (value.isZero()) return '0';
  if (value.precision() <= fullDigits) return groupThousands(value.toFixed());
  const wholeDigits = Math.max(0, value.e + 1);
  const places = Math.max(0, value.e < 0 ? shortDigits - 1 - value.e : shortDigits - wholeDigits);
  return groupThousands(trimZeros(value.toFixed(places, Exact.ROUND_HALF_UP)));
}

/** Every digit that there is. */
export function formatExact(value: Exact): string {
  return groupThousands(value.toFixed());
}

const magnitudes = [
  { size: new Exact('1e12'), letter: 'T' },
  { size: new Exact('1e9'), letter: 'B' },
  { size: new Exact('1e6'), letter: 'M' },
  { size: new Exact('1e3'), letter: 'k' },
] as const;

/** Three digits and a letter, as scenario files have them: `28.3M`. Short numbers stay as they are. */
export function formatCompact(value: Exact): string {
  const size = value.abs();
  if (size.lt(1_000)) return formatQuantity(value);
  const rounded = value.toSignificantDigits(3, Exact.ROUND_HALF_UP);
  const magnitude = magnitudes.find((each) => rounded.abs().gte(each.size));
  return magnitude === undefined
    ? formatQuantity(value)
    : groupThousands(rounded.div(magnitude.size).toFixed()) + magnitude.letter;
}

/** `43.33 %`: one or two decimals. */
export function formatShare(value: Exact): string {
  const percent = value.times(100).toFixed(2, Exact.ROUND_HALF_UP);
  return `${groupThousands(percent.endsWith('0') ? percent.slice(0, -1) : percent)} %`;
}

/** Two decimals at most: `1.81`. */
export function formatRatio(value: Exact): string {
  return groupThousands(trimZeros(value.toFixed(2, Exact.ROUND_HALF_UP)));
}

/** A relative change with its sign; from tenfold on as a factor. */
export function formatChange(value: Exact): string {
  if (value.gte(9)) return `×${formatQuantity(value.plus(1).toSignificantDigits(4, Exact.ROUND_HALF_UP))}`;
  const shown = formatShare(value);
  return value.isPositive() && !value.isZero() ? `+${shown}` : shown;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
}
