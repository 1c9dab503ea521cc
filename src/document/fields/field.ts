import {
  childAddress,
  boolean,
  mergeKey,
  choice as choiceReader,
  describeNode,
  readMap,
  reportAt,
  reportUnknownKey,
  type LocatedMap,
  type LocatedNode,
  type ValueReader,
} from '../located/index.ts';
import { fail, ok, type Result, type Span } from '../../diagnostics/index.ts';
import { collected, emptyMap, isFull, report, startReading, valueAt, type FileReading } from './reading.ts';
import { rejoinCutNumbers } from './decimal-commas.ts';
import { placesOfKey } from './places-of-key.ts';
import type { Spec } from './spec.ts';

/**
 * One field of the format: how it is read, what holds where it is absent, and what it is (`spec`), from which the JSON
 * Schema, the reference page and the list of addresses are made. This is the only list of fields.
 */
export interface Field<out T> {
  readonly spec: Spec;
  /** Undefined where a problem was reported. `keySpan` is the place of the key that the value stands under. */
  readonly read: (node: LocatedNode, address: string, reading: FileReading, keySpan: Span) => T | undefined;
  /** What holds where the key is absent; null where the key has to be there. */
  readonly absent: ((address: string, reading: FileReading, parent: Span) => T | undefined) | null;
}

export type RecordFields = Readonly<Record<string, Field<unknown>>>;
export type ValueOf<F> = F extends Field<infer T> ? T : never;
export type ValuesOf<S extends RecordFields> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** Reads a whole file as one field. Fails with all its problems in the order of their places. */
export function readWhole<T>(field: Field<T>, root: LocatedNode, area: string): Result<T> {
  const reading = startReading('USD', area, field.spec);
  const value = field.read(root, '', reading, root.span);
  if (value === undefined || reading.diagnostics.length > 0) return fail(...collected(reading.diagnostics));
  return ok(value);
}

/** A field over a reader of plain texts: names, dates, ids. */
export function plain<T>(reader: ValueReader<T>, label: string, example?: string): Field<T> {
  return {
    spec: { form: 'text', label, ...(example === undefined ? {} : { example }) },
    read: reader,
    absent: null,
  };
}

/** One of a few words. */
export function choice<const T extends string>(label: string, choices: readonly T[]): Field<T> {
  return { spec: { form: 'choice', label, choices }, read: choiceReader(choices), absent: null };
}

/** `true` or `false`. */
export function flag(label: string): Field<boolean> {
  return { spec: { form: 'flag', label }, read: boolean, absent: null };
}

/** The field, or null where its key is absent; `text` says what then holds, where something does. */
export function optional<T>(field: Field<T>, text?: string): Field<T | null> {
  return {
    ...field,
    spec: text === undefined ? field.spec : { ...field.spec, default: text },
    absent: () => null,
  };
}

/** The field with a group, a trend, or as no lever, for all that is below it. */
export function within<T>(about: Pick<Spec, 'group' | 'lever' | 'trend'>, field: Field<T>): Field<T> {
  return { ...field, spec: { ...field.spec, ...about } };
}

/** The word, or what the field otherwise is. */
export function wordOr<const W extends string, T>(word: W, field: Field<T>): Field<T | W> {
  const { default: text, label } = field.spec;
  return {
    ...field,
    spec: { form: 'word-or', label, word, of: field.spec, ...(text === undefined ? {} : { default: text }) },
    read: (node, ...where) =>
      node.type === 'scalar' && node.text === word ? word : field.read(node, ...where),
  };
}

/** The field, or a fixed value where its key is absent. */
export function otherwise<T, U extends T | null>(
  field: Field<T>,
  value: U,
  text = String(value),
): Field<T | U> {
  return { ...field, spec: { ...field.spec, default: text }, absent: () => value };
}

/** A field whose value is made into another, with checks across its keys. */
export function derived<T, U>(
  field: Field<T>,
  derive: (
    value: T,
    address: string,
    reading: FileReading,
    span: Span,
    node: LocatedNode | null,
  ) => U | undefined,
): Field<U> {
  const { absent } = field;
  return {
    spec: field.spec,
    read: (node, address, reading, keySpan) => {
      const value = field.read(node, address, reading, keySpan);
      return value === undefined ? undefined : derive(value, address, reading, keySpan, node);
    },
    absent:
      absent &&
      ((address, reading, parent) => {
        const value = absent(address, reading, parent);
        return value === undefined ? undefined : derive(value, address, reading, parent, null);
      }),
  };
}

interface RecordOptions {
  /** Makes a map of a scalar that stands for it, such as `4:1` for input and output. */
  readonly shorthand?: { readonly text: string; readonly expand: (node: LocatedNode) => LocatedNode };
  /** Keys that belong elsewhere, with where. */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** The key whose value has the address of the map; with `figureShorthand` it may also stand for it: `batch: 50%`. */
  readonly figure?: string;
  /** Keys without a value (`to: null`) count as absent. */
  readonly allowsNull?: boolean;
  /** Keys of which at least one has to be there, and what is said `without`. */
  readonly needs?: { readonly oneOf: readonly string[]; readonly without: string };
}

/** A map with known keys. All its problems are reported; it is read where every field is. */
export function record<S extends RecordFields>(
  label: string,
  fields: S,
  options: RecordOptions = {},
): Field<ValuesOf<S>> {
  const { elsewhere, figure, needs, shorthand } = options;
  const keys = Object.keys(fields);
  const isOptional = Object.values(fields).every((field) => field.absent !== null);
  const readRecord = (given: LocatedNode, address: string, reading: FileReading, keySpan: Span) => {
    const node = shorthand === undefined ? given : shorthand.expand(given);
    if (shorthand !== undefined && node.type !== 'map') {
      const text = `expected ${shorthand.text}, or a map of ${keys.join(', ')}, found ${describeNode(node)}`;
      return reportAt(reading, 'wrong-type', address, text, { span: node.span });
    }
    const located = readMap(node, address, reading, keys);
    if (located === undefined) return undefined;
    const map = rejoinCutNumbers(located);
    const { length: before } = reading.diagnostics;
    // What was meant by a key that is not known: it is not missing as well, and nothing that needs it can be said yet.
    const meant = new Set<string>();
    for (const field of map.entries.values()) {
      if (Object.hasOwn(fields, field.key)) continue;
      if (isFull(reading)) break;
      const place = elsewhere?.get(field.key);
      if (place === undefined) {
        const places = placesOfKey(field.key, fields, address, reading.root);
        const near = reportUnknownKey(field, address, reading, keys, places);
        if (near !== undefined) meant.add(near);
      } else
        report(reading, 'scenario/conflict', `${address}.${field.key}`, `belongs ${place}`, {
          span: field.keySpan,
        });
    }
    const shape = readShape(fields, map, address, reading, keySpan, options, meant);
    const values = meant.size === 0 ? shape : undefined;
    if (needs === undefined || reading.diagnostics.length > before) return values;
    if (needs.oneOf.some((key) => valueAt(map, key) !== undefined)) return values;
    const hint = `add one of ${needs.oneOf.join(', ')}`;
    return reportAt(reading, 'empty', address, needs.without, { span: map.span, hint });
  };
  return {
    spec: {
      form: 'record',
      label,
      fields: new Map(
        Object.entries(fields).map(([key, { spec, absent }]) => [key, { spec, required: absent === null }]),
      ),
      ...(shorthand === undefined ? {} : { shorthand: shorthand.text, expand: shorthand.expand }),
      ...(figure === undefined ? {} : { figure }),
      ...(needs === undefined ? {} : { oneOf: needs.oneOf }),
    },
    read: readRecord,
    absent: isOptional
      ? (address, reading, parent) => readShape(fields, emptyMap(parent), address, reading, parent, options)
      : null,
  };
}

function readShape<S extends RecordFields>(
  fields: S,
  map: LocatedMap,
  address: string,
  reading: FileReading,
  keySpan: Span,
  { figure, allowsNull = false }: RecordOptions,
  meant: ReadonlySet<string> = new Set(),
): ValuesOf<S> | undefined {
  const values: Record<string, unknown> = {};
  let complete = true;
  for (const [key, field] of Object.entries(fields)) {
    const at = key === figure ? address : childAddress(address, key);
    const given = map.entries.get(key);
    if (given?.value.type === 'null' && field.absent !== null && !allowsNull) {
      reportAt(reading, 'wrong-type', at, 'has no value', {
        span: given.keySpan,
        hint: 'give it one or remove the key',
      });
      complete = false;
      continue;
    }
    const node = valueAt(map, key);
    let value: unknown;
    if (node !== undefined) value = field.read(node, at, reading, given?.keySpan ?? keySpan);
    else if (field.absent !== null) value = field.absent(at, reading, keySpan);
    else if (!meant.has(key) && !meant.has(mergeKey))
      reportAt(reading, 'missing-key', address, `the key '${key}' is missing`, {
        span: given?.keySpan ?? keySpan,
      });
    values[key] = value;
    complete &&= value !== undefined;
  }
  return complete ? (values as ValuesOf<S>) : undefined;
}

// Ids become parts of addresses, columns and names of cells: no blanks, no control characters.
const idPattern = /^[\p{L}\p{N}][\p{L}\p{N}._:@+/-]{0,199}$/u;
/** Most ids are of these; to prepare a pattern of all letters that there are takes a millisecond. */
const usualId = /^[A-Za-z\d][\w.:@+/-]{0,199}$/;

/** A map whose keys are ids of the user's choice, unless other `names` are taken. Absent is empty. */
export function mapOf<T>(
  label: string,
  item: string,
  field: Field<T>,
  names = idPattern,
): Field<ReadonlyMap<string, T>> {
  return {
    spec: { form: 'map', label, item, of: field.spec },
    read: (node, address, reading) => {
      const map = readMap(node, address, reading);
      if (map === undefined) return undefined;
      const values = new Map<string, T>();
      let complete = true;
      for (const { key, keySpan, value: given } of map.entries.values()) {
        if (isFull(reading)) return undefined;
        if (!(names === idPattern && usualId.test(key)) && !names.test(key)) {
          const text = `expected an id of letters, digits and . _ : @ + / -, found '${key.slice(0, 60)}'`;
          reportAt(reading, 'wrong-value', address, text, { span: keySpan });
          complete = false;
          continue;
        }
        const value = field.read(given, `${address}.${key}`, reading, keySpan);
        if (value === undefined) complete = false;
        else values.set(key, value);
      }
      return complete ? values : undefined;
    },
    absent: () => new Map(),
  };
}

/** As `listOf`, where a single value stands for a list of one. */
export function oneOrMore<T>(label: string, field: Field<T>): Field<readonly T[]> {
  const { read } = listOf(label, field, 0);
  return {
    spec: { form: 'list', label, of: field.spec, orOne: true },
    read: (node, ...where) =>
      read(node.type === 'list' ? node : { type: 'list', span: node.span, items: [node] }, ...where),
    absent: null,
  };
}

/** A list of records addressed by their `id`. */
export function entriesOf<T>(label: string, field: Field<T>): Field<readonly T[]> {
  return {
    spec: { form: 'entries', label, of: field.spec },
    read: (node, address, reading) => {
      const items = node.type === 'list' ? node.items : [node];
      const values = items.map((item, index) => {
        const id = item.type === 'map' ? valueAt(item, 'id') : undefined;
        const name = id?.type === 'scalar' ? id.text.slice(0, 200) : String(index);
        return field.read(item, `${address}.${name}`, reading, item.span);
      });
      return values.some((value) => value === undefined) ? undefined : (values as readonly T[]);
    },
    absent: null,
  };
}

/** A list, its items addressed by their number from 0. */
export function listOf<T>(label: string, field: Field<T>, least: number): Field<readonly T[]> {
  return {
    spec: { form: 'list', label, of: field.spec },
    read: (node, address, reading) => {
      if (node.type !== 'list' || node.items.length < least) {
        const found = node.type === 'list' ? `a list of ${node.items.length}` : describeNode(node);
        const text = `expected a list of at least ${least}, found ${found}`;
        return reportAt(reading, 'wrong-type', address, text, { span: node.span });
      }
      const values = node.items.map((item, index) =>
        field.read(item, `${address}.${index}`, reading, item.span),
      );
      return values.some((value) => value === undefined) ? undefined : (values as readonly T[]);
    },
    absent: null,
  };
}
