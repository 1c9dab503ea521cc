import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inject, vi } from 'vitest';

// Tests run from the sources; the catalogs they read are in the form in which they are shipped.
vi.mock(import('../../src/io/bundled.ts'), async (original) => {
  const bundled = await original();
  return {
    ...bundled,
    locateBundledCatalog: (version) => {
      const found = bundled.locateBundledCatalog(version);
      const path = join(inject('catalogFolder'), `${version}.jsonl`);
      return found !== undefined && existsSync(path) ? { form: 'json', path } : found;
    },
  };
});
