import {
  describeNode,
  readDocument,
  type LocatedField,
  type LocatedMap,
  type LocatedNode,
  readQuantity,
  emptyMap,
  overridePrefix,
  report,
  valueAt,
  variantOf,
  type FileReading,
  type QuantitySpec,
  type Spec,
  type Quantity,
} from '../document/index.ts';
import { nearest, ok, type Span } from '../diagnostics/index.ts';
import { fieldSpec } from './addresses.ts';
import { withEntry } from './compose.ts';
import { scenarioFields } from './fields/scenario.ts';
import { knownAddresses } from './known-addresses.ts';

/** One `--set ADDRESS=TEXT`; the text is what would stand in the file. */
export interface Override {
  readonly address: string;
  readonly text: string;
  /** Where it stands, if it stands in a file. */
  readonly node?: LocatedNode;
}

/** The file without its `set`, and what that sets, in its order. */
export function takeSet(
  root: LocatedMap,
  reading: FileReading,
): { readonly root: LocatedMap; readonly set: readonly Override[] } {
  const given = root.entries.get('set')?.value;
  if (given === undefined) return { root, set: [] };
  const without = new Map(root.entries);
  without.delete('set');
  const fields = given.type === 'map' ? [...given.entries.values()] : [];
  if (given.type === 'scalar' || given.type === 'list')
    report(
      reading,
      'scenario/wrong-type',
      'set',
      `expected a map of addresses, found ${describeNode(given)}`,
      {
        span: given.span,
      },
    );
  const set = fields.map(({ key, value }): Override => ({
    address: key,
    text: value.type === 'scalar' ? value.text : '',
    node: value,
  }));
  return { root: { ...root, entries: without }, set };
}

/** The name under which the text of an override appears in the places of problems. */
export function overrideFile(address: string): string {
  return `${overridePrefix}${address}`;
}

interface Overridden {
  readonly root: LocatedMap;
  /** Figures of entries that are not in the file. */
  readonly priceOverrides: ReadonlyMap<string, Quantity>;
}

/** Sets the values in the tree, before it is read. An address that is not there is reported with the nearest one. */
export function applyOverrides(
  root: LocatedMap,
  overrides: readonly Override[],
  reading: FileReading,
): Overridden {
  const priceOverrides = new Map<string, Quantity>();
  let current = root;
  for (const { address, text, node } of overrides) {
    const file = overrideFile(address);
    const read = node === undefined ? readDocument(text, file) : ok(node);
    if (!read.ok) {
      reading.diagnostics.push(...read.diagnostics);
      continue;
    }
    const set = setAt(scenarioFields.spec, current, address, read.value);
    if (set?.type === 'map') {
      current = set;
      continue;
    }
    const spec = figureOutside(address);
    if (spec !== undefined) {
      const quantity = readQuantity(spec, read.value, address, reading);
      if (quantity !== undefined) priceOverrides.set(address, quantity);
      continue;
    }
    const span: Span = node?.span ?? { file, line: 1, column: 1, length: 0 };
    const meant = nearest(address, knownAddresses(scenarioFields.spec, current));
    const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
    report(reading, 'scenario/set', address, 'the scenario has no such address', { span, hint });
  }
  return { root: current, priceOverrides };
}

/** A figure that stands in no file, or of a catalog entry: whether there is one is for the model to say. */
function figureOutside(address: string): QuantitySpec | undefined {
  return /^(?:prices|offers|exchange|throughput)\./u.test(address) ? fieldSpec(address) : undefined;
}

/** The tree with the value at the address, or undefined where the tree and the format have no such place. */
function setAt(
  spec: Spec,
  given: LocatedNode | undefined,
  rest: string,
  value: LocatedNode,
): LocatedNode | undefined {
  if (rest === '') return standsFor(spec, given, value);
  switch (spec.form) {
    case 'record': {
      const node = given && (spec.expand?.(given) ?? given);
      const [key = '', ...more] = rest.split('.');
      const field = spec.fields.get(key);
      if (field === undefined || (node !== undefined && node.type !== 'map')) return undefined;
      const map = node ?? emptyMap(value.span);
      const set = setAt(field.spec, valueAt(map, key), more.join('.'), value);
      return set && withEntry(map, key, set);
    }
    case 'map':
      return given?.type === 'map' ? setInMap(spec.of, given, rest, value) : undefined;
    case 'variants': {
      const variant = variantOf(spec, given);
      return variant && setAt(variant, given, rest, value);
    }
    case 'word-or':
      return setAt(spec.of, given, rest, value);
    case 'list':
    case 'entries':
      return given?.type === 'list' ? setInList(spec, given, rest, value) : undefined;
    default:
      return undefined;
  }
}

/** The value in place of what is there; where it is one figure of a map, the rest of the map stays. */
function standsFor(spec: Spec, given: LocatedNode | undefined, value: LocatedNode): LocatedNode {
  if (spec.form !== 'record' || spec.figure === undefined || given?.type !== 'map') return value;
  const node = spec.expand?.(given) ?? given;
  return node.type === 'map' ? withEntry(node, spec.figure, value) : value;
}

function setInMap(spec: Spec, map: LocatedMap, rest: string, value: LocatedNode): LocatedNode | undefined {
  for (const [field, after] of matches([...map.entries.values()], ({ key }: LocatedField) => key, rest)) {
    const set = setAt(spec, field.value, after, value);
    if (set !== undefined) return withEntry(map, field.key, set);
  }
  return undefined;
}

function setInList(
  spec: Extract<Spec, { form: 'list' | 'entries' }>,
  list: Extract<LocatedNode, { type: 'list' }>,
  rest: string,
  value: LocatedNode,
): LocatedNode | undefined {
  const named = list.items.map((item, index) => ({ item, index, name: nameOf(spec, item, index) }));
  for (const [{ item, index }, after] of matches(named, ({ name }) => name, rest)) {
    const whole = after === '' && (spec.of.form !== 'record' || spec.of.figure === undefined);
    const set = whole ? undefined : setAt(spec.of, item, after, value);
    if (set !== undefined) return { ...list, items: list.items.with(index, set) };
  }
  return undefined;
}

function nameOf(spec: Spec, item: LocatedNode, index: number): string {
  if (spec.form === 'list') return String(index);
  const id = item.type === 'map' ? valueAt(item, 'id') : undefined;
  return id?.type === 'scalar' ? id.text : '';
}

/** The items whose name begins the address, the longest name first, each with what follows. */
function matches<T>(
  items: readonly T[],
  nameOfItem: (item: T) => string,
  address: string,
): readonly (readonly [T, string])[] {
  return items
    .filter((item) => address === nameOfItem(item) || address.startsWith(`${nameOfItem(item)}.`))
    .toSorted((a, b) => nameOfItem(b).length - nameOfItem(a).length)
    .map((item) => [item, address.slice(nameOfItem(item).length + 1)] as const);
}
