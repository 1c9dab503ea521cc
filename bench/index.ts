/**
 * `npm run bench`: what is measured, each in a process of its own, all in one run. `--json` prints ratios as data,
 * `--install` first installs rivals that are missing, from npm and Debian.
 */
import { engineTable } from './engine.ts';
import { installRivals } from './install.ts';

const words = process.argv.slice(2);
if (words.includes('--install')) installRivals();
const rows = engineTable((line) => process.stderr.write(`${line}\n`));
if (words.includes('--json')) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
