import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  listBundledCatalogs,
  listBundledScenarios,
  locateBundledCatalog,
  locateBundledScenario,
  packageFolder,
} from '../../src/io/index.ts';

vi.unmock('../../src/io/bundled.ts');

describe('what comes with the package', () => {
  it('is below the folder of its package.json', async () => {
    const manifest = JSON.parse(await readFile(join(packageFolder(), 'package.json'), 'utf8')) as {
      name: string;
    };
    expect(manifest.name).toBe('crossover');
  });

  it('are catalogs by their version: from the sources, the folder', async () => {
    const catalogs = await listBundledCatalogs();
    expect(catalogs.ok ? catalogs.value : []).toContain('2026-11');
    expect(locateBundledCatalog('2026-11')).toEqual({
      form: 'folder',
      path: join(packageFolder(), 'pricing', '2026-11'),
    });
  });

  it('are scenarios by their name', async () => {
    const scenarios = await listBundledScenarios();
    expect(scenarios.ok ? scenarios.value : []).toContain('quick-start');
    for (const name of scenarios.ok ? scenarios.value : []) {
      expect(existsSync(locateBundledScenario(name) ?? 'nowhere')).toBe(true);
    }
  });

  it.each([
    '',
    '.',
    '..',
    '../scenarios',
    '2026-11/',
    '/etc',
    'a\0',
    '.hidden',
    'no-such-thing',
    '__proto__',
  ])('are not found under %j', (name) => {
    expect(locateBundledCatalog(name)).toBeUndefined();
    expect(locateBundledScenario(name)).toBeUndefined();
  });
});
