import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiReference } from '../../scripts/api-reference.ts';
import { licensePage } from '../../scripts/licenses.ts';
import * as library from '../../src/library/index.ts';

// docs/api.md is what `npm run api` writes, and has every function that the library exports.

test('docs/api.md is the reference of the library as it is', () => {
  expect(readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')).toBe(apiReference());
});

test('it has every value that the library exports, each with a sentence', () => {
  const page = apiReference();
  for (const name of Object.keys(library)) expect(page).toContain(`### \`${name}\``);
  expect(page).not.toMatch(/^Declared in src\/library/mu);
});

test('docs/licenses.md is what `npm run licenses` writes', () => {
  expect(readFileSync(new URL('../../docs/licenses.md', import.meta.url), 'utf8')).toBe(licensePage());
});
