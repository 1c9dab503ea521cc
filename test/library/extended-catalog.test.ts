import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCatalog } from '../../src/library/index.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';

// However its manifest is written, a folder extends the bundled catalog that it names, and no other one.

const at = temporaryFolder();

test.each([
  ['a line', 'crossover_catalog: 1\nversion: mine\ndate: 2026-11-25\nextends: 2026-11\n'],
  ['quotation marks', 'crossover_catalog: 1\nversion: mine\ndate: 2026-11-25\n"extends": "2026-11"\n'],
  ['braces', '{ crossover_catalog: 1, version: mine, date: 2026-11-25, extends: 2026-11 }\n'],
  [
    'JSON',
    '{\n  "crossover_catalog": 1,\n  "version": "mine",\n  "date": "2026-11-25",\n  "extends": "2026-11"\n}\n',
  ],
  [
    'a comment that names another',
    '# extends: 2026-12\ncrossover_catalog: 1\nversion: mine\ndate: 2026-11-25\nextends: 2026-11\n',
  ],
])('%s', async (name, manifest) => {
  mkdirSync(at(name));
  writeFileSync(at(name, 'catalog.yaml'), manifest);
  const [own, base] = await Promise.all([readCatalog(at(name)), readCatalog('2026-11')]);
  if (!own.ok || !base.ok) throw new Error('not read');
  expect(own.value.tokens.size).toBe(base.value.tokens.size);
});
