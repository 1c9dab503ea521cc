import { existsSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '..', 'node_modules');

/** Whether a package of `bench/package.json` is there: the product's own install does not bring it. */
export function isInstalled(name: string): boolean {
  return existsSync(join(modules, name, 'package.json'));
}

/** Loads such a package; its types are not there either, so that the caller says what it uses. */
export async function loadOptional<Library>(name: string): Promise<Library> {
  return (await import(name)) as Library;
}
