#!/usr/bin/env node
// crossover-prices-acme LIST FOLDER RETRIEVED: a catalog folder that extends the newest bundled catalog with a seller's prices.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listBundledCatalogs, readCatalog, renderDiagnostics } from 'crossover';
import { readPriceList } from './price-list.js';

const [file, folder, retrieved] = process.argv.slice(2);
if (retrieved === undefined) throw new Error('usage: crossover-prices-acme LIST FOLDER RETRIEVED');

const { entries, reported } = readPriceList(JSON.parse(readFileSync(file, 'utf8')), retrieved);
const bundled = await listBundledCatalogs();
if (!bundled.ok) throw new Error(renderDiagnostics(bundled.diagnostics, new Map()));

// A catalog is YAML, of which JSON is a part.
mkdirSync(folder, { recursive: true });
const manifest = { crossover_catalog: 1, version: 'acme', date: retrieved, extends: bundled.value.at(-1) };
writeFileSync(join(folder, 'catalog.yaml'), `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(join(folder, 'tokens.yaml'), `${JSON.stringify(entries, null, 2)}\n`);

// crossover reads what was written and says what is wrong with it, at its place.
const catalog = await readCatalog(folder);
if (!catalog.ok) {
  process.stderr.write(`${renderDiagnostics(catalog.diagnostics, new Map())}\n`);
  process.exitCode = 2;
} else {
  console.log(
    `${entries.length} entries in ${folder}, beside ${catalog.value.tokens.size - entries.length} bundled ones`,
  );
  for (const each of reported) console.log(`left out: ${each}`);
}
