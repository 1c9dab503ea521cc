import { describeNode, reportAt, type LocatedNode, type Report } from '../located/index.ts';
import { jsonText, textOf, type Codec, type Json, type JsonObject } from './codec.ts';
import { scalarJson } from './values.ts';

/** The value, or nothing, which is written as null. */
export function nullable<T>(codec: Codec<T>): Codec<T | null> {
  return {
    schema: { anyOf: [codec.schema, { type: 'null' }] },
    write: (value) => (value === null ? null : codec.write(value)),
    text: (value, indent) => (value === null ? 'null' : textOf(codec, value, indent)),
    decode: (json) => (json === null ? null : codec.decode(json)),
    read: (node, address, report) => (node.type === 'null' ? null : codec.read(node, address, report)),
  };
}

/** Any number of values. */
export function listCodec<T>(codec: Codec<T>): Codec<readonly T[]> {
  return {
    schema: { type: 'array', items: codec.schema },
    write: (values) => values.map(codec.write),
    text: (values, indent) => {
      if (values.length === 0) return '[]';
      const inside = `${indent}  `;
      let text = '[';
      for (const value of values)
        text += `${text === '[' ? '' : ','}\n${inside}${textOf(codec, value, inside)}`;
      return `${text}\n${indent}]`;
    },
    *texts(values, indent) {
      const inside = `${indent}  `;
      for (const [index, value] of values.entries())
        yield `${index === 0 ? '[' : ','}\n${inside}${textOf(codec, value, inside)}`;
      yield values.length === 0 ? '[]' : `\n${indent}]`;
    },
    decode: (json) => {
      if (!isJsonList(json)) return undefined;
      const values: T[] = [];
      for (const item of json) {
        const value = codec.decode(item);
        if (value === undefined) return undefined;
        values.push(value);
      }
      return values;
    },
    read: (node, address, report) => {
      if (node.type !== 'list') return wrong('a list', node, address, report);
      const values = node.items.map((item, index) => codec.read(item, `${address}.${index}`, report));
      return values.includes(undefined) ? undefined : (values as readonly T[]);
    },
  };
}

/** Two values, such as the ends of an interval. */
export function pairCodec<T>(codec: Codec<T>): Codec<readonly [T, T]> {
  const list = listCodec(codec);
  return {
    schema: { ...list.schema, minItems: 2, maxItems: 2 },
    write: list.write,
    ...(list.text === undefined ? {} : { text: list.text }),
    decode: (json) => {
      const [first, second, ...more] = list.decode(json) ?? [];
      return first !== undefined && second !== undefined && more.length === 0 ? [first, second] : undefined;
    },
    read: (node, address, report) => {
      const [first, second, ...more] = list.read(node, address, report) ?? [];
      if (first !== undefined && second !== undefined && more.length === 0) return [first, second];
      return wrong('a list of two', node, address, report);
    },
  };
}

/** Of a value that is not always there, `write` leaves the key out. */
export interface OptionalCodec<T> {
  readonly optional: Codec<T>;
}

/** A key that is left out where there is no value. */
export function optionalKey<T>(codec: Codec<T>): OptionalCodec<T> {
  return { optional: codec };
}

/** A key that earlier versions did not write: in their files it has this value. */
export function addedKey<T>(codec: Codec<T>, value: T): Codec<T> {
  return { ...codec, absent: { value } };
}

/** How the keys of a record are described, in the order in which they are written. */
export type RecordShape<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? OptionalCodec<NonNullable<T[K]>> : Codec<T[K]>;
};

/** Keys that a later version wrote: they are kept as they are, and written again after those that are known. */
const unknownKeys: unique symbol = Symbol('unknown keys');

/**
 * A record. Its keys are written in snake_case, in the order of the description; the schema lets others through, since
 * keys may be added.
 */
export function recordCodec<T extends object>(shape: RecordShape<T>): Codec<T> {
  const entries = (Object.keys(shape) as (keyof T & string)[]).map((name) => {
    const given = shape[name] as Codec<unknown> | OptionalCodec<unknown>;
    const isOptional = 'optional' in given;
    const key = snakeCase(name);
    const begun = `${JSON.stringify(key)}: `;
    return { name, key, begun, codec: isOptional ? given.optional : given, isOptional };
  });
  const known = new Set(entries.map(({ key }) => key));
  return {
    schema: recordSchema(entries),
    write: (value) => {
      const written: Record<string, Json> = {};
      for (const { name, key, codec, isOptional } of entries) {
        const own: unknown = value[name];
        if (!isOptional || own !== undefined) written[key] = codec.write(own);
      }
      const rest = (value as { readonly [unknownKeys]?: JsonObject })[unknownKeys];
      return rest === undefined ? written : { ...written, ...rest };
    },
    text: (value, indent) => {
      const inside = `${indent}  `;
      let text = '{';
      for (const { name, begun, codec, isOptional } of entries) {
        const own: unknown = value[name];
        if (isOptional && own === undefined) continue;
        text += `${text === '{' ? '' : ','}\n${inside}${begun}${textOf(codec, own, inside)}`;
      }
      const rest = (value as { readonly [unknownKeys]?: JsonObject })[unknownKeys] ?? {};
      for (const [key, own] of Object.entries(rest))
        text += `${text === '{' ? '' : ','}\n${inside}${JSON.stringify(key)}: ${jsonText(own, inside)}`;
      return text === '{' ? '{}' : `${text}\n${indent}}`;
    },
    *texts(value, indent) {
      const inside = `${indent}  `;
      let before = '{';
      const begun = (key: string): string => {
        const text = `${before}\n${inside}${JSON.stringify(key)}: `;
        before = ',';
        return text;
      };
      for (const { name, key, codec, isOptional } of entries) {
        const own: unknown = value[name];
        if (isOptional && own === undefined) continue;
        yield begun(key);
        if (codec.texts === undefined) yield textOf(codec, own, inside);
        else yield* codec.texts(own, inside);
      }
      const rest = (value as { readonly [unknownKeys]?: JsonObject })[unknownKeys] ?? {};
      for (const [key, own] of Object.entries(rest)) yield `${begun(key)}${jsonText(own, inside)}`;
      yield before === '{' ? '{}' : `\n${indent}}`;
    },
    decode: (json) => {
      if (!isJsonObject(json)) return undefined;
      const read: { [name: string]: unknown; [unknownKeys]?: JsonObject } = {};
      let found = 0;
      for (const { name, key, codec, isOptional } of entries) {
        const own = Object.hasOwn(json, key) ? json[key] : undefined;
        if (own === undefined) {
          if (isOptional) continue;
          if (codec.absent === undefined) return undefined;
          read[name] = codec.absent.value;
          continue;
        }
        found += 1;
        const value = codec.decode(own);
        if (value === undefined) return undefined;
        read[name] = value;
      }
      const keys = Object.keys(json);
      if (keys.length > found) {
        const rest = keys.filter((key) => !known.has(key) && !hiddenKeys.has(key));
        if (rest.some((key) => isDeeperThan(deepestUnknown, json[key] ?? null))) return undefined;
        if (rest.length > 0)
          read[unknownKeys] = Object.fromEntries(rest.map((key) => [key, withoutHidden(json[key] ?? null)]));
      }
      return read as T;
    },
    read: (node, address, report) => {
      if (node.type !== 'map') return wrong('an object', node, address, report);
      const read: { [name: string]: unknown; [unknownKeys]?: JsonObject } = {};
      let isComplete = true;
      for (const { name, key, codec, isOptional } of entries) {
        const field = node.entries.get(key);
        if (field === undefined) {
          if (isOptional) continue;
          if (codec.absent !== undefined) {
            read[name] = codec.absent.value;
            continue;
          }
          isComplete = false;
          reportAt(report, 'wrong-result', address, `the key '${key}' is missing`, node);
          continue;
        }
        const value = codec.read(field.value, address === '' ? key : `${address}.${key}`, report);
        if (value === undefined) isComplete = false;
        read[name] = value;
      }
      const rest = [...node.entries.values()].filter(({ key }) => !known.has(key));
      if (rest.length > 0)
        read[unknownKeys] = Object.fromEntries(rest.map(({ key, value }) => [key, asJson(value)]));
      return isComplete ? (read as T) : undefined;
    },
  };
}

function recordSchema(
  entries: readonly {
    readonly key: string;
    readonly codec: Codec<unknown>;
    readonly isOptional: boolean;
  }[],
): JsonObject {
  const properties = Object.fromEntries(entries.map(({ key, codec }) => [key, codec.schema]));
  const required = entries.filter(({ isOptional }) => !isOptional).map(({ key }) => key);
  return { type: 'object', properties, required };
}

/**
 * A part that holds parts of its own form. Its schema refers to itself by an anchor, so it may stand once in a format.
 */
export function recursiveCodec<T>(name: string, describe: (self: Codec<T>) => Codec<T>): Codec<T> {
  const self: Codec<T> = {
    schema: { $ref: `#${name}` },
    write: (value) => whole.write(value),
    decode: (json) => whole.decode(json),
    read: (...where) => whole.read(...where),
  };
  const whole = describe(self);
  return { ...whole, schema: { $anchor: name, ...whole.schema } };
}

/** `alwaysBuildFrom` as `always_build_from`. */
function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

function asJson(node: LocatedNode): Json {
  switch (node.type) {
    case 'null':
      return null;
    case 'list':
      return node.items.map(asJson);
    case 'map':
      return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, asJson(value)]));
    case 'scalar':
      return scalarJson(node);
  }
}

/** What nobody of ours wrote may nest so deep; no format of ours comes near it. */
const deepestUnknown = 64;

function isDeeperThan(levels: number, json: Json): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return levels === 0 || Object.values(json).some((each) => isDeeperThan(levels - 1, each));
}

/** Keys that would reach an object's own machinery are left out, wherever they are. */
function withoutHidden(json: Json): Json {
  if (isJsonList(json)) return json.map(withoutHidden);
  if (!isJsonObject(json)) return json;
  const entries = Object.entries(json).filter(([key]) => !hiddenKeys.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutHidden(value)]));
}

/** Keys that no format of ours has, and that mean something to the language. */
export const hiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function isJsonObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function wrong(expected: string, node: LocatedNode, address: string, report: Report): undefined {
  return reportAt(report, 'wrong-result', address, `expected ${expected}, found ${describeNode(node)}`, node);
}
