import { shapeNames, shapeOf, type ShapeName } from '../statistics/index.ts';
import { jsonSchemaOf, shareDefinitions, type JsonObject } from '../document/index.ts';
import { scenarioFields } from './fields/scenario.ts';

const number = { type: ['number', 'string'] };
const distribution = { $ref: '#/$defs/distribution' };

/** The JSON Schema (2020-12) of scenario files, for editors. The parser says more: units, ranges, references. */
export function scenarioSchema(): JsonObject {
  const root = jsonSchemaOf(scenarioFields.spec, {
    quantity: { $ref: '#/$defs/quantity' },
    inPlace: distribution,
  });
  return shareDefinitions({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'crossover scenario',
    ...root,
    // What is missing may come from the file that is extended.
    required: ['crossover'],
    $defs: {
      distribution: distributionSchema(),
      quantity: { anyOf: [number, distribution] },
    },
  });
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
