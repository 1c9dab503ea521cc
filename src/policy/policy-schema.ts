import { jsonSchemaOf } from '../document/index.ts';
import { policyFields } from './fields.ts';

/** The JSON Schema (2020-12) of policy files, for editors. The parser says more: units, currencies, bounds. */
export function policySchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'crossover policy',
    ...jsonSchemaOf(policyFields.spec, { quantity: { type: 'string' } }),
  };
}
