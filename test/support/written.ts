import { Exact } from '../../src/formula/index.ts';

type SnakeCase<S extends string> = S extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${SnakeCase<Rest>}`
    : `_${Lowercase<First>}${SnakeCase<Rest>}`
  : S;

/** A result as its JSON has it: keys in snake_case, exact figures as text. */
export type Written<T> = T extends Exact
  ? string
  : T extends readonly unknown[]
    ? { readonly [K in keyof T]: Written<T[K]> }
    : T extends object
      ? { readonly [K in keyof T as K extends string ? SnakeCase<K> : never]: Written<T[K]> }
      : T;

/** A part of a result as JSON has it, so that expectations are written as users see them. */
export function written<T>(value: T): Written<T> {
  return plain(value) as Written<T>;
}

function plain(value: unknown): unknown {
  if (value instanceof Exact) return value.toFixed();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [
      key.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
      plain(own),
    ]),
  );
}
