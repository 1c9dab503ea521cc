import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { refresh } from './refresh.ts';

/** Brings a catalog folder up to date from the lists' own feeds, and writes what changed by which list. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { into: { type: 'string' }, base: { type: 'string' }, report: { type: 'string' } },
});
const { into, base, report } = values;
if (into === undefined || base === undefined || report === undefined || positionals.length === 0)
  throw new Error(
    'usage: tsx scripts/refresh-prices/index.ts SOURCE... --into FOLDER --base VERSION --report FILE',
  );
const program = join(import.meta.dirname, '..', '..', 'bin', 'crossover.js');
const { report: text, sound } = await refresh(
  into,
  positionals.map((source) => ({ source })),
  base,
  (words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
    return Promise.resolve({ code: status ?? 4, stdout, stderr });
  },
  (folder) => {
    if (!existsSync(folder)) return Promise.resolve('');
    const copy = mkdtempSync(join(tmpdir(), 'prices-before-'));
    cpSync(folder, copy, { recursive: true });
    return Promise.resolve(copy);
  },
);
writeFileSync(report, text);
if (!sound) process.exitCode = 1;
