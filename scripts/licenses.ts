/** Writes docs/licenses.md, the licenses of what is installed with the package, from package-lock.json: `npm run licenses`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedPackage } from './check-dependencies.ts';

const root = join(import.meta.dirname, '..');

/** The text of docs/licenses.md. */
export function licensePage(): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const rows = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version = '', license = 'unknown' }]) => ({
      name: path.split('node_modules/').at(-1) ?? path,
      version,
      license,
    }));
  const development = Object.keys(packages).length - 1 - rows.length;
  const counts = new Map<string, number>();
  for (const { license } of rows) counts.set(license, (counts.get(license) ?? 0) + 1);
  const summary = [...counts].toSorted(([, one], [, other]) => other - one);
  return [
    '# Licenses of what is installed',
    '',
    'Generated from `package-lock.json`: `npm run licenses`. `npm run sbom` lists the whole tree as CycloneDX, with digests, and',
    '`npm run dependencies` fails where a license is not an allowed one. `crossover` itself is under the MIT license.',
    '',
    `${rows.length} packages are installed with it (${summary.map(([license, count]) => `${count} ${license}`).join(', ')}); ${development} more are`,
    'for tests and builds only, and are never shipped.',
    '',
    '| package | version | license |',
    '|---|---|---|',
    ...rows.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(root, 'docs', 'licenses.md'), licensePage());
  process.stdout.write('wrote docs/licenses.md\n');
}
