import { scenarioFields } from './fields/scenario.ts';
import { childAddress, unitsOf, type QuantitySpec, type Spec } from '../document/index.ts';
import { exchangeSpec, figureFields } from './fields/figures.ts';

/** A field that an address names. */
export interface FieldSpec extends QuantitySpec {
  /** The address with `*` for ids and numbers: `workloads.*.tokens.input`. */
  readonly pattern: string;
  /** The unit that the value is in; `¤` is a currency, and an empty text a plain number. */
  readonly unit: string;
}

/** Every field with a number, in the order of the format, then the figures that stand in no file. Documented in docs/scenario-reference.md. */
export function listFields(): readonly FieldSpec[] {
  return [...leaves(scenarioFields.spec, '', {}), ...leaves(figureFields.spec, '', {})];
}

type About = Pick<FieldSpec, 'group' | 'lever' | 'trend'>;

/** What holds for everything below a field, where nothing nearer says otherwise. */
function below({ group, lever, trend }: Spec, outer: About): About {
  if (group === undefined && lever === undefined && trend === undefined) return outer;
  const own = { group: group ?? outer.group, lever: lever ?? outer.lever, trend: trend ?? outer.trend };
  return {
    ...(own.group === undefined ? {} : { group: own.group }),
    ...(own.lever === undefined ? {} : { lever: own.lever }),
    ...(own.trend === undefined ? {} : { trend: own.trend }),
  };
}

function leaves(spec: Spec, pattern: string, outer: About): readonly FieldSpec[] {
  const at = (key: string): string => childAddress(pattern, key);
  const about = below(spec, outer);
  switch (spec.form) {
    case 'quantity':
      return [toField(spec, pattern, about)];
    case 'record':
      return [...spec.fields].flatMap(([key, field]) =>
        leaves(field.spec, key === spec.figure ? pattern : at(key), about),
      );
    case 'variants':
      return [...spec.variants.values()].flatMap((variant) => leaves(variant, pattern, about));
    case 'word-or':
      return leaves(spec.of, pattern, about);
    case 'map':
    case 'list':
    case 'entries':
      return leaves(spec.of, at('*'), about);
    default:
      return [];
  }
}

function toField(spec: QuantitySpec, pattern: string, about: About): FieldSpec {
  const [unit = ''] = unitsOf(spec);
  return { ...spec, ...about, pattern, unit: unit === '1' ? '' : unit };
}

const found = new Map<string, FieldSpec | undefined>();
const mostKept = 20_000;

/**
 * The field that an address names, of the format or of the figures that stand in no file; undefined where there is none.
 * Ids may have dots. Addresses are looked up often, so what was found is kept.
 */
export function fieldSpec(address: string): FieldSpec | undefined {
  if (address.length > 1_000) return undefined;
  const known = found.get(address);
  if (known !== undefined || found.has(address)) return known;
  const field = lookUp(address);
  if (found.size >= mostKept) found.clear();
  found.set(address, field);
  return field;
}

function lookUp(address: string): FieldSpec | undefined {
  if (address.startsWith('exchange.')) {
    const [, from, to] = /^exchange\.([A-Z]{3})\.([A-Z]{3})$/u.exec(address) ?? [];
    if (from !== undefined && to !== undefined) return toField(exchangeSpec(from, to), 'exchange.*.*', {});
  }
  return find(scenarioFields.spec, address, '', {}) ?? find(figureFields.spec, address, '', {});
}

/** A few words for an address, such as `input tokens per request`; the address itself where it names no field. */
export function fieldLabel(address: string): string {
  return fieldSpec(address)?.label ?? address;
}

function find(spec: Spec, rest: string, pattern: string, outer: About): FieldSpec | undefined {
  const at = (key: string): string => childAddress(pattern, key);
  const about = below(spec, outer);
  switch (spec.form) {
    case 'quantity':
      return rest === '' ? toField(spec, pattern, about) : undefined;
    case 'record': {
      const own = rest === '' && spec.figure !== undefined ? spec.fields.get(spec.figure) : undefined;
      if (own !== undefined) return find(own.spec, '', pattern, about);
      const dot = rest.indexOf('.');
      const key = dot === -1 ? rest : rest.slice(0, dot);
      const field = spec.fields.get(key);
      return field && find(field.spec, dot === -1 ? '' : rest.slice(dot + 1), at(key), about);
    }
    case 'variants':
      return firstOf(spec.variants.values(), (variant) => find(variant, rest, pattern, about));
    case 'word-or':
      return find(spec.of, rest, pattern, about);
    case 'map':
    case 'list':
    case 'entries':
      return firstOf(restsAfterId(rest), (after) => findInItem(spec.of, after, at('*'), about));
    default:
      return undefined;
  }
}

const foundInItems = new WeakMap<Spec, Map<string, FieldSpec | undefined>>();

/** As `find`, kept: thousands of workloads have the same fields. */
function findInItem(spec: Spec, rest: string, pattern: string, outer: About): FieldSpec | undefined {
  let kept = foundInItems.get(spec);
  if (kept === undefined) foundInItems.set(spec, (kept = new Map<string, FieldSpec | undefined>()));
  const key = `${pattern} ${rest}`;
  const known = kept.get(key);
  if (known !== undefined || kept.has(key)) return known;
  const field = find(spec, rest, pattern, outer);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, field);
  return field;
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
