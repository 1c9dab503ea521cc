import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { resultSchemas } from '../../../src/report/index.ts';
import { schemaText } from '../../support/schema-text.ts';

// `npx vitest run test/report/results/schemas.test.ts -u` writes the schemas anew.

const schemas = resultSchemas();

describe('the committed JSON Schema of a result is the one of its description', () => {
  for (const [name, schema] of schemas) {
    test(`schema of ${name}`, async () => {
      const text = await schemaText(schema);
      await expect(text).toMatchFileSnapshot(`../../../schema/${name}.schema.json`);
    });
  }
});

describe('every result that a golden file holds fits its schema', () => {
  const root = new URL('../../golden/', import.meta.url);
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.endsWith('.sarif.json'))
    .map((file) => [file, JSON.parse(readFileSync(new URL(file, root), 'utf8')) as unknown] as const);

  test('there are some', () => expect(found.length).toBeGreaterThan(8));

  const validators = new Map(
    [...schemas].map(([name, schema]) => [name, new Ajv2020({ strict: false }).compile(schema)]),
  );
  for (const [file, result] of found) {
    test(`result in ${file}`, () => {
      const { schema } = result as { readonly schema: string };
      const validate = validators.get(schema.split('/')[1] ?? '');
      const fits = validate?.(result);
      expect({ fits, errors: validate?.errors }).toEqual({ fits: true, errors: null });
      const broken = { ...(result as object), catalog: null, explanation: null };
      expect(validate?.(broken)).toBe(false);
    });
  }
});
