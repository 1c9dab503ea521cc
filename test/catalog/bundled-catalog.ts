import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalog } from '../../src/catalog/index.ts';

const folder = join(import.meta.dirname, '..', '..', 'pricing', '2026-12');
const files = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
const parsed = parseCatalog(files, 'pricing/2026-12');
if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics.slice(0, 5)));

/** The newest bundled catalog, from its sources. */
export const bundledCatalog = parsed.value;
