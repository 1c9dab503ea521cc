import type { JsonObject } from '../wire/index.ts';
import { describeRange } from './range.ts';
import type { QuantitySpec, Spec } from './spec.ts';
import { currencySign, unitsOf } from './units.ts';

interface SchemaOptions {
  /** The schema of a number with a unit. */
  readonly quantity: JsonObject;
  /** What may stand in place of a plain number: a distribution. */
  readonly inPlace?: JsonObject;
  /** False where nothing has to be there; true unless stated. */
  readonly isComplete?: boolean;
}

/** The JSON Schema of what a field is, for editors. Its reader says more: units, ranges, references. */
export function jsonSchemaOf(spec: Spec, options: SchemaOptions): JsonObject {
  return { ...bodyOf(spec, options), description: describe(spec) };
}

function bodyOf(spec: Spec, options: SchemaOptions): JsonObject {
  const inside = (of: Spec): JsonObject => jsonSchemaOf(of, options);
  switch (spec.form) {
    case 'quantity':
      return { ...quantitySchema(spec, options), examples: [writtenExample(spec)] };
    case 'text':
      // Versions and dates may be read as numbers by other YAML readers.
      return {
        type: ['string', 'number'],
        ...(spec.example === undefined ? {} : { examples: [spec.example] }),
      };
    case 'choice':
      return { enum: spec.choices.flatMap((each) => (/^\d+$/u.test(each) ? [Number(each), each] : [each])) };
    case 'flag':
      return { type: 'boolean' };
    case 'numbers': {
      const { count } = spec;
      return { type: 'array', items: { type: ['number', 'string'] }, minItems: count, maxItems: count };
    }
    case 'record':
      return spec.shorthand === undefined
        ? recordSchema(spec, options)
        : { anyOf: [shorthandSchema(spec, options), recordSchema(spec, options)] };
    case 'partial': {
      const partial = { ...options, isComplete: false };
      return spec.of.form === 'record' ? recordSchema(spec.of, partial) : jsonSchemaOf(spec.of, partial);
    }
    case 'map':
      return { type: 'object', additionalProperties: inside(spec.of) };
    case 'list': {
      const list = { type: 'array', items: inside(spec.of) };
      return spec.orOne === true ? { anyOf: [inside(spec.of), list] } : list;
    }
    case 'entries':
    case 'rows':
      return { type: 'array', items: inside(spec.of) };
    case 'variants':
      return { anyOf: [...spec.variants.values()].map(inside) };
    case 'word-or':
      return { anyOf: [{ const: spec.word }, inside(spec.of)] };
  }
}

function recordSchema(spec: Extract<Spec, { form: 'record' }>, options: SchemaOptions): JsonObject {
  const { isComplete = true } = options;
  const required = [...spec.fields].filter(([, field]) => isComplete && field.required).map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...spec.fields].map(([key, field]) => [key, jsonSchemaOf(field.spec, options)]),
    ),
    ...(required.length === 0 ? {} : { required }),
    ...(spec.oneOf === undefined ? {} : { anyOf: spec.oneOf.map((key) => ({ required: [key] })) }),
    additionalProperties: false,
  };
}

/** What may stand for a map: the figure that has its address, or a text. */
function shorthandSchema(spec: Extract<Spec, { form: 'record' }>, options: SchemaOptions): JsonObject {
  const own = spec.figure === undefined ? undefined : spec.fields.get(spec.figure);
  return own === undefined
    ? { type: ['string', 'number'], description: spec.shorthand ?? '' }
    : jsonSchemaOf(own.spec, options);
}

/** Bounds hold for plain numbers only where no unit could be meant. */
function quantitySchema({ units, range }: QuantitySpec, { quantity, inPlace }: SchemaOptions): JsonObject {
  if (units[0] !== '1') return quantity;
  const number = {
    type: range.whole ? 'integer' : 'number',
    ...(range.least === undefined ? {} : { minimum: range.least.toNumber() }),
    ...(range.above === undefined ? {} : { exclusiveMinimum: range.above.toNumber() }),
    ...(range.most === undefined ? {} : { maximum: range.most.toNumber() }),
    ...(range.under === undefined ? {} : { exclusiveMaximum: range.under.toNumber() }),
  };
  return { anyOf: [number, { type: 'string' }, ...(inPlace === undefined ? [] : [inPlace])] };
}

function describe(spec: Spec): string {
  const range = spec.form === 'quantity' ? describeRange(spec.range) : '';
  const parts = [
    spec.label,
    spec.form === 'quantity' && spec.units[0] !== '1' ? `in ${unitNames(spec)}` : '',
    range,
    spec.form === 'quantity' && spec.range.whole ? 'whole' : '',
    spec.default === undefined ? '' : `default ${spec.default.replace(currencySign, 'USD')}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** The units that are taken, as the documentation names them. */
export function unitNames(spec: QuantitySpec): string {
  const whole = spec.per === undefined ? [] : unitsOf(spec);
  return [...spec.units, ...whole]
    .filter((each) => each !== '1')
    .map((each) => each.replace(currencySign, 'USD').replace(/^1\//u, '%/'))
    .join(' or ');
}

/** An example as it would stand in a file, with a currency where one belongs. */
export function writtenExample({ example }: QuantitySpec): string {
  return example.replace(currencySign, 'USD');
}
