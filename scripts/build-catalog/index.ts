import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCatalog } from './build.ts';
import { catalogItems } from '../../src/catalog/index.ts';
import { notice, otherHosts } from './notice.ts';
import { catalogVersion, sources } from './sources.ts';

/** Writes pricing/<version> from a folder of extracts. The same extracts give the same files. */
const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
if (values.from === undefined)
  throw new Error('usage: tsx scripts/build-catalog/index.ts --from FOLDER [--to FOLDER]');
const target = values.to ?? join(import.meta.dirname, '..', '..', 'pricing', catalogVersion);
const { files, catalog, left } = buildCatalog(values.from);
mkdirSync(target, { recursive: true });
const addresses = catalogItems(catalog).flatMap(({ rows }) => rows.map(({ source }) => source.url));
writeFileSync(join(target, '..', 'NOTICE.md'), notice(sources, otherHosts(addresses, sources)));
for (const [name, text] of files) writeFileSync(join(target, name), text);
for (const each of left) console.log(`left out: ${each}`);
console.log(
  `${catalog.tokens.size} token prices, ${catalog.offers.size} offers, ${catalog.throughput.length} runs, ${catalog.models.size} models, ${catalog.gpus.size} GPUs`,
);
