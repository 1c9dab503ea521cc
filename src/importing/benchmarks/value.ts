import { Exact } from '../../formula/index.ts';

/** A part of a document by its path; undefined where it is not there. Keys of an object's own alone are followed. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
    return (inner as Readonly<Record<string | number, unknown>>)[key];
  }, value);
}

/** A finite number at a path, also as text such as "4"; null where there is none. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | null {
  const found = at(value, ...path);
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A rate above zero, exact as its shortest decimal. */
export function rateAt(value: unknown, ...path: readonly (string | number)[]): Exact | null {
  const number = numberAt(value, ...path);
  return number === null || number <= 0 ? null : new Exact(number);
}

/** A text at a path; null where there is none, or an empty one. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : null;
}

/** The items of a list at a path; none where there is no list. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/** A number times another, where it is known. */
export function times(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

/** The quotient of two counts; null where one is not known or the second is zero. */
export function per(value: number | null, count: number | null): number | null {
  return value === null || count === null || count === 0 ? null : value / count;
}
