import type { LocatedNode, Report } from '../located/index.ts';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * One part of a format that is written and read by programs, described once: how a value is written, how it is read back
 * (with a located problem for each thing that is wrong), and its JSON Schema. What people write is described by `Field`.
 */
export interface Codec<T> {
  readonly schema: JsonObject;
  readonly write: (value: T) => Json;
  /**
   * The value of what JSON.parse made; undefined where anything is wrong, and `read` says what. It takes a tenth of the
   * time that places take, which only what is wrong has need of.
   */
  readonly decode: (json: Json) => T | undefined;
  /** Undefined where a problem was reported. `address` is the path of the value. */
  readonly read: (node: LocatedNode, address: string, report: Report) => T | undefined;
  /**
   * What `write` gives as an indented JSON text, in parts, for what can be large: one item after the other is computed,
   * written and forgotten. `indent` is what its lines after the first begin with.
   */
  readonly texts?: (value: T, indent: string) => Iterable<string>;
  /**
   * The same in one piece. Without it `write` makes an object of it first, which is written and indented in two more steps.
   */
  readonly text?: (value: T, indent: string) => string;
  /** What a file holds that was written before there was this key; a key without it has to be there. */
  readonly absent?: { readonly value: T };
}

/** What a codec describes. */
export type Described<C> = C extends Codec<infer T> ? T : never;

/** A value as an indented JSON text, as `JSON.stringify` has it. */
export function textOf<T>(codec: Codec<T>, value: T, indent: string): string {
  return codec.text === undefined ? jsonText(codec.write(value), indent) : codec.text(value, indent);
}

/** A part of a result as an indented JSON text, as `JSON.stringify` has it. */
export function jsonText(value: Json, indent: string): string {
  const text = JSON.stringify(value, null, 2);
  return indent === '' ? text : text.replaceAll('\n', `\n${indent}`);
}
