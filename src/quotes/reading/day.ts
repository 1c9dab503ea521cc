import { isDate } from '../../document/index.ts';

const msPerDay = 86_400_000;
/** Excel counts days from here. */
const excelStart = Date.UTC(1899, 11, 30);

/**
 * A day as files have it: `2026-12-31`, also with a time behind it, `31.12.2026`, `12/31/2026`, or Excel's count of days.
 * Null for anything else, and where day and month could be taken for each other.
 */
export function readDay(text: string): string | null {
  const plain = text.trim().replace(/[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '');
  if (isDate(plain)) return plain;
  if (/^[3-6]\d{4}$/u.test(plain)) return iso(new Date(excelStart + Number(plain) * msPerDay));
  const [, first = '', mark = '', second = '', year = ''] =
    /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/u.exec(plain) ?? [];
  if (year === '') return null;
  const [a, b] = [Number(first), Number(second)];
  if (mark !== '.' && a <= 12 && b <= 12 && a !== b) return null;
  const [day, month] = mark === '.' || a > 12 ? [a, b] : [b, a];
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDate(written) ? written : null;
}

export function dayAfter(day: string): string {
  return iso(new Date(Date.parse(`${day}T00:00:00Z`) + msPerDay));
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}
