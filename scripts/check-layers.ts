/** Holds the direction of imports under src/, and that only io and cli reach out of the process. */
import { join } from 'node:path';
import { checkLayers } from './layers/check.ts';

const { files, breaches } = checkLayers(join(import.meta.dirname, '..', 'src'));
for (const breach of breaches) process.stdout.write(`${breach}\n`);
process.stdout.write(`layers: ${files} files, ${breaches.length} breaches\n`);
process.exitCode = files > 0 && breaches.length === 0 ? 0 : 1;
