import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { scenarioReference, scenarioSchema } from '../../src/scenario/index.ts';
import { schemaText } from '../support/schema-text.ts';

// `npx vitest run test/scenario -u` writes both files anew.

test('the committed JSON Schema is the one of the field specification', async () => {
  const text = await schemaText(scenarioSchema());
  await expect(text).toMatchFileSnapshot('../../schema/scenario.schema.json');
});

test('the committed reference page is the one of the field specification', async () => {
  await expect(scenarioReference()).toMatchFileSnapshot('../../docs/scenario-reference.md');
});

test('the schema takes the full example, and refuses a wrong key and a missing one', () => {
  const validate = new Ajv2020({ strict: false }).compile(scenarioSchema());
  const text = readFileSync(new URL('fixtures/support-desk.yaml', import.meta.url), 'utf8');
  const accepts = (of: string): boolean => validate(parse(of));
  expect(accepts(text)).toBe(true);
  expect(accepts(text.replace('growth:', 'growht:'))).toBe(false);
  expect(accepts(text.replace('offer: quote-a, ', ''))).toBe(false);
  expect(accepts(text.replace('batch: 20%', 'batch: 20'))).toBe(false);
  expect(accepts(text.replace('batch: 20%', 'batch: { pert: [10%, 20%, 40%] }'))).toBe(true);
});

test('the schema says nothing of any length twice, and each reference has what it refers to', () => {
  const schema = scenarioSchema();
  const text = JSON.stringify(schema);
  const names = [...text.matchAll(/#\/\$defs\/([^"]+)"/gu)].map(([, name]) => name ?? '');
  expect(new Set(names)).toEqual(new Set(Object.keys(schema.$defs ?? {})));
  const seen = new Set<string>();
  const twice: string[] = [];
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const own = JSON.stringify(part);
    const isSchema = 'type' in part || 'anyOf' in part;
    if (isSchema && own.length >= 200 && seen.has(own)) twice.push(own.slice(0, 80));
    seen.add(own);
    for (const each of Object.values(part)) walk(each);
  };
  walk(schema);
  expect(twice).toEqual([]);
});
