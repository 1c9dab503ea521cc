import { scenarioFields } from './fields/scenario.ts';
import type { QuantitySpec, Spec } from '../document/index.ts';

/** A field that an address names. */
export interface FieldSpec extends QuantitySpec {
  /** The address with `*` for ids and numbers: `workloads.*.tokens.input`. */
  readonly pattern: string;
  /** The unit that the value is in; `¤` is a currency, and an empty text a plain number. */
  readonly unit: string;
}

/** Every field with a number, in the order of the format. Documented in docs/scenario-reference.md. */
export function listFields(): readonly FieldSpec[] {
  return leaves(scenarioFields.spec, '').filter((each) => each !== undefined);
}

function leaves(spec: Spec, pattern: string): readonly FieldSpec[] {
  const at = (key: string): string => (pattern === '' ? key : `${pattern}.${key}`);
  switch (spec.form) {
    case 'quantity':
      return [toField(spec, pattern)];
    case 'record':
      return [...spec.fields].flatMap(([key, field]) =>
        leaves(field.spec, key === spec.figure ? pattern : at(key)),
      );
    case 'variants':
      return [...spec.variants.values()].flatMap((variant) => leaves(variant, pattern));
    case 'word-or':
      return leaves(spec.of, pattern);
    case 'map':
    case 'list':
      return leaves(spec.of, at('*'));
    case 'entries':
      return leaves(spec.of, at('*'));
    default:
      return [];
  }
}

function toField(spec: QuantitySpec, pattern: string): FieldSpec {
  const [unit = ''] = spec.units;
  return { ...spec, pattern, unit: unit === '1' ? '' : unit };
}

/** The field that an address names, or undefined where no scenario could have it. Ids may have dots. */
export function fieldSpec(address: string): FieldSpec | undefined {
  return address.length > 1_000 ? undefined : find(scenarioFields.spec, address, '');
}

/** A few words for an address, such as `input tokens per request`; the address itself where it names no field. */
export function fieldLabel(address: string): string {
  return fieldSpec(address)?.label ?? address;
}

function find(spec: Spec, rest: string, pattern: string): FieldSpec | undefined {
  const at = (key: string): string => (pattern === '' ? key : `${pattern}.${key}`);
  switch (spec.form) {
    case 'quantity':
      return rest === '' ? toField(spec, pattern) : undefined;
    case 'record': {
      const own = rest === '' && spec.figure !== undefined ? spec.fields.get(spec.figure) : undefined;
      if (own !== undefined) return find(own.spec, '', pattern);
      const [key = '', ...more] = rest.split('.');
      const field = spec.fields.get(key);
      return field && find(field.spec, more.join('.'), at(key));
    }
    case 'variants':
      return firstOf(spec.variants.values(), (variant) => find(variant, rest, pattern));
    case 'word-or':
      return find(spec.of, rest, pattern);
    case 'map':
    case 'list':
      return firstOf(restsAfterId(rest), (after) => find(spec.of, after, at('*')));
    case 'entries':
      return firstOf(restsAfterId(rest), (after) => find(spec.of, after, at('*')));
    default:
      return undefined;
  }
}

/** What may follow an id that begins an address: the id ends before one of the dots, or with the address. */
function* restsAfterId(address: string): Generator<string> {
  for (let dot = address.indexOf('.'); dot !== -1; dot = address.indexOf('.', dot + 1))
    yield address.slice(dot + 1);
  yield '';
}

function firstOf<T, U>(items: Iterable<T>, of: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = of(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
