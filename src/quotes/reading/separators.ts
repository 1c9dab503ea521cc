/** What the numbers of a file show of its decimal mark: `none` where all can be read either way. */
export type Separators = 'point' | 'comma' | 'mixed' | 'none';

const spaces = /[ \u00a0\u2009\u202f'’]/gu;

/** What a number shows by itself; null where it shows nothing. */
function shownBy(number: string): 'point' | 'comma' | null {
  const plain = number.replaceAll(spaces, '');
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/u.test(plain)) return 'point';
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/u.test(plain)) return 'comma';
  if (/^\d{1,3}(?:,\d{3}){2,}$/u.test(plain)) return 'point';
  if (/^\d{1,3}(?:\.\d{3}){2,}$/u.test(plain)) return 'comma';
  const [, mark, after = ''] = /^\d+([.,])(\d+)$/u.exec(plain) ?? [];
  // A single mark before exactly three digits may be either; 0.125 and 1234.567 cannot be thousands.
  if (mark === undefined || (after.length === 3 && /^[1-9]\d{0,2}[.,]/u.test(plain))) return null;
  return mark === '.' ? 'point' : 'comma';
}

/**
 * What the numbers of a file show together. Where each of them can be read either way, a file whose fields are divided by
 * commas shows it: programs that write a decimal comma divide fields by something else.
 */
export function separatorsOf(numbers: readonly string[], delimiter: string): Separators {
  const shown = new Set(numbers.map(shownBy).filter((each) => each !== null));
  if (shown.size > 1) return 'mixed';
  const [only] = shown;
  return only ?? (delimiter === ',' ? 'point' : 'none');
}

/**
 * The number in plain decimal, or null where its marks can be read two ways: `3,10` has a decimal comma, but whether
 * `3,100` has one only the rest of the file can say. Where nothing else does, a point is a decimal point.
 */
export function plainNumber(number: string, file: Separators): string | null {
  const plain = number.replaceAll(spaces, '');
  if (!/[.,]/u.test(plain)) return /^\d{1,15}$/u.test(plain) ? plain : null;
  const own = shownBy(plain);
  const mark =
    own ?? (file === 'none' ? (plain.includes(',') ? null : 'point') : file === 'mixed' ? null : file);
  if (mark === null) return null;
  const decimal = mark === 'point' ? plain.replaceAll(',', '') : plain.replaceAll('.', '').replace(',', '.');
  return /^\d{1,15}(?:\.\d{1,30})?$/u.test(decimal) ? decimal : null;
}
