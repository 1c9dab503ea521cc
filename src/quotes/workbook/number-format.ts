import { Exact } from '../../formula/index.ts';

/** How a cell's number is shown, as far as it says something: `$2.49`, `5%`, a date. */
export interface NumberFormat {
  readonly isDate: boolean;
  readonly isPercent: boolean;
  /** What stands before and behind the number, such as a currency. */
  readonly before: string;
  readonly after: string;
}

export const plainFormat: NumberFormat = { isDate: false, isPercent: false, before: '', after: '' };

/** Of the formats that a file names by number alone. Those of currencies depend on the reader's country, and say none. */
export function builtInFormat(id: number): NumberFormat {
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58); // prettier-ignore
  return { ...plainFormat, isDate, isPercent: id === 9 || id === 10 };
}

const token =
  /"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|(general)|([0#?.,/]|[eE][+-])|([dmyhs])|(%)|([^;])/giu;

/** Reads a format code such as `[$€-407] #,##0.00` or `yyyy-mm-dd`, by its first section, that of positive numbers. */
export function readNumberFormat(code: string): NumberFormat {
  let [before, after, isDate, isPercent, hasDigits] = ['', '', false, false, false];
  const section = /^(?:"[^"]*(?:"|$)|\\.?|\[[^\]]*(?:\]|$)|[^;"\\[])*/u.exec(code.slice(0, 300))?.[0] ?? '';
  for (const [whole, quoted, escaped, symbol, general, digit, date, percent, other] of section.matchAll(
    token,
  )) {
    if (digit !== undefined || general !== undefined) hasDigits = true;
    else if (date !== undefined) isDate = true;
    else if (percent !== undefined) isPercent = true;
    else if (/^\[[hms]+\]$/iu.test(whole)) isDate = true;
    else {
      const text = quoted ?? escaped ?? symbol ?? other ?? ' ';
      if (hasDigits) after += text;
      else before += text;
    }
  }
  return isDate
    ? { ...plainFormat, isDate }
    : { isDate, isPercent, before: before.trim(), after: after.trim() };
}

/** The text of a number as its cell shows it, with all digits and a decimal point; dates as `2026-12-31`. */
export function showCell(written: string, format: NumberFormat, isFrom1904: boolean): string {
  const number = Number(written);
  if (written.trim() === '' || !Number.isFinite(number)) return written;
  if (format.isDate) return dateOf(number, isFrom1904) ?? written;
  // Excel keeps 15 digits; what a file has beyond them is how doubles are written.
  const exact = new Exact(number.toPrecision(15));
  if (format.isPercent) return `${exact.times(100).toFixed()}%`;
  return [format.before, exact.toFixed(), format.after].filter((each) => each !== '').join(' ');
}

const msPerDay = 86_400_000;

/**
 * The day that Excel counts to: from 1 January 1900 as 1, with a 29 February 1900 that there never was, or from 1 January
 * 1904 as 0. Null where the number is only a time, or past the year 9999.
 */
function dateOf(serial: number, isFrom1904: boolean): string | null {
  const day = Math.floor(serial);
  if (day < (isFrom1904 ? 0 : 1) || day > 2_958_465 || day === (isFrom1904 ? -1 : 60)) return null;
  const start = isFrom1904
    ? Date.UTC(1904, 0, 1)
    : day < 60
      ? Date.UTC(1899, 11, 31)
      : Date.UTC(1899, 11, 30);
  return new Date(start + day * msPerDay).toISOString().slice(0, 10);
}
