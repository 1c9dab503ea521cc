import { shapeNames, shapeOf, type ShapeName } from '../statistics/index.ts';
import { describeRange, type QuantitySpec, type Spec, currencySign, unitsOf } from '../document/index.ts';
import { scenarioFields } from './fields/scenario.ts';

const number = { type: ['number', 'string'] };

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** The JSON Schema (2020-12) of scenario files, for editors. The parser says more: units, ranges, references. */
export function scenarioSchema(): JsonObject {
  const root = schemaOf(scenarioFields.spec, true);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'crossover scenario',
    ...root,
    // What is missing may come from the file that is extended.
    required: ['crossover'],
    $defs: {
      distribution: distributionSchema(),
      quantity: { anyOf: [{ type: ['number', 'string'] }, { $ref: '#/$defs/distribution' }] },
    },
  };
}

/** `isComplete` is false within `defaults`, where nothing has to be there. */
function schemaOf(spec: Spec, isComplete: boolean): JsonObject {
  return { ...bodyOf(spec, isComplete), description: describe(spec) };
}

function bodyOf(spec: Spec, isComplete: boolean): JsonObject {
  const inside = (of: Spec): JsonObject => schemaOf(of, isComplete);
  switch (spec.form) {
    case 'quantity':
      return { ...quantitySchema(spec), examples: [writtenExample(spec)] };
    case 'text':
      // Versions and dates may be read as numbers by other YAML readers.
      return {
        type: ['string', 'number'],
        ...(spec.example === undefined ? {} : { examples: [spec.example] }),
      };
    case 'choice':
      return { enum: spec.choices };
    case 'flag':
      return { type: 'boolean' };
    case 'numbers':
      return { type: 'array', items: number, minItems: spec.count, maxItems: spec.count };
    case 'record':
      return spec.shorthand === undefined
        ? recordSchema(spec, isComplete)
        : {
            anyOf: [shorthandSchema(spec, isComplete), recordSchema(spec, isComplete)],
          };
    case 'partial':
      return spec.of.form === 'record' ? recordSchema(spec.of, false) : schemaOf(spec.of, false);
    case 'map':
      return { type: 'object', additionalProperties: inside(spec.of) };
    case 'list':
    case 'entries':
    case 'rows':
      return { type: 'array', items: inside(spec.of) };
    case 'variants':
      return { anyOf: [...spec.variants.values()].map(inside) };
    case 'word-or':
      return { anyOf: [{ const: spec.word }, inside(spec.of)] };
  }
}

function recordSchema(spec: Extract<Spec, { form: 'record' }>, isComplete: boolean): JsonObject {
  const required = [...spec.fields].filter(([, field]) => isComplete && field.required).map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...spec.fields].map(([key, field]) => [key, schemaOf(field.spec, isComplete)]),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** What may stand for a map: the figure that has its address, or a text. */
function shorthandSchema(spec: Extract<Spec, { form: 'record' }>, isComplete: boolean): JsonObject {
  const own = spec.figure === undefined ? undefined : spec.fields.get(spec.figure);
  return own === undefined
    ? { type: ['string', 'number'], description: spec.shorthand ?? '' }
    : schemaOf(own.spec, isComplete);
}

/** Bounds hold for plain numbers only where no unit could be meant. */
function quantitySchema({ units, range }: QuantitySpec): JsonObject {
  if (units[0] !== '1') return { $ref: '#/$defs/quantity' };
  const number = {
    type: range.whole ? 'integer' : 'number',
    ...(range.least === undefined ? {} : { minimum: range.least.toNumber() }),
    ...(range.above === undefined ? {} : { exclusiveMinimum: range.above.toNumber() }),
    ...(range.most === undefined ? {} : { maximum: range.most.toNumber() }),
    ...(range.under === undefined ? {} : { exclusiveMaximum: range.under.toNumber() }),
  };
  return { anyOf: [number, { type: 'string' }, { $ref: '#/$defs/distribution' }] };
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

function distributionSchema(): JsonObject {
  const of = (name: ShapeName): JsonObject => {
    const form = shapeOf(name).written;
    if ('keys' in form) {
      const properties = Object.fromEntries(form.keys.map((key) => [key, number]));
      return { type: 'object', properties, required: [...form.keys], additionalProperties: false };
    }
    const count =
      form.numbers === null ? { minItems: 1 } : { minItems: form.numbers, maxItems: form.numbers };
    return { type: 'array', items: number, ...count };
  };
  return {
    description: 'a distribution in place of a number',
    type: 'object',
    properties: Object.fromEntries(shapeNames.map((name) => [name, of(name)])),
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  };
}
