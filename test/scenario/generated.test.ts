import { expect, test } from 'vitest';
import { scenarioReference, scenarioSchema } from '../../src/scenario/index.ts';

// `npx vitest run test/scenario -u` writes both files anew.

test('the committed JSON Schema is the one of the field specification', async () => {
  const text = `${JSON.stringify(scenarioSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../schema/scenario.schema.json');
});

test('the committed reference page is the one of the field specification', async () => {
  await expect(scenarioReference()).toMatchFileSnapshot('../../docs/scenario-reference.md');
});
